"""What the user knows already teaches the alignment: names and terms that no dictionary has."""

import pytest

from align.beads.collection import align_documents
from align.beads.text_pair import KnownPair
from align.guidance import known_pairs
from align.guidance.known_pairs import digests, read_known
from corpus.errors import DuizhaoError, InputError, UsageError
from corpus.model import SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import write_glossary
from tmx import write_pairs

NAMES = {"灵犀": "Zorvex", "明澈": "Quellan", "云帆": "Tarvik", "初晴": "Morvane"}
ZH = [f"{name}。" for name in ("灵犀", "云帆", "初晴")]
EN = [f"{name}." for name in NAMES.values()]
RIGHT = [((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), (3,))]


def sides(beads):
    return [(bead.zh, bead.en) for bead in beads]


def write_memory(path, copies=3):
    """Other sentences about the same brands."""
    frames = ("{}昨天发布新品。", "{} unveiled a product."), ("我喜欢{}。", "I like {}.")
    write_pairs(
        path,
        [
            SentencePair(zh.format(name) + "！" * k, en.format(word) + "!" * k)
            for k in range(copies)
            for name, word in NAMES.items()
            for zh, en in frames
        ],
    )
    return path


def write_terms(path, status=Status.APPROVED):
    write_glossary(
        path,
        [
            ConceptEntry(f"c{k}", (TermPair(zh, en, status=status),))
            for k, (zh, en) in enumerate(NAMES.items())
        ],
    )
    return path


def test_without_help_the_brands_cannot_be_told_apart():
    assert sides(align_documents([(ZH, EN)])[0]) != RIGHT


@pytest.mark.parametrize("name", ["m.tmx", "m.tsv", "m.jsonl", "m.csv", "m.zh", "m.en"])
def test_a_memory_makes_it_right(tmp_path, name):
    known = read_known([write_memory(tmp_path / name)], [], ZH, EN)
    assert sides(align_documents([(ZH, EN)], known)[0]) == RIGHT


@pytest.mark.parametrize("name", ["g.tbx", "g.tsv", "g.csv", "g.utf8"])
def test_a_glossary_makes_it_right(tmp_path, name):
    known = read_known([], [write_terms(tmp_path / name)], ZH, EN)
    assert sides(align_documents([(ZH, EN)], known)[0]) == RIGHT


def test_what_is_known_is_not_aligned(tmp_path):
    known = [KnownPair("灵犀", "Zorvex")] * 5
    assert len(align_documents([(ZH, EN), (ZH[:1], EN[:1])], known)) == 2
    assert align_documents([], known) == []
    assert align_documents([([], [])], known) == [()]


def test_a_rejected_term_pair_teaches_nothing_and_others_as_they_are_worth(tmp_path):
    found = {
        status: read_known([], [write_terms(tmp_path / "g.tsv", status)], ZH, EN)
        for status in Status
    }
    assert found[Status.REJECTED] == []
    assert found[Status.APPROVED][0] == KnownPair("灵犀", "Zorvex", 5.0)
    assert {len(pairs) for status, pairs in found.items() if status is not Status.REJECTED} == {3}
    assert found[Status.SUGGESTED][0].weight < found[Status.CANDIDATE][0].weight


def test_what_shares_nothing_with_the_texts_is_left_out(tmp_path):
    path = write_memory(tmp_path / "m.tsv", 1)
    assert {pair.zh for pair in read_known([path], [], ZH, EN)} == {
        f"{name}昨天发布新品。" for name in ("灵犀", "云帆", "初晴")
    } | {f"我喜欢{name}。" for name in ("灵犀", "云帆", "初晴")}
    assert read_known([path], [write_terms(tmp_path / "g.tsv")], ["雨停了。"], EN) == []
    assert read_known([path], [], [], []) == []


def test_a_term_of_one_character_and_one_in_the_other_script(tmp_path):
    entries = [
        ConceptEntry("c1", (TermPair("禪", "Zen"),)),
        ConceptEntry("c2", (TermPair("臺灣黑熊", "black bear"),)),
    ]
    write_glossary(tmp_path / "g.tsv", entries)
    found = read_known([], [tmp_path / "g.tsv"], ["他学禅。", "台湾黑熊来了。"], ["x"])
    assert [pair.en for pair in found] == ["Zen", "black bear"]


def test_of_a_large_memory_the_nearest_units_teach_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(known_pairs, "MOST", 2)
    units = [
        ("灵犀很远很远很远。", "Zorvex is far away."),
        ("灵犀的股价上涨了。", "Shares in Zorvex rose."),
        ("雨停了。", "The rain stopped."),
        ("明澈的股价上涨。", "Shares in Quellan rose."),
        ("灵犀的股价上涨了。", "Shares in Zorvex rose."),
        ("初晴不在这里不在这里。", "Morvane is not here."),
    ]
    write_pairs(tmp_path / "m.tsv", [SentencePair(*unit) for unit in units])
    zh, en = (
        ["灵犀的股价上涨。", "明澈的股价下跌。"],
        ["Shares in Zorvex rose, in Quellan they fell."],
    )
    found = read_known([tmp_path / "m.tsv"], [], zh, en)
    assert [(pair.zh, pair.en) for pair in found] == [units[1], units[3]]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.tmx", None, "gone.tmx: cannot be read"),
        ("empty.tmx", "", "empty.tmx: is empty"),
        ("cut.tmx", '<tmx version="1.4"><header srclang="zh"/><body><tu>', "cut.tmx:1: .*cut off"),
        ("text.tmx", "会谈结束。", "text.tmx:1: not well-formed"),
        (
            "de.tmx",
            '<tmx version="1.4"><header srclang="de"/><body><tu><tuv xml:lang="de"><seg>ja</seg>'
            '</tuv><tuv xml:lang="fr"><seg>oui</seg></tuv></tu></body></tmx>',
            r"de.tmx: no unit has Chinese and English segments \(languages: de, fr\)",
        ),
        ("odd.tsv", "a\tb\n1\t2\n", "odd.tsv:1: no column zh, en"),
        ("odd.jsonl", "[]\n", "odd.jsonl:1: "),
        ("odd.rtf", "x", "odd.rtf: .rtf is no form of a memory; supported are"),
        ("gone.zh", None, "gone.zh: cannot be read"),
    ],
)
def test_a_memory_that_cannot_be_used_is_named_in_one_line(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DuizhaoError, match=message) as caught:
        read_known([tmp_path / name], [], ZH, EN)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["none.tmx", "none.jsonl"])
def test_a_memory_without_units_teaches_nothing(tmp_path, name):
    text = '<tmx version="1.4"><header srclang="zh"/><body></body></tmx>' * name.endswith("tmx")
    (tmp_path / name).write_text(text, "utf-8")
    assert read_known([tmp_path / name], [], ZH, EN) == []


def test_a_glossary_that_cannot_be_used_is_named_in_one_line(tmp_path):
    (tmp_path / "g.tsv").touch()
    for name in ("g.tsv", "gone.tbx", "g.docx"):
        with pytest.raises(InputError, match=name) as caught:
            read_known([], [tmp_path / name], ZH, EN)
        assert "\n" not in str(caught.value)


def test_a_digest_follows_the_content_and_both_files_of_a_moses_pair(tmp_path):
    path = write_memory(tmp_path / "m.zh")
    terms = write_terms(tmp_path / "g.tsv")
    before = digests([path], [terms])
    assert len(before) == 3
    assert digests([tmp_path / "m.en"], [terms]) == before
    (tmp_path / "m.en").write_text("Something else.\n", "utf-8")
    after = digests([path], [terms])
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]
    with pytest.raises(InputError, match=r"gone\.tmx: cannot be read"):
        digests([tmp_path / "gone.tmx"], [])
    with pytest.raises(UsageError, match="no form of a memory"):
        digests([tmp_path / "m.rtf"], [])
