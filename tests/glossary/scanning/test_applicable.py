"""The entries that apply to a text, best first."""

from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.applicable import applicable

ENTRIES = [
    ConceptEntry(str(number), tuple(pairs))
    for number, pairs in enumerate(
        [
            [TermPair("外交", "diplomacy", 0.9), TermPair("外交", "foreign affairs", 0.1)],
            [TermPair("务实外交", "pragmatic diplomacy", 0.5, status=Status.APPROVED)],
            [TermPair("会谈", "talks", 0.9), TermPair("会谈", "chat", status=Status.REJECTED)],
            [TermPair("港口", "harbour", 1.0)],
        ]
    )
]


def terms(text):
    language, found = applicable([("a.txt", text)], ENTRIES)
    return language, [(each.pair.en, each.times) for each in found]


def test_what_is_decided_comes_first_then_what_is_frequent():
    text = "双方会谈后谈到务实外交。会谈持续两小时。他说，外交很重要。"
    assert terms(text) == (
        Language.ZH,
        [("pragmatic diplomacy", 1), ("talks", 2), ("diplomacy", 1), ("foreign affairs", 1)],
    )


def test_terms_of_the_other_language_do_not_apply():
    assert terms("They held talks at the harbour, and more talks.") == (
        Language.EN,
        [("talks", 2), ("harbour", 1)],
    )
