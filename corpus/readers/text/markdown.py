"""Markdown, in CommonMark and the dialects of GitHub, mdBook, Hugo, Docusaurus (MDX) and MkDocs.

Headings, paragraphs, items, quotations, cells of tables and footnotes are paragraphs, their
soft-wrapped lines joined. Links leave their text. Code blocks, images, tags, includes and what
else is for programs is left out.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from corpus.language.han import HAN_CHARACTER
from corpus.language.identification import language_of
from corpus.model import Document
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import headline, stated, with_title
from corpus.readers.wrapping import joined

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 100
"""Blocks inside of blocks. What lies deeper is no writing, and the parser would not see it."""

_YAML = re.compile(r"---[ \t]*\n(.{0,65536}?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.{0,65536}?\n|)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w-]+[ \t]*:(?:\s|$)")
_PAIR = re.compile(r"([\w-]+)[ \t]*[:=](?:[ \t]+(.*))?")
_PART = re.compile(r"[ \t]+\S|[#\]\[{}-]")
"""A line that goes on with a value, a comment, or a table of TOML."""
_KEYS = {
    "title": ("title", "标题", "標題"),
    "date": ("date", "published", "publishdate", "pubdate", "created", "日期", "发布日期"),
    "url": ("canonical_url", "canonical", "original_url", "source_url", "url", "link"),
    "outlet": ("outlet", "publication", "site", "媒体", "来源"),
}
"""What front matter calls them; the first that is there counts."""

# A soft break, a hard break, and pieces that stand for code while tags are looked for.
_SOFT, _HARD, _CODE = "\n", "\r", "\x00"
_SENTENCE_ENDS = tuple("。！？!?.…;；:：”』」)）")

_ON_LINES = re.compile(
    r"""
    ^[ \t]*(?:
        \{\{[<%\#].{0,2000}?\}\}                 # Hugo, mdBook: over several lines, too
      | \{%[^\n]*?%\}                            # Jekyll, mdBook
      | (?:import[ ](?:[\w*{},$ \t]+[ ]from[ ])?['"][^'"\n]+['"];?  # MDX
          | export[ ](?:const|let|default|function|async)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*)
      | \[\[?_?toc_?\]?\]
      | <!--\s*more\s*-->
    )[ \t]*$
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"^[ \t]*:{3,}[ \t]*[\w-]*[ \t]*(?:\{.*\})?(?:\[(.*)\]|(.*))$", re.MULTILINE
)
"""The border of a container (``::: tip Title``), of which the title stays."""
_SHORTCODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.:][^{}\n]*\}[ \t]*$")
_TASK = re.compile(r"\[[ xX]\]\s+")
_ALERT = re.compile(r"\[!\w+\][-+]?[ \t]*")
_ADDRESS = re.compile(r"<?(?:https?|ftp)://\S+>?")
_JSX = re.compile(
    r"""</?(?:[A-Za-z][^\s<>{}"'/]*+(?:[^<>{}"']|"[^"]*+"|'[^']*+'|\{(?:[^{}]|\{[^{}]*+\})*+\})*+)?>"""
)
_EXPRESSION = re.compile(r"\{(?:[^{}]|\{[^{}]*+\})*+\}")

_NO_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|pre|template|iframe|textarea)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BORDER = re.compile(
    r"</?(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|"
    r"figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|"
    r"thead|tr|ul)\b(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>|<[!?][^>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a Markdown file, or the two of a bilingual one.

    Front matter is metadata.

    Raises:
        DecodingError, InputError: it cannot be used.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    found, body = _front_matter(text.lstrip("\ufeff"))
    is_mdx = origin.lower().endswith(".mdx")
    body = _CONTAINER.sub(lambda border: f"\n{border[1] or border[2] or ''}\n", body)
    tokens = _parser(is_mdx).parse(_ON_LINES.sub("", body))
    paragraphs, heading = _paragraphs(tokens, is_mdx)
    given = metadata.get("title") or found.get("title", "")
    title = given or heading or headline(paragraphs)
    yield from documents(origin, title, with_title(given, paragraphs), {**found, **metadata})


def _parser(is_mdx: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.enable("strikethrough")
    parser.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    return parser.disable("code") if is_mdx else parser


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """What stands before the text in YAML or TOML, as metadata, and the text behind it."""
    if match := _YAML.match(text):
        if match[1].strip() and not _KEY.match(match[1]):
            return {}, text  # a rule, not front matter
        matter = _yaml(match[1])
        if match[1].strip() and not isinstance(matter, dict):
            matter = _lines(match[1])
            if matter is None:
                return {}, text  # two rules, and text between them
        return _known(matter), text[match.end() :]
    if match := _TOML.match(text):
        try:
            return _known(tomllib.loads(match[1])), text[match.end() :]
        except (tomllib.TOMLDecodeError, RecursionError):
            return _known(_lines(match[1])), text[match.end() :]
    return {}, text


def _yaml(text: str) -> Any:  # noqa: ANN401  (whatever it holds)
    """The value of a text in YAML, all scalars as text; None if it is not well-formed."""
    import yaml

    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  (it makes strings, lists and dicts)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _lines(text: str) -> dict[str, str] | None:
    """Keys and values line by line, where the whole is not well-formed (title: Seoul: a start).

    None if a line is neither a key with its value, nor part of one.
    """
    found = {}
    for line in filter(str.strip, text.split("\n")):
        if match := _PAIR.fullmatch(line):
            value = (match[2] or "").strip().strip("\"'")
            found[match[1]] = "" if value.startswith(("[", "{")) else value  # a list, cut off
        elif not _PART.match(line):
            return None
    return found


def _known(matter: Any) -> dict[str, str]:  # noqa: ANN401  (whatever it holds)
    """The metadata that front matter gives."""
    if not isinstance(matter, dict):
        return {}
    values = {
        str(key).lower(): str(value)
        for key, value in matter.items()
        if not isinstance(value, dict | list) and value is not None
    }
    found = {
        name: next((values[key] for key in keys if values.get(key)), "")
        for name, keys in _KEYS.items()
    }
    return stated(found)


def _paragraphs(tokens: "Iterable[Token]", is_mdx: bool) -> tuple[list[str], str]:
    """The paragraphs in order, and the heading of the whole: one of the first level, or above."""
    paragraphs: list[str] = []
    heading = inside = ""
    for token in tokens:
        found: list[str] = []
        match token.type:
            case "inline":
                found = _inline(token.children or (), is_mdx)
            case "html_block":
                found = _of_html(token.content, is_mdx)
            case "code_block" if _is_prose(token.content):
                found = token.content.split("\n")
            case "admonition_title_open":
                inside = "admonition"
            case "heading_open":
                inside = token.tag
            case "heading_close" | "admonition_title_close":
                inside = ""
        if inside == "admonition" and len(found) == 1 and found[0].isascii():
            found = found if " " in found[0] else []  # the kind, where no title is given
        found = [line for line in map(str.strip, found) if line and not _ADDRESS.fullmatch(line)]
        if not heading and (inside == "h1" or (inside.startswith("h") and not paragraphs)):
            heading = " ".join(found)
        paragraphs += found
    return paragraphs, heading


def _inline(tokens: "Iterable[Token]", is_mdx: bool) -> list[str]:
    """The text of a paragraph: several where it has hard breaks or changes its language."""
    pieces: list[str] = []
    codes: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                pieces.append(token.content)
            case "code_inline":
                codes.append(token.content)
                pieces.append(_CODE)
            case "softbreak":
                pieces.append(_SOFT)
            case "hardbreak":
                pieces.append(_HARD)
            case "html_inline" if _BREAK.match(token.content):
                pieces.append(_HARD)
    text = _SHORTCODE.sub("", "".join(pieces))
    if is_mdx:
        text = _EXPRESSION.sub("", _JSX.sub("", text))
    # CommonMark leaves these where a Chinese mark stands inside: **重点：**其余
    text = _ATTRIBUTES.sub("", text.replace("**", ""))
    text = _ALERT.sub("", _TASK.sub("", text, count=1), count=1) if text[:1] == "[" else text
    rest = iter(codes)
    text = re.sub(_CODE, lambda _: next(rest, ""), text)
    return [
        joined(group)
        for lines in text.split(_HARD)
        for group in _groups([line.strip() for line in lines.split(_SOFT)])
    ]


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: a line in the other language begins a new paragraph."""
    group: list[str] = []
    for line in filter(None, lines):
        if group and group[-1].endswith(_SENTENCE_ENDS):
            languages = language_of(group[-1:]), language_of([line])
            if None not in languages and languages[0] != languages[1]:
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _is_prose(block: str) -> bool:
    """Whether an indented block is Chinese writing, whose paragraphs begin with an indent."""
    han = len(HAN_CHARACTER.findall(block))
    return 2 * han > len("".join(block.split())) and any(mark in block for mark in "。！？，")


def _of_html(block: str, is_mdx: bool) -> list[str]:
    """What a reader of the page sees of a block in HTML."""
    text = _NO_TEXT.sub("", block)
    text = _TAG.sub("", _BORDER.sub(_HARD, text))
    if is_mdx:
        text = _EXPRESSION.sub("", _JSX.sub("", text))
    text = _SHORTCODE.sub("", unescape(text).replace("**", ""))
    return [joined(filter(None, map(str.strip, part.split("\n")))) for part in text.split(_HARD)]
