"""Which words an acronym in brackets stands for."""

import pytest

from glossary.acronyms import full_forms
from glossary.running_text import english_text


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
