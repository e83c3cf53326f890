"""Realigning under a person's hands: the same as aligning, and only what has changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import PairCollection, align_documents
from align.beads.judgements import Judgements
from align.beads.realign import Realigner
from align.beads.text_pair import KnownPair, TextPair
from corpus.errors import UsageError
from corpus.model import Bead
from tests.align.beads.test_judgements import EN, ZH, complete, judged, sides


def searched_afresh(pair, judgements):
    """An alignment that learns without the judgements, and then searches with them."""
    collection = PairCollection([pair])
    first = collection.first_pass()
    second = collection.second_pass(first, collection.align(first))
    collection.judge(0, judgements)
    return collection.align(second)[0].beads()


@settings(max_examples=60)
@given(judged(), st.data())
def test_realigning_equals_the_search_of_a_fresh_alignment(pair, data):
    bare = pair._replace(judgements=Judgements())
    realigner = Realigner(bare)
    assert realigner.beads == align_documents([bare])[0]
    some = pair.judgements.confirmed[: data.draw(st.integers(0, len(pair.judgements.confirmed)))]
    for judgements in (Judgements(some), pair.judgements, Judgements()):
        found = realigner.realign(judgements)
        assert found == realigner.beads == searched_afresh(bare, judgements)
        assert complete(found, len(pair.zh), len(pair.en))


@given(judged())
def test_judgements_that_exist_already_are_kept(pair):
    assert Realigner(pair).beads == align_documents([pair])[0]


@pytest.fixture
def searches(monkeypatch):
    """The sections that were searched."""
    found = []
    search = PairCollection.search

    def recorded(self, by, number, section):
        found.append((section.zh, section.en))
        return search(self, by, number, section)

    monkeypatch.setattr(PairCollection, "search", recorded)
    return found


def test_only_what_has_changed_is_searched_again(searches):
    realigner = Realigner(TextPair(ZH * 3, EN * 3))
    third = Bead((10,), (10,))
    realigner.realign(Judgements((third,)))
    searches.clear()
    realigner.realign(Judgements((third,)))
    assert searches == []
    realigner.realign(Judgements((third, Bead((15,), (15,)))))
    assert searches == [(range(11, 15), range(11, 15)), (range(16, 21), range(16, 21))]
    searches.clear()
    realigner.realign(Judgements((third, Bead((15,), (15,))), (Bead((12,), (12,)),)))
    assert searches == [(range(11, 15), range(11, 15))]
    assert ((12,), (12,)) not in sides(realigner.beads)
    searches.clear()
    realigner.realign(Judgements((third, Bead((15,), (15,)), Bead((12,), ()))))
    assert searches == [(range(11, 15), range(11, 15))]


def test_what_is_taken_back_is_as_before():
    realigner = Realigner(TextPair(ZH, EN))
    before = realigner.beads
    realigner.realign(Judgements((Bead((0,), (0, 1)),), (Bead((3,), (3,)),)))
    assert realigner.beads != before
    assert realigner.realign(Judgements()) == before


def test_judgements_that_cannot_hold_change_nothing():
    realigner = Realigner(TextPair(ZH, EN))
    kept = realigner.realign(Judgements((Bead((0,), (0, 1)),)))
    with pytest.raises(UsageError, match="overlap or cross"):
        realigner.realign(Judgements((Bead((0,), (1,)), Bead((1,), (0,)))))
    assert realigner.beads == kept
    assert realigner.realign(Judgements((Bead((0,), (0, 1)),))) == kept


@pytest.mark.parametrize(("zh", "en"), [([], []), (ZH, []), ([], EN)])
def test_documents_without_a_side(zh, en):
    realigner = Realigner(TextPair(zh, en))
    assert complete(realigner.beads, len(zh), len(en))
    if zh:
        realigner.realign(Judgements((Bead((1, 2), ()),)))
        assert Bead((2,), (), 1.0) in realigner.beads


def test_known_pairs_teach_a_realigner_too():
    zh, en = ["灵犀。", "明澈。", "云帆。"], ["Quellan.", "Tarvik.", "Zorvex."]
    known = [KnownPair("明澈", "Quellan", 5.0), KnownPair("云帆", "Tarvik", 5.0)]
    taught = Realigner(TextPair(zh, en), known).beads
    assert taught == align_documents([(zh, en)], known)[0]
    assert taught != Realigner(TextPair(zh, en)).beads
