"""Where clauses begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from align.evidence.clauses import clauses
from corpus.model import Language

ZH, EN = Language.ZH, Language.EN


def parts(text, language):
    return [text[slice(*span)] for span in clauses(text, language)]


def test_clauses_end_at_their_marks():
    assert parts("他重申坚持一个中国原则，希望两国关系继续改善。", ZH) == [
        "他重申坚持一个中国原则，",
        "希望两国关系继续改善。",
    ]
    assert parts("Seoul keeps its “One-China” policy, and it hopes for 1,000 guests.", EN) == [
        "Seoul keeps its “One-China” policy,",
        "and it hopes for 1,000 guests.",
    ]


def test_what_is_too_short_to_say_anything_stays_with_its_neighbour():
    assert parts("他说，水库昨夜仍在泄洪，雨停了。", ZH) == ["他说，水库昨夜仍在泄洪，雨停了。"]
    assert parts("The river rose fast, he said.", EN) == ["The river rose fast, he said."]


@given(st.text(), st.sampled_from(Language))
def test_clauses_are_in_order_and_leave_only_space_out(text, language):
    spans = clauses(text, language)
    ends = [0, *(end for span in spans for end in span), len(text)]
    assert ends == sorted(ends)
    gaps = zip(ends[::2], ends[1::2], strict=True)
    assert not "".join(text[a:b] for a, b in gaps).strip()
