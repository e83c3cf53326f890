"""Clauses that correspond in sentences that do not."""

from align.mining.fragments import find_fragments
from corpus.model import Bead, Sentence

ZH = (
    "洪水过后，但上游三座水库目前仍在泄洪，老人们整夜没有合眼。",
    "村里的果园全部被淹，省政府已经紧急派出四百名医生赶赴灾区。",
    "孩子们在学校的操场上唱歌跳舞，庆祝这座城市的百年生日。",
)
EN = (
    "Nobody could say how the orchards would look in spring, "
    "because three reservoirs upstream are still releasing water.",
    "The provincial government has urgently sent 400 doctors to the disaster area, "
    "a number that the opposition called a joke in bad taste.",
    "Farmers count their losses and wait for the insurance.",
)
PAIR = ("z", "e")
TEXTS = {
    "z": tuple(Sentence("z", k, 0, 0, text) for k, text in enumerate(ZH)),
    "e": tuple(Sentence("e", k, 0, 0, text) for k, text in enumerate(EN)),
}


def shown(fragments):
    return [(ZH[f.zh][slice(*f.zh_span)], EN[f.en][slice(*f.en_span)]) for f in fragments]


def test_clauses_that_say_the_same_are_found_where_they_stand():
    found = find_fragments([PAIR], TEXTS, {}, 0.1)[PAIR]  # so few clauses make no sure ones
    assert shown(found) == [
        (
            "洪水过后，但上游三座水库目前仍在泄洪，",
            "because three reservoirs upstream are still releasing water.",
        ),
        (
            "省政府已经紧急派出四百名医生赶赴灾区。",
            "The provincial government has urgently sent 400 doctors to the disaster area,",
        ),
    ]


def test_what_corresponds_as_a_whole_has_no_fragments():
    mined = {PAIR: (Bead((1,), (1,), 0.9),)}
    found = find_fragments([PAIR], TEXTS, mined, 0.1)[PAIR]
    assert all((f.zh, f.en) != (1, 1) for f in found)


def test_two_whole_sentences_are_no_fragments():
    whole = {
        "z": (Sentence("z", 0, 0, 0, "省政府已经紧急派出四百名医生赶赴灾区。"),),
        "e": (Sentence("e", 0, 0, 0, "The provincial government sent 400 doctors there."),),
    }
    assert find_fragments([PAIR], whole, {}, 0.0) == {PAIR: ()}


def test_no_pairs_no_fragments():
    assert find_fragments([], {}, {}) == {}


def test_a_shared_expression_joins_clauses_that_say_little_else_alike():
    zh = (
        "展览推迟到秋天举行，票价没有改变。",
        "此前他已在多个场合表态:公开尊重一个中国政策,并率领商界代表赴华洽谈合作项目。",
    )
    en = (
        "In remarks recorded before his departure, he stressed how much the relationship matters "
        "while reaffirming his country’s adherence to the ‘One-China’ policy regarding Taiwan.",
        "The talks are to last two days.",
    )
    texts = {
        "z": tuple(Sentence("z", k, 0, 0, text) for k, text in enumerate(zh)),
        "e": tuple(Sentence("e", k, 0, 0, text) for k, text in enumerate(en)),
    }
    (found,) = find_fragments([PAIR], texts, {})[PAIR]
    assert zh[found.zh][slice(*found.zh_span)] == "公开尊重一个中国政策,"
    assert en[found.en][slice(*found.en_span)].startswith("while reaffirming")
    assert find_fragments([PAIR], texts, {PAIR: (Bead((1,), (0,), 0.9),)}) == {PAIR: ()}
    assert find_fragments([PAIR], texts, {}, 0.95) == {PAIR: ()}
