"""Sentence pairs and fragments in one table."""

from dataclasses import replace

import tmx
from align.evidence.clauses import Fragment
from align.outputs.pairs_table import write_found_pairs
from tests.align.small_findings import FINDINGS


def test_fragments_stand_behind_the_pairs_and_are_read_as_none(tmp_path):
    fragment = Fragment(0, (0, 2), 1, (0, 4), 0.85)
    path = tmp_path / "pairs.tsv"
    write_found_pairs(path, replace(FINDINGS, fragments={("hant", "en"): (fragment,)}))
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].split("\t")[-2:] == ["zh_ids", "en_ids"]
    assert lines[-1].split("\t") == [
        "會談", "Both", "0.8500", "fragment", "topic 2", "news/hant.txt", "news/en.txt",
        "0:0-2", "1:0-4",
    ]  # fmt: skip
    assert len(lines) == 1 + len(FINDINGS.sentence_pairs) + 1
    assert [(p.zh, p.en) for p in tmx.read_pairs(path)] == [
        (p.zh, p.en) for p in FINDINGS.sentence_pairs
    ]
