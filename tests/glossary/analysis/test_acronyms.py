"""Which words an acronym in brackets stands for."""

import pytest

from glossary.analysis.acronyms import chinese_full_forms, full_forms
from glossary.analysis.tokens import chinese_text, english_text


@pytest.mark.parametrize(
    ("sentence", "full"),
    [
        ("He is president of the Republic of Korea (ROK).", "republic of korea"),
        ("Experts spoke of severe acute respiratory syndrome (SARS).",
         "severe acute respiratory syndrome"),
        ("The Centers for Disease Control (CDC) warned.", "center for disease control"),
        ("China Central Television (CCTV) reported it.", None),  # two letters of one word
        ("The ROK gave thanks.", None),
    ],
)  # fmt: skip
def test_the_full_form_starts_where_its_initials_do(sentence: str, full: str | None) -> None:
    text = english_text([sentence])
    starts = full_forms(text)
    found = [text.string(int(first), at) for at, first in enumerate(starts) if first >= 0]
    assert found == ([full] if full else [])


@pytest.mark.parametrize(
    ("chinese", "english", "full"),
    [
        ("那年，非典型肺炎（SARS）蔓延。", "SARS spread that year.", "非典型肺炎"),
        ("医院收治上百名非典型肺炎(SARS)患者。", "It admitted SARS patients.", "非典型肺炎"),
        ("国内生产总值（GDP）增长百分之五。", "GDP grew by 5 percent.", "国内生产总值"),
        ("三峡银行（TGB）上市。", "TGB went public.", None),  # 银行 is a part of its name
        ("聚氨酯（PU）涨价，但是环氧树脂（EP）没有。", "PU rose, but resin did not.", "聚氨酯"),
        ("总统（ROK）发言。", "The Republic of Korea (ROK) spoke.", None),
        ("非典型肺炎（sars）蔓延。", "Severe acute respiratory syndrome spread.", None),
    ],
)  # fmt: skip
def test_a_chinese_term_has_the_acronym_in_brackets_behind_it(
    chinese: str, english: str, full: str | None
) -> None:
    zh, en = chinese_text([chinese]), english_text([english])
    found = [zh.string(*each.zh) for each in chinese_full_forms(zh, en)]
    assert found == ([full] if full else [])
