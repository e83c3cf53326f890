"""Look-up, scan and check on the project's own texts: ``tests/data/terms``, ``tests/data/gold``."""

from collections import Counter
from pathlib import Path

import pytest

from align.file_pairs.bead_files import read_beads
from corpus.model import Language, SentencePair
from corpus.readers.plain import read_tsv
from glossary.checking.check import TermRule, check_pairs
from glossary.formats.registry import read_glossary
from glossary.lookup.find import Lookup
from glossary.scanning.scan import Scanner

DATA = Path(__file__).parents[1] / "data"
TEXTS = DATA / "gold"
ENTRIES = read_glossary(DATA / "terms" / "glossary.tsv")
QUESTIONS = [*read_tsv(DATA / "terms" / "lookups.tsv", ["asked", "zh", "en", "how"])]


def gold_pairs():
    for name in ("001", "002", "004"):
        zh, en = ((TEXTS / side / name).read_text("utf-8").split("\n") for side in ("src", "tgt"))
        for bead in read_beads(TEXTS / "gold" / f"{name}.align"):
            if bead.left and bead.right:
                yield SentencePair(
                    "".join(zh[i] for i in bead.left), " ".join(en[i] for i in bead.right)
                )


PAIRS = list(gold_pairs())


@pytest.fixture(scope="module")
def lookup():
    return Lookup(ENTRIES, dictionary=False)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["asked"])
def test_the_first_hit_is_the_term_that_is_meant(lookup, question):
    hit = lookup.find(question["asked"], fuzzy=True)[0]

    assert (hit.pair.zh, hit.pair.en, hit.how) == (
        question["zh"],
        question["en"],
        question["how"],
    )


def test_the_scan_finds_every_term_and_nothing_else():
    scanner = Scanner(ENTRIES)
    found = Counter()
    for side in ("src", "tgt"):
        for name in ("001", "002", "004"):
            text = (TEXTS / side / name).read_text("utf-8")
            for each in scanner.scan(text):
                term = each.pairs[0].zh if side == "src" else each.pairs[0].en
                found[f"{side}/{name}", term] += 1

    rows = read_tsv(DATA / "terms" / "occurrences.tsv", ["text", "term", "times"])
    assert found == Counter({(row["text"], row["term"]): int(row["times"]) for row in rows})


def test_the_check_names_what_the_translators_left_out_and_nothing_else():
    findings = check_pairs(enumerate(PAIRS), ENTRIES)

    assert [(found.rule, found.term, found.pair.en[:25]) for found in findings] == [
        (TermRule.MISSING, "半导体", "Hsinchu Chipmakers Take S"),
        (TermRule.MISSING, "经济部", "TAIPEI — Taiwan’s Interna"),
        (TermRule.MISSING, "在野党", "Opposition legislators co"),
    ]


def test_the_check_finds_every_term_that_is_not_translated():
    others = [SentencePair(pair.zh, PAIRS[place - 30].en) for place, pair in enumerate(PAIRS)]
    asked = Scanner(ENTRIES).scan_each([pair.zh for pair in others], Language.ZH)
    wanted = {
        (unit, occurrence.pairs[0].zh)
        for unit, (pair, occurrences) in enumerate(zip(others, asked, strict=True))
        for occurrence in occurrences
        if not any(word in pair.en for word in ("Korea", "Chin", occurrence.pairs[0].en))
    }

    findings = check_pairs(enumerate(others), ENTRIES)

    assert len(wanted) > 30
    assert wanted <= {(found.unit, found.term) for found in findings}
