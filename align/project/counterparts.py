"""Search hits with their topics, and with what says the same in the other language.

related(store, hits) -> [RelatedHit]            by topic
concordance(path, "务实外交") -> [RelatedHit]    the same of a search, from any thread
"""

import json
from collections.abc import Sequence
from pathlib import Path

from align.project.project_tables import load_relations
from align.project.run_stages import RELATIONS
from corpus.model import Document, Kind, Language
from corpus.store.concordance import Counterpart, Hit, RelatedHit
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT


def related(store: Store, hits: Sequence[Hit]) -> list[RelatedHit]:
    """Sort hits by topic, the largest first, and add what says the same as each.

    Hits in documents without a topic come last; within a topic the order is kept.

    Args:
        store: the project; a run has found its topics, else none is known.
        hits: of one search, in any order.
    """
    if store.stage(RELATIONS) is None:
        return [RelatedHit(hit) for hit in hits]
    _, topics = load_relations(store.connection)
    home = {key: topic for topic in topics for key in topic.documents}
    counterparts = _counterparts(store, hits)
    found = [
        RelatedHit(hit, home.get(hit.document.id), tuple(others))
        for hit, others in zip(hits, counterparts, strict=True)
    ]
    last = len(topics) + 1
    return sorted(found, key=lambda each: each.topic.number if each.topic else last)


def concordance(project: str | Path, text: str, limit: int = 50) -> list[RelatedHit]:
    """The sentences of a project that hold some words, with their topics and counterparts.

    Every call opens the project file for itself, so any thread may ask.

    Args:
        project: the output folder of a run, or its project file.
        text: as `corpus.store.project_file.Store.search` takes it.
        limit: sentences at most; 0 for all.

    Raises:
        StoreError: there is no project file, or it cannot be used.
    """
    path = Path(project)
    with Store(path / PROJECT if path.is_dir() else path, must_exist=True) as store:
        return related(store, store.search(text, limit))


def _counterparts(store: Store, hits: Sequence[Hit]) -> list[list[Counterpart]]:
    """Of each hit the other sides of the beads that it stands in, most probable first.

    The beads of a document are read once, however many hits it has.
    """
    found: list[list[Counterpart]] = [[] for _ in hits]
    wanted: dict[str, dict[int, list[int]]] = {}
    for place, hit in enumerate(hits):
        places = wanted.setdefault(hit.document.id, {})
        places.setdefault(hit.sentence.index, []).append(place)
    languages = {hit.document.id: hit.document.language for hit in hits}
    documents: dict[str, Document] = {}
    for document, places in wanted.items():
        rows = _ZH if languages[document] is Language.ZH else _EN
        execute = store.connection.execute
        for other, own_ids, other_ids, score, kind in execute(rows, (document,)).fetchall():
            here = [place for k in json.loads(own_ids) for place in places.get(k, ())]
            indices = json.loads(other_ids)
            if here and indices:
                if other not in documents:
                    documents[other] = store.document(other)
                sentences = store.sentences(other, indices)
                for place in here:
                    found[place].append(Counterpart(documents[other], sentences, score, Kind(kind)))
    return found


_ZH = """
    SELECT b.en, b.zh_ids, b.en_ids, b.score, p.kind FROM beads b
    JOIN document_pairs p ON p.zh = b.zh AND p.en = b.en
    WHERE b.zh = ? ORDER BY b.score DESC, b.en, b.position
"""
_EN = """
    SELECT b.zh, b.en_ids, b.zh_ids, b.score, p.kind FROM beads b
    JOIN document_pairs p ON p.zh = b.zh AND p.en = b.en
    WHERE b.en = ? ORDER BY b.score DESC, b.zh, b.position
"""
