"""What a user knows, on the command line: --beads, --rejected, --anchor, --memory, --glossary."""

import json
from pathlib import Path

import pytest

from align.beads.collection import align_documents
from align.beads.judgements import Judgements
from align.decisions.reviewing import BeadReview
from align.decisions.store import judge_beads
from align.file_pairs.bead_files import read_beads
from align.options import Options
from align.run import run_project
from corpus.model import Bead, Kind
from tests.align.guidance.test_known_pairs import EN, RIGHT, ZH, write_memory, write_terms
from tests.small_coverage import write

PREFACE = ["This edition has a preface.", "Nobody asked for it.", "It is short."]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, {"a.zh": text(ZH), "a.en": text(EN)})


def text(lines):
    return "".join(f"{line}\n" for line in lines)


def pair(duizhao, *options, order=("a.zh", "a.en")):
    """The beads that `align pair` prints, as the files stand."""
    result = duizhao("align", "pair", *order, "--lines", "--format", "json", *options)
    assert (result.code, result.stderr) == (0, ""), result.stderr
    return [
        (tuple(b["left"]), tuple(b["right"]), b["score"])
        for b in json.loads(result.stdout)["beads"]
    ]


def sides(beads):
    return [bead[:2] for bead in beads]


def failed(result):
    """The one line that says why nothing was done."""
    assert (result.code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line


# pair


@pytest.mark.parametrize(
    ("option", "write_known", "name"),
    [("--memory", write_memory, "m.tmx"), ("--glossary", write_terms, "g.tbx")],
)
def test_what_is_known_teaches(duizhao, folder, option, write_known, name):
    write_known(folder / name)
    assert sides(pair(duizhao)) != RIGHT
    assert sides(pair(duizhao, option, name)) == RIGHT
    turned = pair(duizhao, option, name, order=("a.en", "a.zh"))
    assert sides(turned) == [(en, zh) for zh, en in RIGHT]
    assert "gone" in failed(duizhao("align", "pair", "a.zh", "a.en", option, f"gone{name}"))


def test_memories_and_glossaries_may_be_several(duizhao, folder):
    write_memory(folder / "m.tmx", 1)
    write_memory(folder / "n.tsv", 3)
    write_terms(folder / "g.tsv")
    options = "--memory", "m.tmx", "--memory", "n.tsv", "--glossary", "g.tsv"
    assert sides(pair(duizhao, *options)) == RIGHT


def test_confirmed_beads_stay_and_rejected_ones_do_not_come_back(duizhao, folder):
    before = pair(duizhao)
    write(folder, {"yes.align": "[2]:[3]:0.4\n", "no.align": "[0]:[0]:1.0\n[1]:[1]\n"})
    after = pair(duizhao, "--beads", "yes.align", "--rejected", "no.align")
    assert ((2,), (3,), 1.0) in after
    assert not {((0,), (0,)), ((1,), (1,))} & set(sides(after))
    assert after != before
    assert [i for left, _, _ in after for i in left] == [0, 1, 2]
    assert [j for _, right, _ in after for j in right] == [0, 1, 2, 3]


def test_beads_are_read_with_the_file_named_first_on_the_left(duizhao, folder):
    write(folder, {"yes.align": "[3]:[2]\n", "no.align": "[0]:[0]\n"})
    turned = pair(duizhao, "--beads", "yes.align", "--rejected", "no.align", order=("a.en", "a.zh"))
    write(folder, {"yes.align": "[2]:[3]\n"})
    straight = pair(duizhao, "--beads", "yes.align", "--rejected", "no.align")
    assert ((3,), (2,), 1.0) in turned
    assert [(b, a, score) for a, b, score in turned] == straight


@pytest.mark.parametrize("option", ["--beads", "--rejected"])
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[0]:[4]", "bead [0]:[4]: there are 4 sentences on the right, counted from 0"),
        ("[3]:[0]", "bead [3]:[0]: there are 3 sentences on the left, counted from 0"),
        ("[0, 2]:[0]", "bead [0, 2]:[0]: the sentences of a bead stand in a row"),
    ],
)
def test_a_bead_that_cannot_be_is_shown_as_it_stands_in_its_file(
    duizhao, folder, option, line, message
):
    write(folder, {"j.align": f"[0]:[0]\n{line}\n"})
    found = duizhao("align", "pair", "a.zh", "a.en", "--lines", option, "j.align")
    assert failed(found) == f"duizhao: j.align: {message}"
    swapped = {"j.align": "".join(":".join(b.split(":")[::-1]) + "\n" for b in ("[0]:[0]", line))}
    write(folder, swapped)
    turned = duizhao("align", "pair", "a.en", "a.zh", "--lines", option, "j.align")
    left, right = line.split(":")
    assert f"bead {right}:{left}: " in failed(turned)


def test_judgements_that_contradict_each_other(duizhao, folder):
    write(
        folder,
        {"yes.align": "[0]:[0]\n", "no.align": "[0]:[0]\n", "cross.align": "[0]:[2]\n[1]:[0]\n"},
    )
    options = "--beads", "yes.align", "--rejected", "no.align"
    line = failed(duizhao("align", "pair", "a.zh", "a.en", "--lines", *options))
    assert line.startswith("duizhao: yes.align and no.align: bead [0]:[0] is both")
    line = failed(duizhao("align", "pair", "a.zh", "a.en", "--lines", "--beads", "cross.align"))
    assert line.startswith("duizhao: cross.align: confirmed beads [0]:[2] and [1]:[0] overlap")


@pytest.mark.parametrize("option", ["--beads", "--rejected"])
def test_a_bead_file_that_cannot_be_read(duizhao, folder, option):
    line = failed(duizhao("align", "pair", "a.zh", "a.en", "--lines", option, "gone.align"))
    assert line.startswith("duizhao: gone.align: cannot be read")
    write(folder, {"odd.align": "[0]:[0]\nzero\n"})
    line = failed(duizhao("align", "pair", "a.zh", "a.en", "--lines", option, "odd.align"))
    assert line.startswith("duizhao: odd.align:2: not a bead")


def test_anchors_keep_a_preface_apart(duizhao, folder):
    zh = ["第一章", *ZH, "第二章", *ZH]
    en = [*PREFACE, "Chapter I", *EN[:2], EN[3], "Chapter II", *EN[:2], EN[3]]
    write(folder, {"a.zh": text(zh), "a.en": text(en)})
    found = pair(duizhao, "--anchor", r"^第(.+)章$|^Chapter (\w+)$")
    assert sides(found) == [*(((), (j,)) for j in range(3)), *(((i,), (i + 3,)) for i in range(8))]
    turned = pair(duizhao, "--anchor", r"^第(.+)章$|^Chapter (\w+)$", order=("a.en", "a.zh"))
    assert [(b, a, score) for a, b, score in turned] == found
    line = failed(duizhao("align", "pair", "a.zh", "a.en", "--anchor", "("))
    assert line.startswith("duizhao: --anchor (: ")


# batch


@pytest.fixture
def folders(folder):
    for stem in ("one", "two"):
        write(folder, {f"zh/{stem}.txt": text(ZH), f"en/{stem}.txt": text(EN)})
    return folder


def batch(duizhao, *options):
    return duizhao("align", "batch", "zh", "en", "-o", "out", "--lines", *options)


def beads_of(folder, stem):
    return [(b.left, b.right, b.score) for b in read_beads(folder / "out" / f"{stem}.align")]


def test_batch_takes_what_is_known(duizhao, folders):
    write_memory(folders / "m.tmx")
    write_terms(folders / "g.tbx")
    for options in (("--memory", "m.tmx"), ("--glossary", "g.tbx")):
        assert batch(duizhao, *options).code == 0
        assert sides(beads_of(folders, "one")) == sides(beads_of(folders, "two")) == RIGHT


def test_batch_takes_a_bead_file_for_each_stem_that_has_one(duizhao, folders):
    write(folders, {"yes/one.align": "[2]:[2]\n", "no/two.align": "[2]:[3]\n"})
    result = batch(duizhao, "--beads", "yes", "--rejected", "no")
    assert (result.code, result.stderr) == (0, "")
    assert ((2,), (2,), 1.0) in beads_of(folders, "one")
    assert ((2,), (3,)) not in sides(beads_of(folders, "two"))
    assert all(score < 1 for _, _, score in beads_of(folders, "two"))


def test_what_batch_wrote_can_be_confirmed_as_it_is(duizhao, folders):
    batch(duizhao)
    before = sides(beads_of(folders, "one"))
    (folders / "out").rename(folders / "done")
    assert batch(duizhao, "--beads", "done").code == 0
    assert sides(beads_of(folders, "one")) == before
    assert {score for _, _, score in beads_of(folders, "one")} == {1.0}


@pytest.mark.parametrize("option", ["--beads", "--rejected"])
def test_a_bead_file_of_no_pair_is_named(duizhao, folders, option):
    write(folders, {"j/three.align": "[0]:[0]\n", "j/one.align": "[0]:[0]\n", "j/notes.txt": ""})
    result = batch(duizhao, option, "j")
    assert result.code == 1
    assert result.stderr == "duizhao: j/three.align: no pair of files has this stem\n"
    assert len(list((folders / "out").iterdir())) == 2


@pytest.mark.parametrize("option", ["--beads", "--rejected"])
def test_one_bead_file_is_not_for_all_pairs(duizhao, folders, option):
    write(folders, {"one.align": "[0]:[0]\n"})
    assert failed(batch(duizhao, option, "one.align")) == (
        "duizhao: one.align: is a file; for several pairs give a folder with a file STEM.align "
        "for each"
    )
    assert "gone: no such folder" in failed(batch(duizhao, option, "gone"))
    assert not (folders / "out").exists()


def test_batch_takes_anchors(duizhao, folders):
    write(
        folders,
        {"zh/one.txt": text(["第一章", *ZH]), "en/one.txt": text([*PREFACE, "Chapter 1", *EN])},
    )
    assert batch(duizhao, "--anchor", r"第(.+)章|Chapter (\d+)").code == 0
    assert sides(beads_of(folders, "one"))[:4] == [*(((), (j,)) for j in range(3)), ((0,), (3,))]


# run


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


def parallel(result):
    """The one translation among the reports: its documents and its beads."""
    ((key, beads),) = result.findings.beads.items()
    return key, beads


def run(**options):
    return run_project(["zh", "en"], Path("out"), Options(**options))


def test_run_takes_what_is_known(duizhao, news):
    write(news, {"m.tsv": "zh\ten\n务实外交\tpragmatic diplomacy\n", "g.tsv": "渔业\tfisheries\n"})
    result = duizhao("run", "zh", "en", "-o", "out", "--memory", "m.tsv", "--glossary", "g.tsv")
    assert result.code == 0, result.stderr
    assert "memories=m.tsv glossaries=g.tsv" in (news / "out/memory.tmx").read_text("utf-8")
    for option, name in (("--memory", "gone.tmx"), ("--glossary", "gone.tbx")):
        line = failed(duizhao("run", "zh", "en", "-o", "new", option, name))
        assert line.startswith(f"duizhao: {name}: cannot be read")
        assert not (news / "new").exists()


def test_a_memory_that_has_changed_makes_run_align_again(news, monkeypatch):
    write(news, {"m.tsv": "zh\ten\n务实外交\tpragmatic diplomacy\n"})
    options = {"memories": (news / "m.tsv",)}
    run(**options)
    calls = []
    monkeypatch.setattr(
        "align.project.parallel_beads.align_in_any_order",
        lambda pairs, _, known, *_others, **_named: (
            calls.append(known) or align_documents(pairs, known)
        ),
    )
    run(**options)
    assert calls == []
    write(news, {"m.tsv": "zh\ten\n渔业\tfisheries\n"})
    run(**options)
    assert [[pair.zh for pair in known] for known in calls] == [["渔业"]]


def test_run_keeps_what_was_judged_of_a_translation(news):
    key, before = parallel(run())
    right = [bead for bead in before if bead.zh and bead.en]
    confirmed, rejected = Bead(right[0].zh, right[0].en), Bead(right[2].zh, right[2].en)
    judge_beads("out", *key, Judgements((confirmed,), (rejected,)))
    _, after = parallel(run())
    assert Bead(confirmed.zh, confirmed.en, 1.0) in after
    assert (rejected.zh, rejected.en) not in [(b.zh, b.en) for b in after]
    assert [i for b in after for i in b.zh] == [i for b in before for i in b.zh]
    assert parallel(run())[1] == after  # a run with nothing new
    write(news, {"en/new.txt": "Trams were late in Oslo\nIt rained all day. Trams were late.\n"})
    assert parallel(run())[1] == after  # and one with another document
    judge_beads("out", *key, Judgements())
    (news / "en/new.txt").unlink()
    assert parallel(run())[1] == before


def test_run_keeps_what_was_judged_of_comparable_documents(news):
    result = run()
    (key,) = ((p.zh, p.en) for p in result.findings.pairs if p.kind is Kind.COMPARABLE)
    (mined, *_), first = result.findings.mined[key], Bead((0,), (2,))
    crossing = Bead((1,), (1,))
    judge_beads("out", *key, Judgements((first, crossing), (mined,)))
    after = run().findings.mined[key]
    assert {Bead(first.zh, first.en, 1.0), Bead(crossing.zh, crossing.en, 1.0)} <= set(after)
    assert (mined.zh, mined.en) not in [(b.zh, b.en) for b in after]


def test_confirmed_beads_of_a_translation_may_cross(news):
    key, _ = parallel(run())
    judge_beads("out", *key, Judgements((Bead((0,), (1,)), Bead((1,), (0,)))))
    assert {Bead((0,), (1,), 1.0), Bead((1,), (0,), 1.0)} <= set(run().findings.beads[key])


def test_judgements_that_cannot_all_hold_are_named_with_their_files_and_asked_again(news):
    key, _ = parallel(run())
    judge_beads("out", *key, Judgements((Bead((0,), (1,)), Bead((0, 1), (0,)), Bead((3,), (3,)))))
    found = run().findings
    beads = found.beads[key]
    assert len(found.contradicting) == 2
    for line in found.contradicting:
        assert line.startswith("zh/visit.txt and en/visit.txt: what was confirmed, ")
    assert Bead((3,), (3,), 1.0) in beads
    assert sorted(i for bead in beads for i in bead.zh) == [*range(beads[-1].zh[-1] + 1)]
    review = BeadReview("out")
    assert [row.state for row in review.sheet(*key).sheet.rows].count("s") == 1
    review.close()
    assert run().findings.contradicting == ()
