"""Two lists of sentences as callers hand them over, right and wrong."""

import pytest

from align import KnownPair, Realigner, TextPair, align_documents, mine
from corpus import UsageError
from corpus.language.two_sides import check_sides

ZH = ["会议周四举行。", "双方签署了协议。"]
EN = ["The meeting was held on Thursday.", "The two sides signed an agreement."]
GENERAL = [
    ("你好。", EN, "Chinese sentences is expected, not a str; corpus.split"),
    (ZH, "Hello.", "English sentences is expected, not a str; corpus.split"),
    (ZH, iter(EN), "English sentences is expected, not a list_iterator; list"),
    ([KnownPair("你", "you")], EN, "Chinese sentences are expected as strings, not a KnownPair"),
    (EN, ZH, "the first list is English and the second Chinese; give the Chinese first"),
]


@pytest.mark.parametrize(("zh", "en", "said"), GENERAL)
def test_what_is_no_pair_of_sides_is_refused(zh, en, said):
    with pytest.raises(UsageError, match=said):
        mine(zh, en)
    with pytest.raises(UsageError, match=f"pair 2: .*{said}"):
        align_documents([(ZH, EN), (zh, en)])


@pytest.mark.parametrize("pairs", [(ZH, EN), "你好。", [ZH], [(ZH,)], TextPair(ZH, EN), ["你好"]])
def test_what_is_no_list_of_pairs_is_refused(pairs):
    with pytest.raises(UsageError):
        align_documents(pairs)


def test_a_pair_that_is_swapped_is_not_realigned():
    with pytest.raises(UsageError, match="give the Chinese first"):
        Realigner(TextPair(EN, ZH))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ([], []),
        (["iPhone 17 Pro Max", "USB-C"], EN),  # Chinese text may hold none of its characters
        (ZH, ["“马上” means at once.", "He said 好."]),
        (["OK。"], ["好 means good, he explained."]),
        (["1", "2"], ["1", "2"]),
        (tuple(ZH), tuple(EN)),
    ],
)
def test_what_may_be_meant_is_taken(zh, en):
    check_sides(zh, en)


def test_sentences_of_a_document_are_told_to_give_their_text():
    from corpus import Sentence

    sentence = Sentence("d", 0, 0, 0, "会议周四举行。")
    with pytest.raises(UsageError, match=r"not a Sentence; give their \.text"):
        align_documents([([sentence], EN)])
