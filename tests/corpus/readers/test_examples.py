"""The files of examples/formats: one of each kind that is read."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.language.sentences.splitting import segment
from corpus.model import Document, Language
from corpus.readers.formats import FORMATS
from corpus.readers.registry import read

FOLDER = Path(__file__).parents[3] / "examples" / "formats"
FILES = sorted(FOLDER.glob("[!.]*"))


@pytest.fixture(scope="module")
def found():
    return list(read([FOLDER]))


def test_there_is_a_file_of_each_kind():
    suffixes = {path.suffix for path in FILES}
    assert [row.module for row in FORMATS if not suffixes & set(row.suffixes)] == []


def test_each_is_described():
    text = (FOLDER.parent / "README.md").read_text("utf-8")
    assert [path.name for path in FILES if f"`{path.name}`" not in text] == []


def test_all_are_read_in_both_languages(found):
    assert [str(item) for item in found if not isinstance(item, Document)] == []
    languages = Counter(document.language for document in found)
    assert languages[Language.ZH] == languages[Language.EN] == 18


def test_a_bilingual_file_is_known_to_be_one(found):
    pairs = {d.id: d for d in found if d.counterpart}
    assert len(pairs) == 24
    assert all(pairs[document.counterpart].counterpart == key for key, document in pairs.items())
    assert {Path(document.origin.partition("#")[0]).name for document in pairs.values()} == {
        "baker.srt", "bridge.html", "clinic.pptx", "library.txt", "lunch.docx", "market.tsv",
        "path.odt", "postman.epub", "pottery.mhtml", "sport.xlsx", "waste.pdf",
    }  # fmt: skip


def test_both_languages_have_the_same_sentences(found):
    """Nothing is left in but text, and nothing of the text is left out."""
    counts = Counter()
    for document in found:
        sentences = segment(document, {})
        assert not set("<>|*{}`#") & set("".join(sentence.text for sentence in sentences))
        name = document.origin.replace(".zh.", ".").replace(".en.", ".").partition("#")[0]
        counts[name, document.language] += len(sentences)
    assert {name: counts[name, Language.ZH] for name, _ in counts} == {
        name: counts[name, Language.EN] for name, _ in counts
    }
