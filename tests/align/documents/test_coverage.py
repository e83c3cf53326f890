"""Reading without a project, and the tables that are a contract."""

import pytest

from align.documents.coverage import (
    mine_files,
    read_coverage,
    relate,
    stored_coverage,
    write_documents,
    write_topics,
)
from corpus.errors import InputError, NothingReadError
from corpus.model import DocumentPair, Kind, Language, Topic
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


SAME = {
    "韩国总统周一抵达北京。": "The South Korean president arrived in Beijing on Monday.",
    "双方签署了十二项合作文件。": "The two sides signed twelve cooperation documents.",
    "气象部门预计降雨将持续到周末。": "Forecasters expect the rain to last until the weekend.",
    "当地已转移群众八万多人。": "More than 80,000 local people have been moved.",
    "疫苗试验在广州和新加坡进行。": "The vaccine trial was held in Guangzhou and Singapore.",
    "这座桥是一九三七年建成的。": "The bridge was built in 1937.",
    "她的父亲是一名渔民。": "Her father was a fisherman.",
    "法院周五驳回了上诉。": "The court dismissed the appeal on Friday.",
}
ZH = [f"z{k}\t{text}" for k, text in enumerate([*SAME, "他每个月烧一次柴窑。"])]
EN = [f"e{k}\t{text}" for k, text in enumerate([*SAME.values(), "Trams were late in Oslo."])][::-1]


@pytest.fixture
def lists(tmp_path):
    for name, lines in (("zh.tsv", ZH), ("en.tsv", EN)):
        (tmp_path / name).write_text("\n".join(lines) + "\n\n", "utf-8")
    return tmp_path / "zh.tsv", tmp_path / "en.tsv", tmp_path / "mined.tsv"


def test_mined_pairs_are_best_first_without_header(lists):
    zh, en, out = lists
    assert mine_files(zh, en, out, None) is False
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert all(a[1:] == b[1:] for a, b, _ in rows)
    assert len(rows) >= 3
    scores = [float(score) for *_, score in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_given_the_other_way_round_it_says_so_and_writes_the_same(lists):
    zh, en, out = lists
    mine_files(zh, en, out, None)
    before = out.read_bytes()
    assert mine_files(en, zh, out, None) is True
    assert out.read_bytes() == before


def test_threshold(lists):
    zh, en, out = lists
    mine_files(zh, en, out, 0.0)
    every = out.read_text("utf-8").splitlines()
    assert len(every) >= 5
    mine_files(zh, en, out, None)
    assert set(out.read_text("utf-8").splitlines()) <= set(every)
    mine_files(zh, en, out, 1.0)
    assert len(out.read_text("utf-8").splitlines()) <= 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        ("z1 没有制表符\n".encode(), "no tab"),
        (b"z1\t\xff\xfe\x81\xff\n", "UTF-8"),
        (b"z1\tThe talks went on.\n", "not Chinese, like"),
    ],
)
def test_a_list_that_cannot_be_mined_is_named(lists, content, reason):
    zh, en, out = lists
    zh.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        mine_files(zh, en, out, None)
    assert not out.exists()
