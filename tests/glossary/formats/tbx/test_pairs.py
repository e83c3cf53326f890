"""Pairs recorded in an entry against its terms, which others may have changed."""

import pytest

from corpus.errors import InputError
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary
from tests.glossary.formats.tbx.examples import KOREA, terms


def test_what_a_person_changed_in_another_tool_wins(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA])
    text = path.read_text("utf-8")
    text = text.replace("admittedTerm-admn-sts", "deprecatedTerm-admn-sts", 1)  # ROK
    text = text.replace("<term>大韩民国</term>", "<term>大韓民國</term>")
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if "c2.zh.3" in line and "<tig" in line)
    end = next(i for i in range(start, len(lines)) if "</tig>" in lines[i])
    del lines[start : end + 1]  # 南韩
    new = "<tig><term>Republic of Korea</term></tig></langSet></termEntry>"
    text = "\n".join(lines).replace("</langSet>\n      </termEntry>", new)
    path.write_text(text, "utf-8")

    (entry,) = read_glossary(path)
    found = {(pair.zh, pair.en): pair for pair in entry.pairs}

    assert found["韩国", "ROK"].status is Status.FORBIDDEN
    assert found["韩国", "South Korea"] == KOREA.pairs[0]
    assert ("大韓民國", "ROK") in found
    assert all(pair.zh != "南韩" for pair in entry.pairs)
    assert found["韩国", "Republic of Korea"].status is Status.PREFERRED


def test_a_status_changed_in_version_3_wins(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [KOREA], "tbx3")
    text = path.read_text("utf-8").replace("supersededTerm-admn-sts", "preferredTerm-admn-sts")
    path.write_text(text, "utf-8")

    (entry,) = read_glossary(path)
    assert {p.zh: p.status for p in entry.pairs}["南韩"] is Status.PREFERRED


def test_a_term_that_is_left_alone_stays(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, [ConceptEntry("c1", (TermPair("互信", "mutual trust"),))])
    path.write_text(path.read_text("utf-8").replace("<term>互信</term>", ""), "utf-8")

    assert terms(path) == [("", "mutual trust")]


def test_an_entry_of_very_many_recorded_pairs_is_read(tmp_path):
    """Each term was compared with each: ten thousand pairs were a hundred million comparisons."""
    pairs = tuple(TermPair(f"术语{number}", f"term {number}") for number in range(10_000))
    write_glossary(tmp_path / "a.tbx", [ConceptEntry("c1", pairs)])
    (entry,) = read_glossary(tmp_path / "a.tbx")
    assert [(pair.zh, pair.en) for pair in entry.pairs] == [(p.zh, p.en) for p in pairs]


def test_a_list_put_into_one_entry_is_named(tmp_path):
    def section(code, word):
        tigs = "".join(f"<tig><term>{word}{number}</term></tig>" for number in range(200))
        return f'<langSet xml:lang="{code}">{tigs}</langSet>'

    path = tmp_path / "list.tbx"
    entry = f'<termEntry id="c1">{section("zh", "术语")}{section("en", "term ")}</termEntry>'
    path.write_text(
        f'<martif type="TBX" xml:lang="en"><text><body>\n{entry}</body></text></martif>', "utf-8"
    )
    with pytest.raises(InputError, match=r"list\.tbx:2: 200 by 200 terms .* split the entry"):
        read_glossary(path)
