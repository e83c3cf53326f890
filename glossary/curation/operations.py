"""What a person does to terms in a review, an operation at a time.

change(sheet, {"kind": "reject", "concepts": ["c1"], "note": "another event"})
    -> {"c1": entry}        what people say of these concepts from then on; None: nothing any more

Nothing is changed here: `glossary.curation.sheet.TermSheet.put` shows it, and
`glossary.curation.decisions.replaced` keeps it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from corpus.errors import UsageError
from corpus.language.han import HAN_CHARACTER
from glossary.curation.merge import pair_key
from glossary.curation.sheet import TermSheet
from glossary.entries import Category, ConceptEntry, Status, TermPair, concept_id
from glossary.wordforms.normal import normal_zh

LONGEST = {"zh": 300, "en": 300, "definition": 2000, "note": 2000, "domain": 300}
"""Characters of what a person types; longer texts are pasted by mistake."""
_KEPT_CONTEXTS = 1
"""Of a decided pair, for when no extraction finds it any more, as in the written tables."""

Changes = dict[str, ConceptEntry | None]


def change(sheet: TermSheet, operation: Mapping[str, Any]) -> Changes:
    """What people say after an operation, by concept.

    ========  ==========================================  ========================================
    kind      fields                                      what holds then
    ========  ==========================================  ========================================
    status    status; concepts, or pairs                  the pairs have it; candidate: undecided
    accept    concepts, or pairs                          as status approved
    reject    concepts, or pairs; note                    as status rejected; the note says why
    choose    concept, zh, en                             the pair is preferred, and no other of its
                                                          Chinese term
    edit      concept, zh, en; to: zh, en, note           the pair is spelled so; where that is
                                                          another pair, this one is rejected
    add       zh, en; concept                             an approved pair, of a new concept if none
    name      category; concepts, or pairs                what the pairs name
    keep      do_not_translate; concepts, or pairs        whether they stay as they are
    describe  concept; definition, note, domain           the concept has them
    merge     concepts                                    all are one, the first
    ========  ==========================================  ========================================

    ``pairs`` are lists of concept, zh and en. Of ``concepts`` a status other than rejected, and
    ``candidate``, goes to the best pair (in either script), all else to every pair.

    Raises:
        UsageError: it cannot be done, with the reason in a line.
    """
    kind = operation.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise UsageError(f"no operation {kind!r}; there are {', '.join(_KINDS)}")
    draft = _Draft(sheet)
    _KINDS[kind](draft, operation)
    return draft.settled()


class _Draft:
    """What people say, as it becomes by an operation."""

    def __init__(self, sheet: TermSheet) -> None:
        self.sheet = sheet
        self._entries: Changes = {}

    def concept(self, identity: object) -> ConceptEntry:
        """A concept as it stands."""
        found = self.sheet.concepts.get(identity) if isinstance(identity, str) else None
        if found is None:
            raise UsageError(f"there is no concept {identity!r} any more; look at the list again")
        return found

    def said(self, concept: ConceptEntry) -> ConceptEntry:
        """What people say of a concept; without pairs, if nothing."""
        if (entry := self._said(concept.id)) is not None:
            return entry
        return ConceptEntry(concept.id, (), "", concept.definition, concept.note)

    def say(self, entry: ConceptEntry) -> None:
        self._entries[entry.id] = entry

    def decide(self, concept: ConceptEntry, old: TermPair, new: TermPair) -> None:
        """Say something of a pair, in the place of what was said of it.

        What people say of another concept that has the new pair, too, is said of this one then:
        two concepts with one pair are one.
        """
        for identity in sorted(self.sheet.said_in(old) | self.sheet.said_in(new)):
            if identity != concept.id and (other := self._said(identity)):
                self.join(concept, other)
        entry = self.said(concept)
        place = _place(entry.pairs, old)
        spelled = new.zh, new.en
        pairs = [
            new if number == place else pair
            for number, pair in enumerate(entry.pairs)
            if number == place or (pair.zh, pair.en) != spelled
        ]
        self.say(replace(entry, pairs=(*pairs, *([new] if place is None else []))))

    def join(self, concept: ConceptEntry, said: ConceptEntry) -> None:
        """Say of a concept what is said of another one, too, of which nothing is said any more."""
        entry = self.said(concept)
        there = {pair_key(pair) for pair in entry.pairs}
        pairs = [pair for pair in said.pairs if pair_key(pair) not in there]
        self.say(
            replace(
                entry,
                pairs=(*entry.pairs, *pairs),
                definition=entry.definition or said.definition,
                note=entry.note or said.note,
                domain=entry.domain or said.domain,
            )
        )
        self._entries[said.id] = None

    def forget(self, concept: ConceptEntry, pair: TermPair) -> None:
        """Say nothing of a pair any more."""
        entry = self.said(concept)
        place = _place(entry.pairs, pair)
        if place is not None:
            self.say(replace(entry, pairs=(*entry.pairs[:place], *entry.pairs[place + 1 :])))

    def evidenced(self, pair: TermPair) -> TermPair:
        """A pair with a sentence pair that shows it."""
        return replace(pair, contexts=self.sheet.with_contexts(pair).contexts[:_KEPT_CONTEXTS])

    def settled(self) -> Changes:
        """What people say by now, without what says nothing."""
        return {
            key: None if entry is None else self._settled(entry)
            for key, entry in self._entries.items()
        }

    def _said(self, identity: str) -> ConceptEntry | None:
        if identity in self._entries:
            return self._entries[identity]
        return self.sheet.standing.get(identity)

    def _settled(self, entry: ConceptEntry) -> ConceptEntry | None:
        """The entry with the undecided pairs that are needed, or None if it says nothing.

        Needed are those that have something of their own, and of each extracted concept that has
        none of these its first pair, if the entry has something to say of it.
        """
        shown = self.sheet.concepts.get(entry.id, entry).pairs
        homes = [found[0] for p in (*entry.pairs, *shown) if (found := self.sheet.found(p))]
        extracted = {home.id: home for home in homes}
        kept = [pair for pair in entry.pairs if self._says_something(pair)]
        evidence = [self.sheet.found(pair) for pair in kept]
        of_the_texts = any(
            (entry.definition, entry.note, entry.domain) == (each.definition, each.note, "")
            for each in extracted.values()
        )
        if len(extracted) + (None in evidence) > 1 or not (kept or of_the_texts):
            anchored = {each[0].id for each in evidence if each}
            kept += [
                _anchor(next((p for p in entry.pairs if p in each.pairs), each.pairs[0]))
                for identity, each in extracted.items()
                if identity not in anchored
            ]
        return replace(entry, pairs=tuple(kept)) if kept else None

    def _says_something(self, pair: TermPair) -> bool:
        found = self.sheet.found(pair)
        if pair.status.is_decided or pair.note:
            return True
        return found is not None and (
            (pair.category, pair.do_not_translate) != (found[1].category, found[1].do_not_translate)
        )


def _anchor(pair: TermPair) -> TermPair:
    """A pair that only says to which extracted concept something belongs."""
    return replace(pair, contexts=())


def _place(pairs: Iterable[TermPair], wanted: TermPair) -> int | None:
    """Where a pair stands: as it is spelled, else in another spelling."""
    listed = list(pairs)
    spelled = [(pair.zh, pair.en) for pair in listed]
    if (wanted.zh, wanted.en) in spelled:
        return spelled.index((wanted.zh, wanted.en))
    keys = [pair_key(pair) for pair in listed]
    return keys.index(pair_key(wanted)) if pair_key(wanted) in keys else None


# What each kind does


def _status(draft: _Draft, operation: Mapping[str, Any]) -> None:
    try:
        status = Status(operation.get("status", ""))
    except ValueError:
        raise UsageError(
            f"no status {operation.get('status')!r}; there are {', '.join(Status)}"
        ) from None
    if status is Status.SUGGESTED:
        status = Status.CANDIDATE
    note = _text(operation, "note") if "note" in operation else None
    every = status in (Status.REJECTED, Status.CANDIDATE)
    for concept, pair in _targets(draft, operation, every=every):
        _decide(draft, concept, pair, status, note)


def _decide(
    draft: _Draft, concept: ConceptEntry, pair: TermPair, status: Status, note: str | None = None
) -> None:
    """Give a pair a status; candidate takes a decision back."""
    found = draft.sheet.found(pair)
    if status.is_decided:
        if note is None:
            note = "" if Status.REJECTED in (pair.status, status) else pair.note
        new = replace(draft.evidenced(pair), status=status, note=note)
        draft.decide(concept, pair, new)
    elif found is None:
        draft.forget(concept, pair)  # nobody but a person said that there is such a pair
    elif pair.status.is_decided:
        note = note if note is not None else ("" if pair.status is Status.REJECTED else pair.note)
        undecided = replace(pair, status=found[1].status, note=note, contexts=())
        draft.decide(concept, pair, undecided)


def _accept(draft: _Draft, operation: Mapping[str, Any]) -> None:
    _status(draft, {**operation, "status": Status.APPROVED})


def _reject(draft: _Draft, operation: Mapping[str, Any]) -> None:
    _status(draft, {"note": "", **operation, "status": Status.REJECTED})


def _choose(draft: _Draft, operation: Mapping[str, Any]) -> None:
    concept, chosen = _target(draft, operation)
    for pair in concept.pairs:
        same = pair_key(pair) == pair_key(chosen)
        rival = not same and normal_zh(pair.zh) == normal_zh(chosen.zh)
        if pair.status is Status.PREFERRED and rival:
            _decide(draft, concept, pair, Status.APPROVED)
    _decide(draft, concept, chosen, Status.PREFERRED)
    entry = draft.said(concept)
    place = _place(entry.pairs, chosen) or 0
    first = entry.pairs[place]
    draft.say(replace(entry, pairs=(first, *(p for p in entry.pairs if p is not first))))


def _edit(draft: _Draft, operation: Mapping[str, Any]) -> None:
    concept, old = _target(draft, operation)
    to = operation.get("to")
    if not isinstance(to, Mapping):
        raise UsageError("edit needs what the pair is to be: to")
    zh, en = (_term(to, name, getattr(old, name)) for name in ("zh", "en"))
    note = _text(to, "note") if "note" in to else old.note
    if (zh, en) == (old.zh, old.en):
        if note != old.note:
            draft.decide(concept, old, replace(draft.evidenced(old), note=note))
        return
    is_good = old.status.is_decided and old.status is not Status.REJECTED
    status = old.status if is_good else Status.APPROVED
    new = replace(draft.evidenced(old), zh=zh, en=en, status=status, note=note)
    if pair_key(new) == pair_key(old):
        draft.decide(concept, old, new)
        return
    if draft.sheet.found(old) is None:
        draft.forget(concept, old)
    else:
        _decide(draft, concept, old, Status.REJECTED, f"→ {zh} = {en}")
    draft.decide(concept, new, new)


def _add(draft: _Draft, operation: Mapping[str, Any]) -> None:
    pair = TermPair(
        _term(operation, "zh"), _term(operation, "en"), 1.0, 1.0, 0, Status.APPROVED, termhood=1.0
    )
    if found := draft.sheet.found(pair):
        pair = replace(draft.evidenced(found[1]), zh=pair.zh, en=pair.en, status=Status.APPROVED)
    if operation.get("concept"):
        concept = draft.concept(operation["concept"])
    elif there := draft.sheet.said_in(pair) or ({found[0].id} if found else set()):
        concept = draft.concept(min(there & draft.sheet.concepts.keys(), default=""))
    else:
        identity = concept_id(pair.zh, pair.en)
        while identity in draft.sheet.concepts:  # of the pair that once stood first there
            identity += "-1"
        concept = ConceptEntry(identity, (pair,))
    draft.decide(concept, pair, pair)


def _name(draft: _Draft, operation: Mapping[str, Any]) -> None:
    category = Category.named(str(operation.get("category", "")))
    if category is None:
        raise UsageError(
            f"no category {operation.get('category')!r}; there are {', '.join(Category)}"
        )
    for concept, pair in _targets(draft, operation, every=True):
        draft.decide(concept, pair, replace(draft.evidenced(pair), category=category))


def _keep(draft: _Draft, operation: Mapping[str, Any]) -> None:
    value = operation.get("do_not_translate")
    if not isinstance(value, bool):
        raise UsageError("do_not_translate is true or false")
    for concept, pair in _targets(draft, operation, every=True):
        draft.decide(concept, pair, replace(draft.evidenced(pair), do_not_translate=value))


def _describe(draft: _Draft, operation: Mapping[str, Any]) -> None:
    concept = draft.concept(operation.get("concept"))
    entry = draft.said(concept)
    definition, note, domain = (
        _text(operation, name) if name in operation else getattr(entry, name)
        for name in ("definition", "note", "domain")
    )
    draft.say(replace(entry, definition=definition, note=note, domain=domain))


def _merge(draft: _Draft, operation: Mapping[str, Any]) -> None:
    concepts = [draft.concept(each) for each in _list(operation, "concepts")]
    first, *others = {each.id: each for each in concepts}.values()
    if not others:
        raise UsageError("merge needs two concepts or more")
    for concept in (first, *others):
        said = draft.said(concept)
        if not said.pairs:
            draft.say(replace(said, pairs=(_anchor(concept.pairs[0]),)))
    for concept in others:
        draft.join(first, draft.said(concept))


_KINDS: dict[str, Callable[[_Draft, Mapping[str, Any]], None]] = {
    "status": _status,
    "accept": _accept,
    "reject": _reject,
    "choose": _choose,
    "edit": _edit,
    "add": _add,
    "name": _name,
    "keep": _keep,
    "describe": _describe,
    "merge": _merge,
}

# What an operation says

_PAIR = ("concept", "zh", "en")


def _targets(
    draft: _Draft, operation: Mapping[str, Any], *, every: bool
) -> list[tuple[ConceptEntry, TermPair]]:
    """The pairs that an operation is about, each in its concept; one of two spellings of a pair."""
    if "pairs" in operation:
        listed = _list(operation, "pairs")
        if not all(isinstance(each, list) and len(each) == len(_PAIR) for each in listed):
            raise UsageError(f"{operation.get('kind')}: of each pair concept, zh and en are needed")
        return [_target(draft, dict(zip(_PAIR, each, strict=True))) for each in listed]
    found = []
    concepts = [draft.concept(identity) for identity in _list(operation, "concepts")]
    for concept in {each.id: each for each in concepts}.values():
        pairs = {pair_key(pair): pair for pair in reversed(concept.pairs)}
        ordered = [pair for pair in concept.pairs if pairs[pair_key(pair)] is pair]
        welcome = [pair for pair in ordered if pair.status is not Status.REJECTED] or ordered
        found += [(concept, pair) for pair in (ordered if every else welcome[:1])]
    return found


def _target(draft: _Draft, operation: Mapping[str, Any]) -> tuple[ConceptEntry, TermPair]:
    concept = draft.concept(operation.get("concept"))
    zh, en = operation.get("zh"), operation.get("en")
    for pair in concept.pairs:
        if (pair.zh, pair.en) == (zh, en):
            return concept, pair
    raise UsageError(f"{zh} = {en} is no pair of its concept any more; look at it again")


def _list(operation: Mapping[str, Any], name: str) -> list[Any]:
    value = operation.get(name)
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(e, str | list) for e in value)
    ):
        raise UsageError(f"{operation.get('kind')} needs {name}, a list")
    return value


def _term(operation: Mapping[str, Any], name: str, otherwise: str = "") -> str:
    """A term that a person typed, in one line."""
    text = " ".join(_text(operation, name).split()) if name in operation else otherwise
    if not text:
        language = "Chinese" if name == "zh" else "English"
        raise UsageError(f"the {language} term is empty")
    if name == "en" and HAN_CHARACTER.search(text) and not HAN_CHARACTER.search(otherwise):
        raise UsageError(f"{text}: has Chinese characters, and is to be the English term")
    return text


def _text(operation: Mapping[str, Any], name: str) -> str:
    """What a person typed, without what is no character of a text."""
    value = operation.get(name)
    if not isinstance(value, str):
        raise UsageError(f"{name} is no text")
    text = "".join(c for c in value if c in "\n\t" or not _NO_TEXT.match(c))
    if len(text) > LONGEST[name]:
        raise UsageError(f"{name}: {len(text):,} characters; at most {LONGEST[name]:,}")
    return text.strip()


_NO_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Controls, halves of characters and noncharacters (Unicode 15.0, sections 23.1, 23.6 and 23.7).

What Python's Unicode does not know yet may be a character: rare ones of names are added yearly.
"""
