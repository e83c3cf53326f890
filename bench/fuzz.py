"""Damaged files thrown at every reader: python bench/fuzz.py [SECONDS [SEED]].

Sound files of every form that the project reads are made first, then wounded at random, in bytes
and in the pieces that their form is made of. Reading each must end in little time and memory, with
what it holds or with a `DuizhaoError` of one line, never in another exception. The seed is printed,
so that a run can be repeated. Exit code 1 if one does not end well; `bench/tmx_fuzz.py` does the
same for TMX, with known attacks.
"""

import io
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import glossary
import tmx
from align import read_beads
from corpus import ReadFailure, SentencePair, read
from corpus.errors import DuizhaoError
from corpus.support.workbook import write_rows
from glossary import ConceptEntry, Status, TermPair, concept_id, read_glossary, write_glossary
from tmx import read_pairs, unit_from_pair, write_pairs
from tmx.conversion.corrections import take_back

EXAMPLES = Path(__file__).parents[1] / "examples" / "formats"
"""One of each kind that is read, so that a new reader is looked at, too."""
KINDS = {
    ".html": "xml", ".mhtml": "xml", ".jsonl": "json", ".md": "markdown", ".srt": "subtitles",
    ".vtt": "subtitles",
}  # fmt: skip
"""Pieces of the examples' forms; of others those of any text."""
SECONDS_EACH = 20
"""CPU seconds for one file: each is a few kilobytes, so this is far beyond what any takes."""
MEGABYTES = 600
"""Address space beyond what the imports take; the damaged files are a few kilobytes each."""
PIECES = {
    "xml": (
        "<", "&", ">", '"', "]]>", "<!--", "<![CDATA[", "<?", "<!DOCTYPE x [", "&#1;", "&x;",
        "</p>", "<termEntry>", "</langSet>", "<seg>", "<unit>", "<source>", "<table>", "<script>",
        ' a="1"', '<meta charset="undefined">', '<meta charset="utf-7">', "<svg>", "<template>",
    ),
    "text": (
        "\t", "\n", "\r", "\0", "\ufeff", "\u2028", "\x1b[2J", "，", "。", "\ud7ff", "𠮷", "\x85",
        "zh\ten\n", "sep=;\n", "#", '"', '""', ",", ";", "=1+1", " ",
    ),
    "po": (
        "msgid", "msgstr", "[1]", "[99999]", "#~ ", "#, fuzzy\n", '"', "\\", "\\777", "\\x", "\n",
        "#. tmx: {\n", "charset=undefined", "charset=utf-7", "charset=idna", "\0",
        "\r", 'msgctxt "',
    ),
    "json": (
        "{", "}", "[", "]", "[" * 3000, '"', "\\ud800", "\\u0000", "null", "1e999", "NaN", ",", ":",
        '"id": 7', '"text": ["a"]', "\n",
    ),
    "markdown": (
        "---\n", "+++\n", "> ", "- ", "    ", "```\n", "<div>\n", "<!--", "[^1]: ", "[a]: b\n", "|",
        "**", "`", "![", "](", "{{< ", ">}}", "{", "}", ":::", "&lt;", "\n", "<A b={", "[" * 300,
        "> " * 300, "*" * 300, "&x: [*x, *x]\n", "!!! a\n", ": ", "\\", "  \n",
    ),
    "pdf": (
        "<<", ">>", "[", "]", "(", ")", "/F", " 0 R", "-1", "1e39", "99999999999", "BT", "ET", "Tf",
        "Tm", "Td", "endstream", "/Rotate 45", "/Parent 4 0 R", "/Kids[2 0 R]", "/Count 999999",
        "0 0 0 0 0 0 Tm", "/MediaBox[0 0 0 0]", "\n",
    ),
    "subtitles": (
        "\n\n", "-->", "00:00:01,5 --> 00:00:02,0\n", "99:99", "<v A>", "<00:01>", "{\\an8}", "- ",
        "[a]", "♪", "&amp;", "<rt>", "WEBVTT", "NOTE\n", "7\n", "\n",
    ),
    "beads": ("[", "]", ":", ",", "-1", "99999999999999999999", "\n", "nan", " "),
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs", "utf-32")
PAIRS = [
    SentencePair("务实外交受到关注。", "Pragmatic diplomacy drew attention."),
    SentencePair("他说：“好。”", 'He said: "Fine."'),
]
ENTRIES = [
    ConceptEntry(
        concept_id("务实外交", "pragmatic diplomacy"),
        (TermPair("务实外交", "pragmatic diplomacy", status=Status.APPROVED),),
        note="记下 & <so>",
    ),
    ConceptEntry(concept_id("北约", "NATO"), (TermPair("北约", "NATO"),)),
]
ARTICLE = """<html><head><meta charset="utf-8"><title>务实外交_某网</title></head><body>
<h1>务实外交</h1>
<p>记者王芳报道，总统星期三抵达北京，开始为期三天的访问。他在机场说，两国将继续对话。</p>
<p>双方签署了十二项协议，涉及贸易、教育和环境保护。</p>
<table><tr><td>一</td></tr></table></body></html>
"""
STORY = "务实外交\n\n总统星期三抵达北京。他在机场说，两国将继续对话。\n\n双方签署了十二项协议。\n"
MARKDOWN = """---
title: 务实外交
date: 2026-01-04
---

# 务实外交

总统星期三抵达北京。他在[机场](https://a.example)说，
两国将`继续`对话[^1]。

| 一 | 二 |
| -- | -- |
| 甲 | 乙 |

> - 双方签署了*十二项*协议。

[^1]: <b>未定</b>
"""
RECORD = (
    '{"id": "a", "title": "t", "text": "总统抵达北京。双方签署了协议。", "date": "2026-01-04"}\n'
)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="x:mc"'
WORD = {
    "word/document.xml": f"""<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>
<w:r><w:t>务实外交</w:t></w:r></w:p><w:p><w:ins><w:r><w:t>总统星期三抵达北京。</w:t></w:r></w:ins>
<w:del><w:r><w:delText>他在</w:delText></w:r></w:del>
<w:r><w:footnoteReference w:id="1"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>双方签署了十二项协议。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>""",
    "word/_rels/document.xml.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="1" Type="x/footnotes" Target="footnotes.xml"/></Relationships>""",
    "word/footnotes.xml": f"""<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>注</w:t></w:r>
</w:p></w:footnote></w:footnotes>""",
}
WRITER = {
    "content.xml": """<o:d xmlns:o="x:o" xmlns:text="x:t"><o:text><text:h>务实外交</text:h>
<text:p>总统星期三抵达北京。<text:s text:c="3"/><text:note><text:note-body><text:p>注</text:p>
</text:note-body></text:note></text:p><text:list><text:p>双方签署了协议。</text:p></text:list>
</o:text></o:d>""",
}
SLIDES = {
    "ppt/presentation.xml": """<p xmlns="x:p" xmlns:r="x:r"><sldId r:id="r1"/></p>""",
    "ppt/_rels/presentation.xml.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="x/slide" Target="slides/s1.xml"/></Relationships>""",
    "ppt/slides/s1.xml": """<sld xmlns="x:p"><sp><ph type="title"/><p><t>务实外交</t></p></sp>
<sp><p><t>总统星期三抵达北京。</t><br/><t>双方签署了十二项协议。</t></p></sp></sld>""",
}

PDF = b"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R
/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 175>>stream
BT /F 10 Tf 60 700 Td (The president of the country arrived in the capital on Wed-) Tj
0 -12 Td (nesday for talks.) Tj 0 -24 Td (Both sides signed twelve treaties there.) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""

TABLE = """标题,正文,日期
务实外交,总统星期三抵达北京。他在机场说：两国将继续对话。,2026-01-04
协议,双方签署了十二项协议。,昨天"""
TWO_COLUMNS = """中文\tEnglish
总统星期三抵达北京。\tThe president arrived in Beijing on Wednesday.
双方签署了十二项协议。\tBoth sides signed twelve treaties.
"""

SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
总统星期三抵达北京
The president arrived

2
00:00:03,000 --> 00:00:05,000
<i>开始访问</i>
in Beijing on Wednesday.
"""

BOOK = {
    "META-INF/container.xml": """<container><rootfile full-path="o/b.opf"/></container>""",
    "o/b.opf": """<package><title>务实外交</title><item id="a" href="a.xhtml"
 media-type="application/xhtml+xml"/><itemref idref="a"/></package>""",
    "o/a.xhtml": """<?xml version="1.0"?><!DOCTYPE html><html><body><h1>务实外交</h1>
<p>总统星期三抵达北京。<sup><a href="#n">1</a></sup><br/>双方签署了<ruby>协<rt>x</rt></ruby>议。
</p></body></html>""",
}
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/a
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=utf-8

{ARTICLE}
--b--
"""


_CORE = 'version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
_FILE = '<file original="a" datatype="x" source-language="zh-CN" target-language="en-US">'
CAT_FILES = {
    "a.sdlxliff": f"""<xliff {_CORE} xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
<sdl:doc-info><sdl:cmt-defs><sdl:cmt-def id="c"><Comment>看</Comment></sdl:cmt-def></sdl:cmt-defs>
</sdl:doc-info>{_FILE}<header><sdl:tag-defs><sdl:tag id="1"><sdl:bpt>&lt;b></sdl:bpt></sdl:tag>
</sdl:tag-defs></header><body><group id="g"><trans-unit id="u"><source
>一。<g id="1">二。</g></source>
<seg-source><mrk mtype="seg" mid="1">一。</mrk><g id="1"><mrk mtype="seg" mid="2">二。</mrk></g>
</seg-source><target><mrk mtype="seg" mid="1">One<x id="2"/>.</mrk><g id="1"><mrk mtype="seg"
mid="2"><mrk mtype="x-sdl-comment" sdl:cid="c">Two.</mrk></mrk></g></target><sdl:seg-defs><sdl:seg
id="1" conf="Translated" percent="99"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs></trans-unit>
</group></body></file></xliff>""",
    "a.mqxliff": f"""<xliff {_CORE} xmlns:mq="MQXliff">{_FILE}<body><trans-unit id="1"
mq:status="Pretranslated" mq:percent="101"><source>按<bpt id="1">{{}}</bpt>一<ept id="1">{{}}</ept>
</source><target>Press <bx id="1" rid="2"/>one<ex id="3" rid="2"/><it id="4" pos="open"/></target>
<mq:comments><mq:comment>看</mq:comment></mq:comments></trans-unit></body></file></xliff>""",
    "a.mxliff": f"""<xliff {_CORE} xmlns:m="http://www.memsource.com/mxlf/2.0">{_FILE}<body>
<trans-unit id="1" m:confirmed="1" m:score="0.9" m:trans-origin="tm"><source>{{1>一<1}}</source>
<target>{{1>one<1}}{{2}}</target><m:tunit-metadata><m:mark id="1"><m:content>x</m:content></m:mark>
</m:tunit-metadata></trans-unit></body></file></xliff>""".replace("{1>", "{1&gt;").replace(
        "<1}", "&lt;1}"
    ),
    "a.po": """msgid ""
msgstr "Language: zh_CN\\nContent-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
#| msgid "O"
msgctxt "c"
msgid "One\\x41"
msgid_plural "%d"
msgstr[0] "一"
"个"

#. tmx: {"variants": []}
msgid "Two"
msgstr "二"
#~ msgid "Three"
#~ msgstr "三"
""",
}


def archive(parts: Mapping[str, str]) -> bytes:
    """An archive of such parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def sound_files(folder: Path) -> Iterator[tuple[str, bytes, str, Callable[[Path], object]]]:
    """Name, content, kind of pieces and reader of one sound file of each form."""
    yield "page.html", ARTICLE.encode(), "xml", _read_coverage
    yield "story.txt", STORY.encode(), "text", _read_coverage
    yield "story.md", MARKDOWN.encode(), "markdown", _read_coverage
    yield "story.mdx", MARKDOWN.encode(), "markdown", _read_coverage
    members = {"a.txt": STORY, "b.md": MARKDOWN, "metadata.tsv": "path\ttitle\na.txt\tT\n"}
    yield "a.zip", archive(members), "text", _read_coverage
    yield "a.mhtml", SAVED.encode(), "xml", _read_coverage
    office = (("a.docx", WORD), ("a.odt", WRITER), ("a.pptx", SLIDES), ("a.epub", BOOK))
    for name, parts in office:
        yield name, archive(parts), "xml", _read_coverage
    yield "a.srt", SUBTITLES.encode(), "subtitles", _read_coverage
    yield "a.vtt", f"WEBVTT\n\n{SUBTITLES.replace(',', '.')}".encode(), "subtitles", _read_coverage
    yield "articles.csv", TABLE.encode(), "text", _read_coverage
    yield "two.tsv", TWO_COLUMNS.encode(), "text", _read_coverage
    write_rows(folder / "articles.xlsx", [row.split(",") for row in TABLE.split("\n")])
    yield "articles.xlsx", (folder / "articles.xlsx").read_bytes(), "xml", _read_coverage
    yield "a.pdf", PDF, "pdf", _read_coverage
    yield "records.jsonl", RECORD.encode() * 3, "json", _read_coverage
    for path in sorted(EXAMPLES.glob("[!.]*")):
        if path.suffix != ".pdf":  # that one is above, with what can be read of its inside
            yield path.name, path.read_bytes(), KINDS.get(path.suffix, "text"), _read_coverage
    yield "beads.align", b"[0]:[0, 1]:0.873\n[]:[2]:0.5\n[1, 2]:[]:0.9\n", "beads", read_beads
    yield "metadata.tsv", b"path\ttitle\tdate\nstory.txt\tT\t2026-01-04\n", "text", _read_described
    for name in ("g.tbx", "g.tsv", "g.csv", "g.xlsx", "g.utf8"):
        write_glossary(folder / name, ENTRIES)
        kind = "xml" if name in ("g.tbx", "g.xlsx") else "text"
        yield name, (folder / name).read_bytes(), kind, _read_glossary
    for name in ("m.tsv", "m.csv", "m.xlsx", "m.jsonl", "m.xlf", "m.po"):
        if name in ("m.xlf", "m.po"):
            tmx.write(folder / "m.tmx", map(unit_from_pair, PAIRS))
            tmx.convert(folder / "m.tmx", folder / name)
        else:
            write_pairs(folder / name, PAIRS)
        kind = {"m.jsonl": "json", "m.xlf": "xml", "m.xlsx": "xml", "m.po": "po"}.get(name, "text")
        yield name, (folder / name).read_bytes(), kind, lambda path: list(read_pairs(path))
    for name in ("r.docx", "r.xlsx"):
        tmx.write(folder / "m.tmx", map(unit_from_pair, PAIRS))
        tmx.convert(folder / "m.tmx", folder / name)
        yield name, (folder / name).read_bytes(), "xml", lambda path: _corrected(path, folder)
    for name, text in CAT_FILES.items():
        kind = "po" if name.endswith(".po") else "xml"
        yield name, text.encode(), kind, lambda path: list(read_pairs(path))


def _corrected(review: Path, folder: Path) -> object:
    """What a review corrects in the memory that it was made of."""
    return take_back(review, folder / "corrected.tmx", folder / "m.tmx").units


def _read_coverage(path: Path) -> object:
    found = list(read([path]))
    for failure in found:
        if isinstance(failure, ReadFailure) and (
            failure.retry or "\n" in failure.reason or "its reader failed" in failure.reason
        ):
            raise ValueError(failure.reason)
    return [document for document in found if not isinstance(document, ReadFailure)]


def _read_described(path: Path) -> object:
    """A metadata table is read with the file beside it."""
    story = path.with_name("story.txt")
    story.write_text(STORY, "utf-8")
    try:
        return _read_coverage(story)
    finally:
        story.unlink()


def _read_glossary(path: Path) -> object:
    glossary.validate(path)
    return read_glossary(path)


def wounded(chance: random.Random, data: bytes, kind: str) -> bytes:
    """The file with a few wounds: pieces of its form, other encodings, flipped and lost bytes."""
    if data[:2] == b"PK":
        return _wounded_archive(chance, data)
    text = data.decode("utf-8-sig", "replace")  # pictures in archives are of no interest
    for _ in range(chance.randint(0, 3)):
        place = chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES[kind] + PIECES["text"])
        text = text[:place] + piece + text[place + chance.choice((0, 0, 1, 9)) :]
    result = bytearray(text.encode(chance.choice(ENCODINGS), "replace"))
    for _ in range(chance.choice((0, 0, 1, 3))):
        result[chance.randrange(len(result))] = chance.randrange(256)
    if chance.random() < 0.1:
        del result[chance.randrange(len(result)) :]
    return bytes(result)


def _wounded_archive(chance: random.Random, data: bytes) -> bytes:
    """An archive with a wound in one member, or in its own bytes."""
    if chance.random() < 0.3:
        result = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            result[chance.randrange(len(result))] = chance.randrange(256)
        return bytes(result)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(name for name, content in members.items() if content))
    if chance.random() < 0.1:
        del members[name]
    else:
        members[name] = wounded(chance, members[name], "xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in members.items():
            archive.writestr(key, content)
        if chance.random() < 0.05:
            archive.writestr("../outside.xml", "<a/>")
    return stream.getvalue()


def outcome_of(reader: Callable[[Path], object], path: Path) -> str:
    """How reading ends: ``read``, ``nothing``, ``refused``, ``CRASH`` or ``SLOW``."""
    started = time.process_time()
    try:
        outcome = "read" if reader(path) else "nothing"
    except DuizhaoError as error:
        outcome = "refused" if "\n" not in str(error) else "CRASH"
    except BaseException:  # noqa: BLE001  (what is looked for)
        traceback.print_exc()
        outcome = "CRASH"
    return "SLOW" if time.process_time() - started > SECONDS_EACH else outcome


def main() -> None:
    """Wound files until the time is over."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311  (no secret)
    outcomes: dict[str, Counter[str]] = {}
    bad = tried = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = list(sound_files(folder))
        for file, data, _, reader in files:  # imports all that is needed
            (folder / file).write_bytes(data)
            outcomes[file] = Counter()
            if outcome_of(reader, folder / file) != "read":
                sys.exit(f"{file} is sound and cannot be read")
            (folder / file).unlink()
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            limit = pages * resource.getpagesize() + MEGABYTES * 10**6
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        end = time.monotonic() + seconds  # much of the work is done in the readers' own process
        while time.monotonic() < end:
            file, data, kind, reader = files[tried % len(files)]
            damaged = wounded(chance, data, kind)
            (folder / file).write_bytes(damaged)
            outcome = outcome_of(reader, folder / file)
            (folder / file).unlink()
            outcomes[file][outcome] += 1
            tried += 1
            if outcome in ("CRASH", "SLOW"):
                bad += 1
                print(f"{outcome}: {file}, file {tried}: {damaged[:1500]!r}")
    for file, counts in outcomes.items():
        print(f"{file:14}", "  ".join(f"{what} {count}" for what, count in sorted(counts.items())))
    print(f"tried {tried}, survived {tried - bad}")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
