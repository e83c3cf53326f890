"""CSV for services: one target a source term, no header, no mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary

ENTRIES = [
    ConceptEntry(
        "a",
        (
            TermPair("会谈", "talks", 0.9),
            TermPair("会谈", "discussions", 0.5, status=Status.PREFERRED),
            TermPair("会谈", "chat", status=Status.FORBIDDEN),
        ),
    ),
    ConceptEntry("b", (TermPair("=公式", 'formula, "x"', 0.5),)),
    ConceptEntry("c", (TermPair("长", "x" * 1025, 0.5), TermPair("孤", ""))),
]


def test_deepl_gets_four_columns_and_google_two(tmp_path):
    path = tmp_path / "g.csv"
    write_glossary(path, ENTRIES, "deepl")
    assert path.read_text("utf-8") == '会谈,discussions,zh,en\n=公式,"formula, ""x""",zh,en\n'
    write_glossary(path, ENTRIES, "google", source="en-US", target="zh-CN")
    assert path.read_text("utf-8") == 'talks,会谈\ndiscussions,会谈\n"formula, ""x""",=公式\n'


TERM = st.text("会谈港口灯塔", min_size=1, max_size=4)


@given(st.dictionaries(TERM, st.text("abcxyz", min_size=2, max_size=6), min_size=1, max_size=6))
def test_what_deepl_takes_is_read_again(tmp_path_factory, terms):
    path = tmp_path_factory.mktemp("services") / "g.csv"
    entries = [ConceptEntry(zh, (TermPair(zh, en, 1.0, 1.0),)) for zh, en in terms.items()]
    write_glossary(path, entries, "deepl")
    found = {(p.zh, p.en) for entry in read_glossary(path) for p in entry.pairs}
    assert found == {*terms.items()}


@pytest.mark.parametrize("form", ["deepl", "google"])
def test_an_empty_glossary_is_an_empty_file(tmp_path, form):
    write_glossary(tmp_path / "g.csv", [], form)
    assert not (tmp_path / "g.csv").read_bytes()
