"""English text as the lemmas that the lexical model counts.

content_lemmas("the dog's barking") -> ["dog", "bark"]      all that count as units
lemmas("can't") -> ("can", "not")                           of one token
"""

import re

from glossary.wordforms.inflection import lemma

STOP_WORDS = frozenset(["the", "a", "an", "of", "to", "s", "d", "ll", "ve", "re", "m"])
"""English words that no Chinese word stands for; they are no units."""

TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
"""A word of an English text, an apostrophe inside included."""


def content_lemmas(text: str) -> list[str]:
    """The lemmas of an English text that count as units, in order."""
    found = TOKEN.findall(text.replace("’", "'"))
    return [word for token in found for word in lemmas(token) if word not in STOP_WORDS]


def lemmas(token: str) -> tuple[str, ...]:
    """The lemmas of one token: two where an apostrophe joins two words."""
    token = token.lower()
    if "'" not in token:
        return (lemma(token),)
    if len(token) > 3 and token.endswith("n't"):
        return ("can" if token in ("can't", "won't") else lemma(token[:-3]), "not")
    stem, _, ending = token.partition("'")
    if ending in STOP_WORDS:
        return (lemma(stem),)
    return lemma(stem), lemma(ending)
