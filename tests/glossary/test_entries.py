from corpus.model import Language, SentencePair
from glossary.entries import (
    SHORT_LIST,
    Category,
    ConceptEntry,
    Status,
    TermPair,
    concept_id,
    of_categories,
    probable,
)

CONTEXT = SentencePair("韩国总统访华。", "The South Korean president visits China.")
OTHER = SentencePair("大韩民国是正式国名。", "The Republic of Korea is the official name.")


def test_terms_are_a_view_on_the_pairs():
    entry = ConceptEntry(
        "korea",
        (
            TermPair("韩国", "South Korea", 0.9, frequency=3, contexts=(CONTEXT,)),
            TermPair("大韩民国", "ROK", 0.7, frequency=1, status=Status.APPROVED),
            TermPair(
                "韩国", "ROK", 0.8, frequency=2, status=Status.FORBIDDEN, contexts=(OTHER, CONTEXT)
            ),
        ),
    )

    chinese = entry.terms(Language.ZH)
    english = entry.terms(Language.EN)

    assert [term.text for term in chinese] == ["韩国", "大韩民国"]
    assert chinese[0].frequency == 5
    assert chinese[0].contexts == (CONTEXT, OTHER)
    assert [(term.text, term.status) for term in english] == [
        ("South Korea", Status.CANDIDATE),
        ("ROK", Status.APPROVED),  # the more welcome of its two
    ]
    assert english[1].score == 0.8


def test_a_side_that_is_not_known_is_no_term():
    entry = ConceptEntry("c1", (TermPair("躺平", ""),))

    assert entry.terms(Language.EN) == ()
    assert [term.text for term in entry.terms(Language.ZH)] == ["躺平"]


def test_concept_ids_are_stable_xml_names():
    assert concept_id("务实外交", "pragmatic diplomacy") == "c3a1dce2de2"
    assert concept_id("务实", "pragmatic") != concept_id("务实", "realistic")


def test_statuses_are_ranked_from_most_to_least_welcome():
    assert Status.PREFERRED.rank < Status.CANDIDATE.rank < Status.REJECTED.rank


def listed(pairs, least=0.0, keep="all"):
    entries = [ConceptEntry(str(n), (pair,)) for n, pair in enumerate(pairs)]
    return [pair for entry in probable(entries, least, keep) for pair in entry.pairs]


def test_a_list_is_as_long_as_its_terms_are_sure():
    many = [TermPair("法", f"law {n}", 0.9, 0.9, termhood=0.95) for n in range(SHORT_LIST[-1][0])]
    sure, likely, hardly = (
        TermPair("甲", "a", 0.1, 0.9, termhood=termhood) for termhood in (0.9, 0.75, 0.5)
    )
    decided = TermPair("乙", "b", 0.0, 0.0, status=Status.REJECTED)
    pairs = [*many, sure, likely, hardly, decided]

    assert listed(pairs, keep="sure") == [*many, sure, decided]
    assert listed(pairs, keep="likely") == [*many, sure, likely, decided]
    assert listed(pairs, keep="all") == pairs
    assert listed(pairs, least=0.95, keep="all") == [decided]


def test_a_short_list_has_what_heads_it_too():
    lead = [TermPair("法", f"law {n}", 0.9, 0.9, termhood=0.95) for n in range(SHORT_LIST[0][0])]
    half, hardly, none = (TermPair("甲", f"a{n}", 0.1, 0.9, termhood=n) for n in (0.5, 0.3, 0.01))

    assert listed([half, hardly, none], keep="likely") == [half, hardly]
    assert listed([*lead, half, hardly, none], keep="likely") == [*lead, half]
    assert listed([half], keep="sure") == []


def test_entries_of_a_category():
    place = TermPair("河北", "Hebei", category=Category.PLACE)
    entry = ConceptEntry("c", (place, TermPair("河北", "north")))

    assert of_categories([entry], [Category.PLACE]) == [ConceptEntry("c", (place,))]
    assert of_categories([entry], [Category.WORK]) == []
    assert of_categories([entry], []) == [entry]
