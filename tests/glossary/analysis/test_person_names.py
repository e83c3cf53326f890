"""Names found by their reading."""

import pytest

from glossary.analysis.person_names import find_names


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("李在明", "Lee Jae Myung"),
        ("尹锡悦", "Yoon Suk Yeol"),
        ("文在寅", "Moon Jae-in"),
        ("习近平", "Xi Jinping"),
        ("周启明", "Zhou Qiming"),
        ("许文昭", "Hsu Wen-chao"),
        ("郭秋雄", "Kuo Chiu-hsiung"),
        ("叶志杰", "Yeh Chih-chieh"),
    ],
)
def test_name_by_reading(zh: str, en: str) -> None:
    assert (zh, en) in find_names([f"总统{zh}抵达北京。"], [f"Then {en} arrived in Beijing."])


def test_traditional_text_and_western_order() -> None:
    assert ("张伟明", "Weiming Zhang") in find_names(["記者張偉明報導"], ["by Weiming Zhang"])


def test_other_names_are_not_taken() -> None:
    assert not find_names(["王毅会见了记者。"], ["Donald Trump met George Bush in New York."])
