"""Document pairs and topics as tables: a contract."""

import pytest

from align.documents.coverage import read_coverage
from align.documents.tsv import write_documents, write_topics
from corpus.model import DocumentPair, Kind, Topic
from tests.small_coverage import VISIT_ZH, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def test_a_text_that_was_found_twice_has_its_rows(folder):
    write(folder, {"zh/again.txt": VISIT_ZH})
    coverage = read_coverage(["zh", "en"])
    ids = coverage.origins
    pairs = [
        DocumentPair(ids["zh/kiln.txt"], ids["en/reel.txt"], 0.5, Kind.COMPARABLE, "a\tb"),
        DocumentPair(ids["zh/visit.txt"], ids["en/visit.txt"], 0.99996, Kind.PARALLEL, "same"),
    ]
    write_documents(folder / "docs.tsv", coverage, pairs)
    assert (folder / "docs.tsv").read_text("utf-8") == (
        "zh\ten\tscore\tkind\treason\n"
        "zh/again.txt\ten/visit.txt\t1.0000\tparallel\tsame\n"
        "zh/visit.txt\ten/visit.txt\t1.0000\tparallel\tsame\n"
        "zh/kiln.txt\ten/reel.txt\t0.5000\tcomparable\ta b\n"
    )
    topics = [
        Topic(1, (ids["en/visit.txt"], ids["zh/visit.txt"]), "国事访问", "state visit"),
        Topic(2, (ids["zh/kiln.txt"],)),
    ]
    write_topics(folder / "topics.tsv", coverage, topics)
    assert (folder / "topics.tsv").read_text("utf-8") == (
        "topic\tlanguage\tpath\tlabel_zh\tlabel_en\n"
        "1\ten\ten/visit.txt\t国事访问\tstate visit\n"
        "1\tzh\tzh/again.txt\t国事访问\tstate visit\n"
        "1\tzh\tzh/visit.txt\t国事访问\tstate visit\n"
        "2\tzh\tzh/kiln.txt\t\t\n"
    )
