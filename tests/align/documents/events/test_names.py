"""Names in documents."""

import numpy as np

from align.documents.events.names import chinese_names, english_names
from glossary.lexicon.evidence import gather_evidence
from glossary.lexicon.units import english_units

EN = [
    ["Rain Falls On Oslo Again", "Yesterday 300 trams stood still, and Ms. Haugland was angry."],
    ["The mayor of Oslo, Ingrid Haugland, spoke of 1,200 passengers and five buses."],
    ["Yesterday she met other mayors; the trams were late again."],
]


def names(documents):
    texts = [text for document in documents for text in document]
    types = english_units(texts).types
    return {types[k] for k in np.flatnonzero(english_names(documents, len(types)))}


def test_english_names_stand_capitalised_where_other_words_do_not():
    found = names(EN)
    assert {"oslo", "haugland", "ingrid"} <= found
    assert not {"rain", "fall", "yesterday", "tram", "mayor", "the", "#300"} & found


def test_types_are_numbered_as_in_the_lexical_model():
    """Figures come first, though clauses are cut where numbers are."""
    texts = [text for document in EN for text in document]
    evidence = gather_evidence(["奥斯陆"], texts)
    assert english_names(EN, evidence.lemmas.types).sum() == len(names(EN))
    marked = np.flatnonzero(english_names(EN, evidence.lemmas.types))
    row = slice(*evidence.lemmas.target_starts[2:4])  # the mayor of Oslo, Ingrid Haugland
    assert len(set(evidence.lemmas.target_units[row].tolist()) & set(marked.tolist())) == 3


def test_chinese_names_of_each_document_in_either_script():
    found = chinese_names([["特朗普抵达北京。", "北京下雨。"], ["特朗普離開北京。"], ["下雨了。"]])
    assert found.starts.tolist() == [0, 2, 4, 4]
    assert found.names[:2].tolist() == found.names[2:].tolist()
    assert (found.share > 0).any()


def test_nothing():
    assert english_names([], 0).shape == (0,)
    assert chinese_names([]).starts.tolist() == [0]
