import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.text.markdown import read

TEXT = "The new line was opened on Monday by the mayor of the town."


def document(text, name="a.md", **metadata):
    (found,) = read(name, text.encode(), metadata)
    return found


def paragraphs(text, name="a.md"):
    return document(f"{text}\n\n{TEXT}\n", name, language="en").paragraphs[:-1]


@pytest.mark.parametrize(
    "matter",
    [
        '---\ntitle: "A: new line"\ndate: 2026-03-04T08:00:00+08:00\ndraft: false\n'
        "author: Wang Fang\ntags: [a, b]\ncanonical_url: https://news.example/a\n---\n",
        '+++\ntitle = "A: new line"\ndate = 2026-03-04\nlink = "https://news.example/a"\n+++\n',
    ],
)
def test_front_matter_is_metadata_and_no_text(matter):
    found = document(matter + TEXT)
    assert (found.title, found.published) == ("A: new line", "2026-03-04")
    assert found.url == "https://news.example/a"
    assert found.paragraphs == ("A: new line", TEXT)


def test_what_the_user_says_goes_before_front_matter():
    matter = "---\ntitle: Template\ndate: 2020-01-01\n---\n"
    found = document(matter + TEXT, title="Opening", date="2026-03-04")
    assert (found.title, found.published) == ("Opening", "2026-03-04")


@pytest.mark.parametrize(
    "matter", ["tags: a: b\n", "title: [\n", "date: soon\nurl: /posts/line/\n", ""]
)
def test_front_matter_that_cannot_be_used_costs_no_text(matter):
    found = document(f"---\n{matter}---\n{TEXT}")
    assert found.paragraphs == (TEXT,)
    assert (found.published, found.url) == ("", "")


def test_a_rule_at_the_beginning_is_no_front_matter():
    assert document(f"---\n\nThe first part ends here.\n\n---\n\n{TEXT}").paragraphs == (
        "The first part ends here.",
        TEXT,
    )


def test_a_heading_is_the_title_if_it_is_of_the_first_level_or_at_the_beginning():
    assert document(f"Intro to come.\n\nOpening *day*\n===\n\n{TEXT}").title == "Opening day"
    assert document(f"### Opening day\n\n## Now\n\n{TEXT}").title == "Opening day"
    assert document(f"{TEXT}\n\n## Now\n\n{TEXT}").title == ""


WORD = st.text("abcdefgh", min_size=2, max_size=9)
SENTENCE = st.lists(WORD, min_size=3, max_size=25).map(lambda words: " ".join(words) + ".")
HAN = st.text("会谈在首都举行双方同意继续，", min_size=6, max_size=90).map(
    lambda text: f"会{text}。"
)


def _english(text):
    return "\n".join(textwrap.wrap(text, 30, break_long_words=False))


def _chinese(text):
    return "\n".join(text[i : i + 20] for i in range(0, len(text), 20))


WRAPPED = st.one_of(
    st.tuples(SENTENCE, SENTENCE.map(str)).map(lambda two: (two[0], _english(two[0]))),
    HAN.map(lambda text: (text, _chinese(text))),
)


def _item(pair):
    return [pair[0]], "- " + pair[1].replace("\n", "\n  ")


def _quotation(pair):
    return [pair[0]], "> " + pair[1].replace("\n", "\n> ")


BLOCK = st.one_of(
    WRAPPED.map(lambda pair: ([pair[0]], pair[1])),
    WRAPPED.map(_item),
    WRAPPED.map(_quotation),
    SENTENCE.map(lambda text: ([text], f"## {text}")),
    st.tuples(SENTENCE, HAN).map(
        lambda two: ([two[0], two[1], two[1], two[0]],
                     f"| {two[0]} | {two[1]} |\n| --- | :-: |\n| {two[1]} | {two[0]} |")
    ),
    SENTENCE.map(lambda text: ([], f"```sh\n{text}\n```")),
    SENTENCE.map(lambda text: ([], f"<!-- {text}\n\n{text} -->")),
    WORD.map(lambda word: ([], f"![{word}](/images/{word}.png)")),
    WORD.map(lambda word: ([], f"[{word}]: https://news.example/{word}")),
    st.just(([], "---")),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=12))
def test_blocks_come_back_in_order_without_markup(blocks):
    written = [TEXT, *(text for texts, _ in blocks for text in texts)]
    made = "\n\n".join([TEXT, *(source for _, source in blocks)])
    assert list(document(made, language="en").paragraphs) == written


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("See [the *new* plan](/plan.html) and <https://a.example>.",
         "See the new plan and https://a.example."),
        ("It is **long** and `tram --line` __runs__.", "It is long and tram --line runs."),
        ("**重点：**新线`开通`了。", "重点：新线开通了。"),
        ("The <u>new</u> line[^1].\n\n[^1]: Opened *late*.", "The new line."),
        ("Opening day {#opening .big}", "Opening day"),
        ("- [x] The tracks are laid.", "The tracks are laid."),
        ("> [!NOTE]\n> The line is closed.", "The line is closed."),
        ("See the {{< ref plan >}} plan of {{ site.name }}.", "See the  plan of ."),
        ("![map](map.png) The map shows it.", "The map shows it."),
        ("&copy; 2026 the town", "© 2026 the town"),
    ],
)  # fmt: skip
def test_inline_markup(source, text):
    assert paragraphs(source)[0] == text


def test_footnotes_are_paragraphs():
    found = document(f"The line[^a] is new.\n\n[^a]: Opened\n    late.\n\n{TEXT}")
    assert found.paragraphs == ("The line is new.", TEXT, "Opened late.")


def test_hard_breaks_begin_a_paragraph():
    assert paragraphs("第一行  \n第二行\\\n第三行<br>第四行") == (
        "第一行", "第二行", "第三行", "第四行",
    )  # fmt: skip


def test_lines_in_turn_in_two_languages_are_not_joined():
    source = "The line was opened.\n新线开通了。\nThe mayor came.\n市长来了。"
    assert paragraphs(source) == tuple(source.split("\n"))


def test_includes_and_containers():
    source = (
        "{{#include ../listings/a.rs}}\n\n{{< figure\n  src=a.png >}}\n\n{% include a.html %}\n\n"
        "[TOC]\n\n::: tip 注意\n新线开通了。\n:::\n\n:::note[Mind the gap]\nIt is wide.\n:::\n\n"
        '!!! note\n    新站也开了。\n\n!!! warning "Be careful here"\n    The door closes.\n'
    )
    assert paragraphs(source) == (
        "注意", "新线开通了。", "Mind the gap", "It is wide.",
        "新站也开了。", "Be careful here", "The door closes.",
    )  # fmt: skip


def test_html_leaves_what_a_reader_sees():
    source = (
        '<div align="center">\n<img src="a.png" alt="x > y">\n<p>新线&amp;新站\n开通。</p>\n'
        "</div>\n\n"
        "<details><summary>More of it</summary>\n\nInside.\n\n</details>\n\n"
        "<style>p { color: red }</style>\n\n<script>\nlet a = '<p>'\n\nlet b\n</script>"
    )
    assert paragraphs(source) == ("新线&新站开通。", "More of it", "Inside.")


def test_mdx():
    source = (
        "import Tabs from '@theme/Tabs';\nimport {a} from \"b\"\n\n"
        "export const rate = {\n  a: 1,\n  b: 2,\n};\n\n"
        "<Tabs values={[{a: 'b > c'}]}>\n  <Tab>\n\n    The line runs.\n\n  </Tab>\n</Tabs>\n\n"
        "It costs {props.price} <Icon name={x => x.y} />each day.\n\n"
        "Type `<Icon />` or `{a}` here."
    )
    assert paragraphs(source, "a.mdx") == (
        "The line runs.", "It costs  each day.", "Type <Icon /> or {a} here.",
    )  # fmt: skip


def test_import_is_a_word_too():
    text = 'import duties rose, the ministry said; it called them "fair"'
    assert paragraphs(text) == (text,)


def test_an_indented_block_is_code_unless_it_is_chinese_prose():
    assert paragraphs("Type this:\n\n    tram --line 7\n\n    　　新线在周一开通，市长到场。") == (
        "Type this:",
    ) or paragraphs("    新线在周一开通，市长到场。") == ("新线在周一开通，市长到场。",)


@settings(deadline=None, max_examples=50)
@given(
    st.text("<>{}[]()`*_#-:|!\\\"'\n\t \rx新。^~+=&;/", max_size=80),
    st.sampled_from(["a.md", "a.mdx"]),
)
def test_whatever_stands_there_the_rest_is_read(noise, name):
    found = document(f"{TEXT}\n\n{noise}", name)
    assert found.paragraphs[0] == TEXT


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Seoul: a new start", "Seoul: a new start"),
        ('title: "A" and B', 'A" and B'),
        ("title: @home in the port", "@home in the port"),
        ("title:\tA new line", "A new line"),
    ],
)
@pytest.mark.parametrize("more", ["", "tags:\n  - a\n  - [b\n", "# a comment\n"])
def test_front_matter_that_is_no_strict_yaml_is_read_line_by_line(line, title, more):
    found = document(f"---\n{line}\ndate: 2026-03-01\n{more}---\n\n{TEXT}")
    assert (found.title, found.published) == (title, "2026-03-01")
    assert found.paragraphs[-1] == TEXT


def test_prose_between_two_rules_is_text():
    prose = "Note: the harbour was closed on Monday. It is open again.\nAnd more text is here."
    assert "And more text is here." in " ".join(paragraphs(f"---\n{prose}\n\n---\n"))
