"""The tables in the cache folder are named by a form number, which must not be forgotten.

Whoever changes what makes a table sees this test fail, and decides: where the tables come out
otherwise, count the number up; where they come out byte for byte the same, enter the new digest.
A fingerprint at run time, as stages have it, would cost a look-up a fifth of its time.
"""

import hashlib
import importlib
from pathlib import Path

import pytest

from corpus.support.fingerprint import sources

ROOT = Path(__file__).parents[1]
MAKERS = ("glossary", "corpus/language", "corpus/kernels")
"""Where a change may change a table; what reads and writes files does not."""
FORMS: dict[str, tuple[str, str]] = {
    "glossary.lexicon.dictionary.tables": ("4", "1abdd21d897a026a"),
    "glossary.lexicon.names.learning": ("2", "a4fb8b272f04311e"),
    "glossary.wordforms.pinyin": ("2", "354f3aac6c093b4b"),
    "glossary.wordforms.inflection": ("1", "91794bfb2e5d0d71"),
    "glossary.analysis.glosses": ("5", "35e6202fc6cf5423"),
    "glossary.lookup.index": ("11", "c36142e19de09111"),
}  # fmt: skip
"""By module: the form number, and the digest of what makes the tables in that form."""


def made_by(module: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(sources(module)):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(MAKERS):
            digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.mark.parametrize("module", FORMS)
def test_what_makes_a_table_has_not_changed_under_its_form_number(module):
    found = importlib.import_module(module)
    form = str(getattr(found, "FORMAT", None) or found._FORMAT)
    assert (form, made_by(module)) == FORMS[module], "count the form up, or enter the new digest"
