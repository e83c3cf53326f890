"""Results as tables: what a notebook shows of them, and what pandas gets."""

import re
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import FileAlignment
from corpus import Bead, Language, SentencePair, UsageError
from corpus.tabular import SHOWN, Tabular
from glossary import ConceptEntry, Glossary, Status, TermPair
from tmx import Memory


class Numbers(Tabular, list):
    columns = ("zh", "number", "share", "places")

    def rows(self):
        return ((text, k, k / 3, (k, k + 1)) for k, text in enumerate(self))


class Cells(HTMLParser):
    """The text of the cells of a page."""

    def __init__(self, page):
        super().__init__()
        self.cells = []
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.tags[-1] in ("td", "th"):
            self.cells[-1] += data


def test_a_notebook_gets_the_first_rows_and_is_told_of_the_others():
    page = Numbers(["句"] * (SHOWN + 1_300))._repr_html_()
    assert page.count("<tr>") == SHOWN + 1
    assert f"<p>{SHOWN} of {SHOWN + 1_300:,} rows; to_pandas() has all</p>" in page
    assert "<p>2 rows</p>" in Numbers(["一", "二"])._repr_html_()
    assert "<p>0 rows</p>" in Numbers()._repr_html_()


def test_cells_say_their_values_and_languages():
    page = Numbers(["雨", "雪", "风"])._repr_html_()
    assert Cells(page).cells == [
        "zh", "number", "share", "places",
        "雨", "0", "0.00", "0, 1",
        "雪", "1", "0.33", "1, 2",
        "风", "2", "0.66", "2, 3",
    ]  # fmt: skip
    assert '<td lang="zh"' in page


def test_colours_are_those_of_the_page():
    assert not re.search(r"color|background|#[0-9a-f]{3}", Numbers(["雨"])._repr_html_())


@given(st.lists(st.text(st.characters(exclude_characters="\r"), max_size=20), max_size=5))
def test_whatever_stands_in_a_cell_is_text(texts):
    read = Cells(Numbers(texts)._repr_html_())
    assert set(read.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "p"}
    assert read.cells[4::4] == texts


def test_pandas_gets_every_row():
    frame = Numbers(["句"] * 30).to_pandas()
    assert list(frame.columns) == list(Numbers.columns)
    assert len(frame) == 30
    assert frame["number"].sum() == sum(range(30))
    assert list(Numbers().to_pandas().columns) == list(Numbers.columns)


def test_without_pandas_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"duizhao\[pandas\]"):
        Numbers(["雨"]).to_pandas()


def test_a_glossary_is_a_list_and_a_table_of_its_pairs():
    pairs = (
        TermPair("务实外交", "pragmatic diplomacy", 0.9, 0.8, 7),
        TermPair("务实外交", "<b>practical</b> diplomacy", status=Status.REJECTED, note="hm"),
    )
    entries = [ConceptEntry("c1", pairs, domain="外交")]
    found = Glossary(entries)
    assert found == entries
    frame = found.to_pandas()
    assert list(frame["en"]) == [pair.en for pair in pairs]
    assert list(frame["status"]) == ["candidate", "rejected"]
    assert "&lt;b&gt;practical" in found._repr_html_()


def test_matches_of_a_memory_are_a_table():
    memory = Memory([SentencePair("会谈周四举行。", "The talks were held on Thursday.")])
    for found in (memory.matches("会谈周五举行。"), memory.exact("会谈周四举行。")):
        assert found[0].suggestion == "The talks were held on Thursday."
        assert found.to_pandas().loc[0, "percent"] == found[0].percent
        assert "会谈周四举行。" in found._repr_html_()


def test_an_alignment_is_a_table_whichever_file_came_first(tmp_path):
    from align.guidance.sides import TextSide

    zh = TextSide(tmp_path / "zh.txt", Language.ZH, ("雨停了。", "他走了。"))
    en = TextSide(tmp_path / "en.txt", Language.EN, ("The rain stopped and he left.", "Good."))
    beads = (Bead((0, 1), (0,), 0.97), Bead((), (1,), 0.5))
    for sides in ((zh, en), (en, zh)):
        frame = FileAlignment(*sides, beads).to_pandas()
        assert frame.iloc[0].tolist() == [
            (0, 1), (0,), "雨停了。他走了。", "The rain stopped and he left.", 0.97,
        ]  # fmt: skip
        assert frame.iloc[1].tolist() == [(), (1,), "", "Good.", 0.5]
