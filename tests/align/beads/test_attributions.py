"""Quotations and who said them: sentences of one side that the other has in one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.beads.collection import align_documents
from align.beads.judgements import Judgements
from align.beads.text_pair import TextPair
from corpus.model import Bead

ZH = [
    "江边公园周六重新开放。",
    "园林局8日宣布，公园的三条步道已经修好。",
    "新种的一千二百棵树来自邻近的苗圃。",
    "游客中心要到五月才能启用。",
]
EN = [
    "The riverside park reopens on Saturday.",
    "The parks bureau announced on the 8th that three footpaths in the park had been repaired.",
    "The 1,200 newly planted trees came from a nursery nearby.",
    "The visitor centre will not open until May.",
]
AT = 3
"""Where quotations are put in."""
QUOTED_ZH = "“我们请大家爱护草地。”"
QUOTED_EN = '"We ask everyone to take care of the lawns."'


def with_lines(zh, en):
    return [*ZH[:AT], *zh, *ZH[AT:]], [*EN[:AT], *en, *EN[AT:]]


@pytest.mark.parametrize("said", ["他说。", "局长周海表示。", "她笑着说道。"])
@pytest.mark.parametrize(
    "translation",
    [
        '"We ask everyone to take care of the lawns," {} said.',
        '"We ask everyone," {} said, "to take care of the lawns."',
        "{} said they asked everyone to take care of the lawns.",
    ],
)
def test_who_spoke_stays_with_the_quotation(said, translation):
    who = "Zhou Hai, the head of the bureau," if "周海" in said else "he"
    line = translation.format(who)
    (beads,) = align_documents([with_lines([QUOTED_ZH, said], [line[0].upper() + line[1:]])])
    found = {(bead.zh, bead.en): bead.score for bead in beads}
    assert found.get(((3, 4), (3,)), 0.0) >= 0.9
    assert found.get(((5,), (4,)), 0.0) >= 0.95


def test_traditional_corner_marks():
    lines = with_lines(
        ["「我們請大家愛護草地。」", "他說。"],
        ["“We ask everyone to take care of the lawns,” he said."],
    )
    (beads,) = align_documents([lines])
    assert beads[3].zh == (3, 4)
    assert beads[3].score >= 0.95


def test_who_spoke_in_a_sentence_of_its_own_in_english():
    lines = with_lines(
        ["周海问：“大家什么时候学会爱护草地？”"],
        ['"When will everyone learn to take care of the lawns?"', "Zhou Hai asked."],
    )
    (beads,) = align_documents([lines])
    assert (beads[3].zh, beads[3].en) == ((3,), (3, 4))
    assert beads[3].score >= 0.95


def test_where_both_sides_part_them_they_stay_parted():
    lines = with_lines(
        ["“大家什么时候学会爱护草地？”", "周海问。"],
        ['"When will everyone learn to take care of the lawns?"', "Zhou Hai asked."],
    )
    (beads,) = align_documents([lines])
    assert [(bead.zh, bead.en) for bead in beads] == [((k,), (k,)) for k in range(6)]


def test_a_quotation_left_out_is_not_put_to_what_follows():
    (beads,) = align_documents([with_lines([QUOTED_ZH, "他说。"], [])])
    assert all(bead.score < 0.8 for bead in beads if len(bead.zh) > 1 and bead.en)


def test_a_translation_may_leave_out_who_spoke():
    (beads,) = align_documents([with_lines([QUOTED_ZH, "他说。"], [QUOTED_EN])])
    assert (beads[3].zh, beads[3].en) in {((3,), (3,)), ((3, 4), (3,))}
    assert beads[3].score >= 0.9


def test_a_quotation_that_began_unseen_ends_on_both_sides():
    (beads,) = align_documents(
        [
            with_lines(
                ["大家请爱护草地。”", "他说。"],
                ['Please take care of the lawns."', "And then he went."],
            )
        ]
    )
    assert ((3,), (3,)) in {(bead.zh, bead.en) for bead in beads}


def test_what_is_confirmed_and_rejected_holds():
    zh, en = with_lines([QUOTED_ZH, "他说。"], [f"{QUOTED_EN[:-2]}," + '" he said.'])
    confirmed = Judgements(confirmed=(Bead((3,), (3,)),))
    rejected = Judgements(rejected=(Bead((3, 4), (3,)),))
    for judgements, expected in ((confirmed, True), (rejected, None)):
        (beads,) = align_documents([TextPair(zh, en, judgements=judgements)])
        found = {(bead.zh, bead.en) for bead in beads}
        assert ((3, 4), (3,)) not in found
        assert expected is None or ((3,), (3,)) in found


def test_a_new_paragraph_is_not_tied_to_a_quotation():
    zh, en = with_lines([QUOTED_ZH, "他说。"], [f"{QUOTED_EN[:-2]}," + '" he said.'])
    tied, parted = (
        align_documents([TextPair(zh, en, zh_paragraphs=numbers)])[0][3].score
        for numbers in ([0, 1, 2, 3, 3, 4], [0, 1, 2, 3, 4, 5])
    )
    assert parted < tied


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*ZH, QUOTED_ZH, "他说。", "周海问。", "“好。", "好！”", "”"]), max_size=9
    ),
    st.lists(
        st.sampled_from([*EN, QUOTED_EN, "He said.", "Zhou Hai asked.", '"Good.', 'Good!"', '"']),
        max_size=9,
    ),
)
def test_every_sentence_stands_in_one_bead_in_order(zh, en):
    (beads,) = align_documents([(zh, en)])
    assert [i for bead in beads for i in bead.zh] == list(range(len(zh)))
    assert [j for bead in beads for j in bead.en] == list(range(len(en)))
    assert all(bead.zh or bead.en for bead in beads)
