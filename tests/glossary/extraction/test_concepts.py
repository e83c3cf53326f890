"""Which pairs make one concept."""

from dataclasses import replace

from corpus.model import Kind, SentencePair
from glossary.extraction.concepts import gather
from glossary.extraction.found_pair import FoundPair


def name(zh: str, en: str, strength: float) -> FoundPair:
    return FoundPair(zh, en, (zh,), en, strength, 0.9, 1, is_name=True, sure=True)


def test_one_pair_does_not_make_two_names_one_concept() -> None:
    entries = gather(
        [name("台湾", "taiwan", 3), name("国会", "diet", 2), name("国会", "taiwan", 1)]
    )

    assert [[(p.zh, p.en) for p in e.pairs] for e in entries] == [
        [("台湾", "taiwan")],
        [("国会", "diet")],
        [("国会", "taiwan")],
    ]


def test_two_pairs_do() -> None:
    (entry,) = gather(
        [
            name("韩国", "south korea", 4),
            name("大韩民国", "republic of korea", 3),
            name("韩国", "republic of korea", 2),
            name("大韩民国", "south korea", 1),
        ]
    )

    assert len(entry.pairs) == 4


def shown(zh: str, en: str, kind: Kind) -> FoundPair:
    context = SentencePair(zh, en, kind=kind)
    return replace(name("高远", "gao yuan", 1), frequency=1, contexts=(context,))


def test_a_sentence_pair_is_shown_and_counted_once() -> None:
    whole = shown("学者高远说：“好。”他走了。", "“Good,” said Gao Yuan. He left.", Kind.PARALLEL)
    part = shown("学者高远说：“好。”", "“Good,” said Gao Yuan.", Kind.COMPARABLE)
    other = shown("高远没有来。", "Gao Yuan did not come.", Kind.COMPARABLE)

    (entry,) = gather([replace(part, probability=0.95), whole])
    (both,) = gather([other, whole])

    assert entry.pairs[0].contexts == whole.contexts
    assert entry.pairs[0].frequency == 1
    assert both.pairs[0].contexts == (*whole.contexts, *other.contexts)


def test_documents_are_counted_once_on_the_side_with_fewer() -> None:
    one = replace(name("高远", "gao yuan", 1), documents=(frozenset("ab"), frozenset("xy")))
    other = replace(one, documents=(frozenset("bc"), frozenset("xy")))

    assert gather([one, other])[0].pairs[0].documents == 2


def test_what_several_topics_show_is_summed_up() -> None:
    one = shown("高远没有来。", "Gao Yuan did not come.", Kind.COMPARABLE)
    other = shown("高远回国。", "Gao Yuan returned home.", Kind.COMPARABLE)

    assert gather([one, other])[0].pairs[0].frequency == 2
