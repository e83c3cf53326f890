import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.readers.pdf.document import read
from corpus.readers.registry import ReadFailure, read_bytes
from tests.pdf_writer import COURIER, typeset, write

ENGLISH = (
    "The mayor opened the new tram line on Monday before some three hundred guests, who had waited "
    "in the rain for an hour and a half, and then rode with them to the harbour and back again.",
    "It is the third line of the town. The first one was closed seventy years ago, when buses were "
    "thought to be cheaper, and its rails were sold to a foundry in the next valley for scrap.",
    "A fourth line is planned, the head of the company said. It is to reach the university by the "
    "end of the decade, if the council agrees to the plan and finds a way to pay for all of it.",
)
CHINESE = (
    "市长周一在大约三百位来宾面前为新的电车线路剪彩，来宾们此前在雨中等候了一个半小时，"
    "随后市长同他们一道乘车前往港口，又一道返回市中心的广场。",
    "这是全市的第三条线路。第一条线路早在七十年前就已经停运，当时人们认为公共汽车更加便宜，"
    "那些钢轨后来卖给了邻近山谷里的一家铸造厂当作废铁。",
    "公司负责人说，第四条线路正在规划之中。如果议会同意这一方案并且筹得全部资金，"
    "这条线路将在本世纪二十年代末之前通到大学城。",
)


def many(texts, times):
    """The texts so many times, each a little different: what pages have in common are heads."""
    names = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa")
    return tuple(
        f"{names[k % 10]} {names[k // 10]} {text}"
        if text.isascii()
        else f"{'甲乙丙丁戊己庚辛壬癸'[k % 10]}{text}"
        for k in range(times)
        for text in texts
    )


def document(pages, language="", **made):
    metadata = {"language": language} if language else {}
    (found,) = read("a.pdf", write(pages, **made), metadata)
    return found


def paragraphs(pages, **made):
    return document(pages, "en", **made).paragraphs


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("style", [{"indent": 2}, {"space": 8}], ids=["indent", "space"])
def test_paragraphs_are_rebuilt_over_lines_columns_and_pages(text, columns, style):
    texts = many(text, 12)
    pages = typeset(texts, columns=columns, **style)
    assert len(pages) > 1
    assert document(pages).paragraphs == texts


WORDS = st.lists(st.text("abcdefghij", min_size=3, max_size=8), min_size=40, max_size=90)


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS.map(lambda words: " ".join(words) + "."), min_size=2, max_size=9))
def test_whatever_is_typeset_comes_back(texts):
    assert list(paragraphs(typeset(texts, space=8))) == texts


HAN = st.text("市长周一为新线剪彩公司说，。《》", min_size=50, max_size=150).map(
    lambda t: f"市{t}彩。"
)


@settings(deadline=None, max_examples=40)
@given(st.lists(HAN, min_size=2, max_size=9))
def test_whatever_is_typeset_in_chinese_comes_back(texts):
    assert list(document(typeset(texts, space=8), "zh").paragraphs) == texts


def test_running_heads_and_page_numbers_are_left_out():
    pages = typeset(many(ENGLISH, 20), space=8)
    for number, page in enumerate(pages, 1):
        page.append((60, 760, 8, "Lines of the town" if number % 2 else "The Annual Report"))
        page.append((400, 760, 8, f"{number}"))
        page.append((280, 40, 8, f"- {number} -"))
    assert paragraphs(pages) == many(ENGLISH, 20)


def test_heads_that_change_are_known_by_the_number_beside_them():
    pages = typeset(many(ENGLISH, 20), space=8)
    for number, page in enumerate(pages, 1):
        name = "abcdefghijkl"[number]
        page.append((60, 765, 8, f"Chapter {name}"))
        page.append((500, 765, 8, f"{number + 20}"))
    assert paragraphs(pages) == many(ENGLISH, 20)


def test_a_number_in_the_text_is_no_page_number():
    pages = [[(60, 400, 10, "The new line was opened in"), (60, 388, 10, "1989")]]
    assert "1989" in " ".join(paragraphs(pages))


def test_footnotes_stand_at_the_end_and_their_marks_are_dropped():
    first, second = typeset(ENGLISH * 4, indent=2, bottom=300)[:2]
    line = first[0]
    first[0] = (*line[:3], line[3][:9])
    first.insert(1, (line[0] + 9 * 6, line[1] + 4, 6, "12"))
    first.insert(2, (line[0] + 9 * 6 + 7.2, line[1], 10, line[3][9:]))
    first.append((60, 100, 8, "12 A note on the mayor."))
    found = paragraphs([first, second])
    assert found[:2] == ENGLISH[:2]
    assert found[-1] == "12 A note on the mayor."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The com-", "pany said so."), "The company said so."),
        (("The long-", "standing rule."), "The long-standing rule."),
        (("He read pre-", "1990 maps."), "He read pre-1990 maps."),
        (("From Baden-", "Baden he came."), "From Baden-Baden he came."),
    ],
)
def test_hyphens_at_the_end_of_a_line(lines, text):
    more = "It was a long-standing custom that nobody had ever spoken of before that day."
    page = [(60, 700 - 12 * k, 10, line) for k, line in enumerate((*lines, "", more)) if line]
    assert text in " ".join(paragraphs([page]))


def test_headings_items_and_the_title():
    page = [
        (60, 750, 18, "Lines of the town"),
        (60, 720, 12, "What is new"),
        *((60, 700 - 12 * k, 10, line) for k, line in enumerate(
            ["The line was opened on Monday by the mayor of the town, who", "came by tram.",
             "- the first item", "- the second item of a list that goes on over the end of",
             "  its line"])),
        (60, 620, 10, "2.1 Naming ................ 7"),
    ]  # fmt: skip
    found = document([page], "en")
    assert found.title == "Lines of the town"
    assert found.paragraphs == (
        "Lines of the town",
        "What is new",
        "The line was opened on Monday by the mayor of the town, who came by tram.",
        "the first item",
        "the second item of a list that goes on over the end of its line",
    )


def test_justified_lines_of_a_column_are_no_cells():
    """Each line is set word by word, from edge to edge of its column."""
    texts = many(ENGLISH, 6)
    page = []
    for x, y, size, line in typeset(texts, columns=2, space=8)[0]:
        words = line.split(" ")
        width = 0.6 * size * sum(map(len, words))
        is_last = any(text.endswith(line) for text in texts)
        gap = 6 if is_last or len(words) == 1 else (230 - width) / (len(words) - 1)
        for word in words:
            page.append((x, y, size, word))
            x += 0.6 * size * len(word) + gap
    found = paragraphs([page])
    assert found[:-1] == texts[: len(found) - 1]
    assert len(found) > 6


def test_letters_set_apart_are_one_word_where_spaces_are_characters():
    page, x = [], 60
    for character in "The mayor came.":
        page.append((x, 700, 10, character))
        x += 9
    page.append((60, 660, 10, "It runs to the harbour every day of the week."))
    assert paragraphs([page])[0] == "The mayor came."


def set_apart(text, y, white, size=10):
    """A line with so much white between Chinese and figures, and wherever a ~ stands."""
    placed, x = [], 60
    for run in re.findall(r"[ -}]+|~|[^ -~]+", text):
        if run == "~":
            x += white
            continue
        placed.append((x, y, size, run))
        x += size * len(run) * (COURIER if run.isascii() else 1)
    return placed


FIGURES = (
    "新线全长~16~公里，共设~9~座车站，列车~G8~次首日运行。",
    "工期由~3~年~2~个月缩短至~1~年，市长说。",
)


def figures(texts, white=2.5):
    return document([[p for k, t in enumerate(texts) for p in set_apart(t, 700 - 30 * k, white)]])


@pytest.mark.parametrize("white", [0, 1.0, 2.5, 4.0])
def test_white_around_all_figures_is_the_typesetters(white):
    assert "".join(figures(FIGURES, white).paragraphs) == "".join(FIGURES).replace("~", "")


def test_spaces_around_some_figures_are_the_writers():
    texts = (*FIGURES, "票价为5元，比公共汽车贵一倍多，比出租车便宜。")
    assert "".join(figures(texts).paragraphs) == "".join(texts).replace("~", " ")


def test_a_space_within_chinese_stays_where_letters_are_not_set_apart():
    texts = ("本报讯~市长周一为新的电车线路剪彩，来宾们此前等候了很久。", CHINESE[1][:40])
    assert figures(texts, 6).paragraphs[0] == texts[0].replace("~", " ")
    apart = ("~".join("市长周一为新的电车线路剪彩"), CHINESE[1][:40])
    assert figures(apart, 3).paragraphs[0] == apart[0].replace("~", "")


def test_a_heading_across_both_columns():
    pages = typeset(ENGLISH * 3, columns=2, indent=2, bottom=500)[:1]
    below = typeset(ENGLISH[:2] * 2, columns=2, indent=2, top=440, bottom=280)[0]
    heading = (150, 460, 14, "A heading across the columns of it")
    found = paragraphs([[*pages[0], heading, *below]])
    at = found.index("A heading across the columns of it")
    assert found[0] == ENGLISH[0]
    assert found[at + 1] == ENGLISH[0]


def test_cells_of_a_table_are_read_row_by_row():
    rows = [("Line", "Length", "Opened"), ("One", "4.1 km", "1911"), ("Two", "7 km", "1995")]
    page = [
        (60 + 180 * column, 600 - 14 * row, 10, text)
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]
    page.append((60, 500, 10, "The lines of the town are shown in the table above this line."))
    assert paragraphs([page])[:9] == tuple(cell for row in rows for cell in row)


@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_a_page_that_is_shown_turned(rotate):
    assert paragraphs(typeset(ENGLISH, space=8), rotate=rotate) == ENGLISH


def test_letters_without_size_are_not_seen():
    page = [*typeset(ENGLISH, space=8)[0], (60, 40, 0.1, "Nobody sees this line at all.")]
    assert paragraphs([page]) == ENGLISH


def test_a_bilingual_file_is_two_documents():
    pages = typeset([text for pair in zip(ENGLISH, CHINESE, strict=True) for text in pair], space=8)
    zh, en = read("a.pdf", write(pages), {})
    assert (zh.paragraphs, en.paragraphs) == (CHINESE, ENGLISH)
    assert zh.counterpart == en.id


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing", "damaged"),
        (write([[], []]), "a scan or drawn"),
        (write([[(60, 700, 10, "Stamp")], [(60, 700, 10, "Stamp")]]), "a scan or drawn"),
        (
            write(typeset(ENGLISH), trailer=b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2"
                  b"/P -4/O<%s>/U<%s>>>" % (b"11" * 32, b"22" * 32)),
            "encrypted",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(data, reason):
    with pytest.raises(InputError, match=reason):
        list(read("a.pdf", data, {}))


def test_a_font_that_does_not_say_what_it_draws_is_named():
    drawn = write([[(60, 700 - 12 * k, 10, "\ue001\ue002\ue003" * 9)] for k in range(3)])
    with pytest.raises(InputError, match="which characters its fonts draw"):
        list(read("a.pdf", drawn, {}))


def test_a_pdf_is_known_by_its_content_and_reads_in_its_own_process():
    (found,) = read_bytes("report", write(typeset(ENGLISH, space=8)))
    assert not isinstance(found, ReadFailure)
    assert found.paragraphs == ENGLISH
