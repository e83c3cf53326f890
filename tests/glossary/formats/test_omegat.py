import pytest

from corpus.model import SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import write_glossary
from tests.omegat import glossary_in_omegat, missing_for_omegat

pytestmark = pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())

TERMS = {
    "务实外交": "pragmatic diplomacy",
    "“十五五”规划": "15th Five-Year Plan, or “15th FYP”",
    "《巴黎协定》": "the Paris Agreement (2015)",
    "5G网络": "5G network",
    "# 号": '"hash" sign',
    "臺灣海峽": "Taiwan Strait",
    "A&B <股>": "A & B <shares>",
}
CONTEXT = SentencePair("他谈务实外交。", "He spoke of it.", zh_document="a.txt")
ENTRIES = [
    ConceptEntry(
        f"c{number}",
        (TermPair(zh, en, 0.9, 0.8, 2, status, contexts=(CONTEXT,)),),
        "外交; 经济",
        "what it means",
        "a note\twith a tab",
    )
    for number, ((zh, en), status) in enumerate(zip(TERMS.items(), Status, strict=True))
    if status is not Status.REJECTED
]
EXPECTED = {(pair.zh, pair.en) for entry in ENTRIES for pair in entry.pairs}


@pytest.mark.parametrize("name", ["g.utf8", "g.txt", "g.tbx"])
def test_omegat_reads_every_entry(tmp_path, name):
    path = tmp_path / name
    write_glossary(path, ENTRIES)

    found = {(zh.strip(), en.strip()) for zh, en in glossary_in_omegat(path)}

    assert found == EXPECTED


def test_omegat_reads_it_in_the_other_direction(tmp_path):
    path = tmp_path / "g.tbx"
    write_glossary(path, ENTRIES, source="en-US", target="zh-CN")

    assert {(zh, en) for en, zh in glossary_in_omegat(path, "en-US", "zh-CN")} == EXPECTED
