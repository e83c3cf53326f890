"""Reading without a project, and the tables that are a contract."""

import pytest

from align.documents.coverage import (
    read_coverage,
    stored_coverage,
)
from align.documents.topic_labels import relate
from corpus.errors import NothingReadError
from corpus.model import Kind, Language
from corpus.store.project_file import Store
from tests.small_coverage import VISIT_ZH, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def test_reading_equals_what_a_project_file_holds(folder):
    write(folder, {"zh/again.txt": VISIT_ZH, "en/bad.txt": ""})
    (folder / "en" / "metadata.tsv").write_text("path\toutlet\nvisit.txt\tHarbour Post\n", "utf-8")
    read = read_coverage(["en", "zh"])
    with Store("corpus.sqlite") as store:
        store.add(["zh", "en"])
        store.segment()
        stored = stored_coverage(store)
    assert read.documents == stored.documents
    assert list(read.documents) == list(stored.documents)
    assert read.sentences == stored.sentences
    assert read.origins == stored.origins
    assert read.failures == stored.failures
    assert [failure.origin for failure in read.failures] == ["en/bad.txt"]
    assert set(read.texts(Language.ZH)) | set(read.texts(Language.EN)) == set(read.documents)


def test_nothing_readable(folder):
    (folder / "hollow").mkdir()
    with pytest.raises(NothingReadError) as caught:
        read_coverage(["hollow", "nowhere"])
    assert caught.value.failures == ("hollow: holds no files", "nowhere: does not exist")


def test_relations_know_the_dates_and_the_order_of_the_project(folder):
    coverage = read_coverage(["zh", "en"])
    pairs, topics = relate(coverage)
    ids = coverage.origins
    (translation,) = (pair for pair in pairs if pair.kind is Kind.PARALLEL)
    assert (translation.zh, translation.en) == (ids["zh/visit.txt"], ids["en/visit.txt"])
    place = {key: number for number, key in enumerate(coverage.documents)}
    for topic in topics:
        assert [place[key] for key in topic.documents] == sorted(map(place.get, topic.documents))

    table = "path\tdate\nvisit.txt\t{}\nkiln.txt\t{}\noutlook.txt\t{}\nreel.txt\t{}\n"
    (folder / "zh" / "metadata.tsv").write_text(table.format(*["2026-09-14"] * 4), "utf-8")
    (folder / "en" / "metadata.tsv").write_text(table.format(*["1999-01-01"] * 4), "utf-8")
    apart = {(p.zh, p.en): p.score for p in relate(read_coverage(["zh", "en"]))[0]}
    key = ids["zh/visit.txt"], ids["en/outlook.txt"]
    together = {(p.zh, p.en): p.score for p in pairs}
    assert apart.get(key, 0.0) < together[key]


def test_the_halves_of_a_bilingual_file_are_a_pair_whatever_they_share(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = {"你好。": "Good day.", "再见。": "See you.", "谢谢。": "Much obliged."}
    turns = [text for pair in words.items() for text in pair]
    (tmp_path / "a.txt").write_text("\n\n".join(turns), "utf-8")
    coverage = read_coverage(["a.txt"])
    ((pair,), topics) = relate(coverage)
    assert (pair.kind, pair.score) == (Kind.PARALLEL, 0.99)
    assert pair.reason.startswith("one file holds both")
    assert [coverage.documents[key].origin for key in (pair.zh, pair.en)] == [
        "a.txt#zh",
        "a.txt#en",
    ]
    assert len(topics) == 1
    with Store("corpus.sqlite") as store:
        store.add(["a.txt"])
        store.segment()
        assert stored_coverage(store).counterparts == coverage.counterparts == {(pair.zh, pair.en)}


@pytest.mark.parametrize(
    "lines",
    [
        ("港口将在年底前重建。", "A different text about the weather in the north is here."),
        (
            "What made you come back to the village after so many years abroad?",
            "我从小在这里长大，父母年纪大了，需要有人照顾。",
            "How do the neighbours see the new workshop?",
            "一开始大家都觉得奇怪，后来有人来帮忙。",
            "And what do you plan for next year?",
            "先把屋顶修好，再考虑扩大。钱不多，慢慢来。",
        ),
    ],
)
def test_turns_that_do_not_say_the_same_are_no_translation(tmp_path, monkeypatch, lines):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("\n\n".join(lines), "utf-8")
    coverage = read_coverage(["a.txt"])
    assert len(coverage.counterparts) == 1
    found, _ = relate(coverage)
    assert Kind.PARALLEL not in {pair.kind for pair in found}
