"""Clauses that share a fixed expression of the dictionary."""

from align.mining.expressions import shared_expressions

ZH = ["两国领导人会谈后，", "他表示尊重一个中国政策，", "代表團參觀了核試驗場。"]


def test_an_expression_that_each_side_uses_once_joins_its_clauses():
    en = [
        "After the talks,",
        "inspectors were shown the nuclear test site",
        "and the envoy reaffirmed the ‘One-China’ policy of his government.",
    ]
    assert shared_expressions(ZH, en) == [(1, 2), (2, 1)]


def test_an_expression_that_stands_in_several_clauses_tells_nothing():
    en = ["a one-China policy was agreed,", "but the One-China policy is old."]
    assert shared_expressions(ZH, en) == []


def test_names_and_single_words_are_no_expressions():
    assert shared_expressions(["他在英国广播公司工作。"], ["He works for the BBC in London."]) == []
    assert shared_expressions(["朝鲜半岛局势紧张。"], ["Tension on the Korean Peninsula."]) == []
    assert shared_expressions(["外交部发言人说"], ["he said"]) == []
    security = ["这关系到国家安全。"]
    assert shared_expressions(security, ["This is a matter of national security."]) == [(0, 0)]
    assert shared_expressions(security, ["The National Security Advisor left."]) == []


def test_nothing_shares_nothing():
    assert shared_expressions([], []) == []
