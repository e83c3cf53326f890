"""What a term names, by kinds of evidence."""

import pytest

from glossary.analysis.categories import category
from glossary.entries import Category
from glossary.wordforms.normal import normal_en, normal_zh


def of(zh, en):
    name = any(word[:1].isupper() for word in en.split())
    return category(normal_zh(zh), normal_en(en), zh, en, is_name=name)


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        (Category.PERSON, [("周启明", "Zhou Qiming"), ("玛丽亚·桑托斯", "Maria Santos")]),
        (Category.PERSON, [("林晓梅", "Lin")]),
        (Category.PLACE, [("慕尼黑", "Munich"), ("白鹭岛", "Egret Island")]),
        (
            Category.ORGANISATION,
            [("能源局", "Energy Bureau"), ("東華大學", "Donghua University")],
        ),
        (
            Category.WORK,
            [("银行条例", "Banking Ordinance"), ("渔业法", "Fisheries Act")],
        ),
        (Category.QUANTITY, [("三公里", "three kilometres"), ("约20吨", "about 20 tonnes")]),
        (Category.PHRASE, [("守株待兔", "wait for windfalls")]),
        (Category.TERM, [("供应链", "supply chain"), ("一个中国政策", "One-China policy")]),
        (Category.TERM, [("萨德", "THAAD")]),
    ],
)  # fmt: skip
def test_kinds_of_things(kind, pairs):
    assert [(pair, of(*pair)) for pair in pairs] == [(pair, kind) for pair in pairs]


def test_a_body_needs_a_name():
    """A word for a kind of body names none."""
    assert of("研究机构", "research institute") is Category.TERM
