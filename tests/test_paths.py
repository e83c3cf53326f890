"""Whatever takes a path takes it as text and as a `Path`."""

import importlib
import inspect
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import align
import corpus
import glossary
import tmx
from tests.small_coverage import write

RESULTS = {
    "corpus.InputError",
    "corpus.UnsupportedLanguageError",
    "tmx.Cleaned",
    "tmx.Part",
    "align.TextSide",
    "tmx.Converted",
    "align.FileAlignment",
}
"""Errors and values that come out of functions; nobody has to make one."""
CALLS = {
    "corpus.read": lambda at: next(corpus.read([at("zh")])),
    "corpus.segment_file": lambda at: corpus.segment_file(at("zh/visit.txt")),
    "corpus.Store": lambda at: corpus.Store(at("new/corpus.sqlite")).close(),
    "corpus.Store.add": lambda at: added(at),
    "tmx.write": lambda at: tmx.write(at("w.tmx"), tmx.read(at("m.tmx"))),
    "tmx.pairs": lambda at: next(tmx.pairs(at("m.tmx"))),
    "tmx.read": lambda at: next(tmx.read(at("m.tmx"))),
    "tmx.header": lambda at: tmx.header(at("m.tmx")),
    "tmx.direction": lambda at: tmx.direction(at("m.tmx")),
    "tmx.recover": lambda at: next(tmx.recover(at("m.tmx"), print)),
    "tmx.validate": lambda at: list(tmx.validate(at("m.tmx"))),
    "tmx.stats": lambda at: tmx.stats(at("m.tmx")),
    "tmx.merge": lambda at: tmx.merge([at("m.tmx"), at("m.tmx")], at("merged.tmx")),
    "tmx.clean": lambda at: tmx.clean(at("m.tmx"), at("clean.tmx")),
    "tmx.split": lambda at: tmx.split(at("m.tmx"), at("parts"), by="topic"),
    "tmx.diff": lambda at: tmx.diff(at("m.tmx"), at("m.tmx")),
    "tmx.convert": lambda at: tmx.convert(at("m.tmx"), at("c.tsv")),
    "tmx.take_back": lambda at: tmx.take_back(at("review.docx"), at("back.tmx"), at("m.tmx")),
    "tmx.read_pairs": lambda at: next(tmx.read_pairs(at("m.tmx"))),
    "tmx.write_pairs": lambda at: tmx.write_pairs(at("p.tsv"), tmx.pairs(at("m.tmx"))),
    "tmx.Memory.open": lambda at: tmx.Memory.open(at("m.tmx")),
    "tmx.evaluate": lambda at: tmx.evaluate(at("m.tmx"), at("m.tmx")),
    "glossary.read_glossary": lambda at: glossary.read_glossary(at("g.tsv")),
    "glossary.write_glossary": lambda at: glossary.write_glossary(at("w.tsv"), []),
    "glossary.Lookup.open": lambda at: glossary.Lookup.open([at("g.tsv")], dictionary=False),
    "glossary.check": lambda at: glossary.check(at("m.tmx"), entries(at), candidates=True),
    "glossary.validate": lambda at: list(glossary.validate(at("g.tsv"))),
    "align.concordance": lambda at: align.concordance(at("c.sqlite"), "外交"),
    "align.Guidance": lambda at: alignments(at, guidance(at)),
    "align.Options": lambda at: align.Options(memories=(at("m.tmx"),)).signature(),
    "align.align_files": lambda at: alignments(at),
    "align.align_folders": lambda at: align.align_folders(at("zh"), at("en")),
    "align.judge_beads": lambda at: align.judge_beads(
        at("c.sqlite"), "zh/visit.txt", "en/visit.txt", align.Judgements()
    ),
    "align.judged_beads": lambda at: align.judged_beads(at("c.sqlite")),
    "align.read_beads": lambda at: align.read_beads(at("b.align")),
    "align.read_coverage": lambda at: align.read_coverage([at("zh")]),
    "align.read_known": lambda at: align.read_known([at("m.tmx")], [at("g.tsv")], ["外交"], ["a"]),
    "align.read_pivot": lambda at: align.read_pivot(at("pivot.txt"), ["外交。"] * 7, ["It is."]),
    "align.read_vectors": lambda at: align.read_vectors(
        at("v.npy"), at("v.npy"), ["外"] * 7, ["d"] * 7
    ),
    "align.score_paths": lambda at: align.score_paths(at("b.align"), at("b.align")),
    "align.write_alignment": lambda at: align.write_alignment(bare(at), at("a.json"), "json"),
    "align.write_documents": lambda at: align.write_documents(
        at("d.tsv"), align.read_coverage([at("zh")]), []
    ),
    "align.write_plot": lambda at: align.write_plot(
        at("p.svg"), bare(at), align.similar_sentences(bare(at))
    ),
    "align.write_report": lambda at: align.write_report(
        at("r.html"), align.Report((), {}, {}, (), {}, {}, {}, (), {}, {}, (), 0.5, "")
    ),
    "align.write_topics": lambda at: align.write_topics(
        at("t.tsv"), align.read_coverage([at("zh")]), []
    ),
    "align.run_project": lambda at: align.run_project([at("examples/coverage")], at("out")),
}


def added(at):
    with corpus.Store(at("c.sqlite")) as store:
        return store.add([at("zh")], [at("c.sqlite")])


def entries(at):
    return glossary.read_glossary(at("g.tsv"))


def alignments(at, guidance=None):
    return align.align_files([(at("zh/visit.txt"), at("en/visit.txt"))], guidance=guidance)


def bare(at):
    return align.FileAlignment(
        *(
            align.TextSide(Path(at(f"{language}/visit.txt")), language, ())
            for language in corpus.Language
        )
    )


def guidance(at):
    return align.Guidance(
        (at("m.tmx"),),
        (at("g.tsv"),),
        at("b.align"),
        at("none.align"),
        pivot=at("pivot.txt"),
        vectors=(at("v.npy"), at("v.npy")),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory, demo):
    """A folder with a file of each kind, and a project that a run has finished."""
    place = tmp_path_factory.mktemp("paths")
    shutil.copytree(demo.out.parent, place, dirs_exist_ok=True)
    write(place)
    for name in ("zh/kiln.txt", "en/outlook.txt", "en/reel.txt"):
        (place / name).unlink()
    files = {
        "m.tsv": "zh\ten\ttopic\n务实外交\tpragmatic diplomacy\t外交\n",
        "g.tsv": "zh\ten\n务实外交\tpragmatic diplomacy\n",
        "b.align": "[0]:[0]\n",
        "none.align": "",
        "pivot.txt": "It is.\n" * 7,
    }
    for name, text in files.items():
        (place / name).write_text(text, "utf-8")
    np.save(place / "v.npy", np.eye(7))
    tmx.convert(place / "m.tsv", place / "m.tmx")
    tmx.convert(place / "m.tmx", place / "review.docx")
    before = Path.cwd()
    os.chdir(place)
    try:
        with corpus.Store("c.sqlite") as store:
            store.add(["zh", "en"])
            store.segment()
    finally:
        os.chdir(before)
    return place


def takers() -> Iterator[tuple[str, Any]]:
    """What is public and takes a path: its full name, and the parameter's annotation."""
    for package in ("corpus", "tmx", "glossary", "align"):
        module = importlib.import_module(package)
        for name in module.__all__:
            public = getattr(module, name)
            callables = {f"{package}.{name}": public}
            if inspect.isclass(public):
                methods = inspect.getmembers(public, inspect.isroutine)
                callables |= {f"{package}.{name}.{m}": f for m, f in methods if m[0] != "_"}
            for full, each in callables.items():
                try:
                    parameters = inspect.signature(each).parameters.values()
                except (TypeError, ValueError):
                    continue
                found = [str(p.annotation) for p in parameters if "Path" in str(p.annotation)]
                if found and full not in RESULTS:
                    yield full, found


TAKERS = dict(takers())


def test_every_taker_of_paths_is_called_here():
    assert CALLS.keys() == TAKERS.keys()


@pytest.mark.parametrize("name", TAKERS)
def test_a_path_may_be_text_for_type_checkers(name):
    assert all("str |" in annotation for annotation in TAKERS[name])


@pytest.mark.parametrize("kind", [str, Path])
@pytest.mark.parametrize("name", CALLS)
def test_a_path_may_be_text(name, kind, folder, monkeypatch):
    monkeypatch.chdir(folder)
    CALLS[name](kind)
