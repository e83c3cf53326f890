"""What brackets in the dictionary say: other names, but no regions and fields."""

import pytest

from glossary.analysis.glosses import glosses


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("国会", "diet"),
        ("国会", "legislative yuan"),
        ("韩国", "republic of korea"),
        ("世界贸易组织", "wto"),
        ("北约", "north atlantic treaty organization"),
        ("世界卫生组织", "who"),
    ],
)
def test_names_in_brackets_are_glosses(zh: str, en: str) -> None:
    assert glosses().attest(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"), [("国会", "taiwan"), ("国会", "japan"), ("米兰", "italy"), ("中央社", "taiwan")]
)
def test_remarks_on_region_are_none(zh: str, en: str) -> None:
    assert not glosses().attest(zh, en)
