import pytest

from corpus.model import SentencePair
from glossary.curation.applied import agreed_words, curated, decisions
from glossary.entries import Category, ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary

CONTEXT = SentencePair("他谈务实外交。", "He spoke of pragmatic diplomacy.")
EXTRACTED = [
    ConceptEntry("k", (TermPair("韩国", "South Korea", 0.95, 0.9, 9),), "外交"),
    ConceptEntry(
        "p",
        (
            TermPair("务实外交", "pragmatic diplomacy", 0.9, 0.8, 3, contexts=(CONTEXT,)),
            TermPair("务实", "pragmatic diplomacy", 0.7, 0.4, 3),
        ),
        "外交",
    ),
    ConceptEntry("t", (TermPair("互信", "mutual respect", 0.6, 0.3, 1),)),
    ConceptEntry("s", (TermPair("人文", "humanities", 0.5, 0.3, 0, Status.SUGGESTED),)),
]


def statuses(entries):
    return {(p.zh, p.en): p.status for entry in entries for p in entry.pairs}


@pytest.mark.parametrize("suffix", ["tsv", "tbx", "xlsx", "csv"])
def test_decisions_in_an_edited_file_win_over_extraction(tmp_path, suffix):
    path = tmp_path / f"g.{suffix}"
    write_glossary(tmp_path / "g.tsv", EXTRACTED)
    text = (tmp_path / "g.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    status = {"务实外交": "preferred", "务实": "rejected", "互信": "rejected"}
    for row in rows:
        row[5] = status.get(row[0], row[5])
    rows[1][5] = "forbidden"
    (tmp_path / "g.tsv").write_text("\n".join(map("\t".join, rows)) + "\n", "utf-8")
    write_glossary(path, read_glossary(tmp_path / "g.tsv"))

    again = curated(EXTRACTED, [read_glossary(path)])

    assert statuses(again) == {
        ("韩国", "South Korea"): Status.FORBIDDEN,
        ("务实外交", "pragmatic diplomacy"): Status.PREFERRED,
        ("务实", "pragmatic diplomacy"): Status.REJECTED,
        ("互信", "mutual respect"): Status.REJECTED,
        ("人文", "humanities"): Status.SUGGESTED,
    }
    assert curated(EXTRACTED, [again]) == again  # and once more


def test_evidence_is_of_the_new_extraction_and_spelling_of_the_person():
    edited = [
        ConceptEntry(
            "mine",
            (TermPair("務實外交", "Pragmatic Diplomacy", 1.0, 1.0, 0, Status.APPROVED),),
            definition="Lee's policy",
        )
    ]

    entry = next(e for e in curated(EXTRACTED, [edited]) if e.id == "mine")

    assert entry.definition == "Lee's policy"
    assert entry.domain == "外交"
    assert entry.pairs == (
        TermPair(
            "務實外交", "Pragmatic Diplomacy", 0.9, 0.8, 3, Status.APPROVED, contexts=(CONTEXT,)
        ),
        EXTRACTED[1].pairs[1],
    )


def test_what_is_approved_in_one_script_is_so_in_the_other():
    both = [
        ConceptEntry(
            "s",
            (
                TermPair("供应链", "supply chain", 0.9, 0.9, 4),
                TermPair("供應鏈", "supply chain", 0.9, 0.9, 4),
            ),
        )
    ]
    approved = [ConceptEntry("s", (TermPair("供应链", "Supply Chain", status=Status.APPROVED),))]
    rejected = [ConceptEntry("s", (TermPair("供应链", "supply chain", status=Status.REJECTED),))]

    assert statuses(curated(both, [approved])) == {
        ("供应链", "Supply Chain"): Status.APPROVED,
        ("供應鏈", "Supply Chain"): Status.APPROVED,
    }
    assert statuses(curated(both, [rejected])) == {("供应链", "supply chain"): Status.REJECTED}


def test_what_is_not_found_any_more_stays_and_suggestions_stay_last():
    edited = [ConceptEntry("x", (TermPair("躺平", "lying flat", 0.55, 1, status=Status.APPROVED),))]

    assert [e.id for e in curated(EXTRACTED, [edited])] == ["k", "p", "t", "x", "s"]


def test_what_extraction_found_earlier_and_nobody_decided_on_does_not_come_back():
    earlier = [ConceptEntry("x", (TermPair("躺平", "lying flat", 0.9, 0.9),), note="a note")]

    assert curated(EXTRACTED, [earlier]) == EXTRACTED


def test_a_note_without_a_decision_is_kept_on_its_pair():
    noted = [ConceptEntry("k", (TermPair("韩国", "South Korea"),), note="see style guide")]

    assert curated(EXTRACTED, [noted])[0].note == "see style guide"


def test_the_more_trusted_glossary_decides():
    yes = [ConceptEntry("a", (TermPair("互信", "mutual respect", status=Status.APPROVED),))]
    no = [ConceptEntry("b", (TermPair("互信", "mutual respect", status=Status.REJECTED),))]

    assert statuses(curated(EXTRACTED, [no, yes]))["互信", "mutual respect"] is Status.REJECTED
    assert statuses(curated(EXTRACTED, [yes, no]))["互信", "mutual respect"] is Status.APPROVED


def test_without_decisions_nothing_changes():
    assert curated(EXTRACTED, []) == EXTRACTED
    assert curated([], []) == []


def test_words_that_are_agreed_on_and_decisions_alone():
    edited = [
        ConceptEntry(
            "a",
            (
                TermPair("务实外交", "pragmatic diplomacy", status=Status.APPROVED),
                TermPair("务实", "pragmatic", status=Status.REJECTED),
                TermPair("外交", "diplomacy"),
            ),
        ),
        EXTRACTED[0],
    ]

    assert agreed_words([edited]) == ["务实外交"]
    assert [len(entry.pairs) for entry in decisions(edited)] == [2]


def test_no_two_concepts_have_one_id_where_a_decided_pair_is_not_found_there_any_more():
    decided = ConceptEntry("p", (TermPair("互信", "mutual respect", status=Status.REJECTED),))
    again = curated(EXTRACTED, [[decided]])

    assert {entry.id: len(entry.pairs) for entry in again} == {"k": 1, "p": 3, "s": 1}
    assert len(again) == 3


def test_a_pair_that_a_person_put_in_stays_in_its_concept():
    written = ConceptEntry("t", (TermPair("互信", "mutual trust", status=Status.APPROVED),))
    (entry,) = curated(EXTRACTED[2:3], [[written]])

    assert [pair.en for pair in entry.pairs] == ["mutual trust", "mutual respect"]


def test_a_person_says_what_a_pair_names_and_why_it_is_rejected():
    said = TermPair(
        "韩国", "South Korea", status=Status.REJECTED, category=Category.PLACE, note="write ROK"
    )
    (pair,) = curated(EXTRACTED, [[ConceptEntry("k", (said,))]])[0].pairs

    assert (pair.category, pair.note, pair.frequency) == (Category.PLACE, "write ROK", 9)
