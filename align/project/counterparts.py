"""Search hits with their topics, and with what says the same in the other language.

related(store, hits) -> [RelatedHit]        by topic
"""

import json
from collections.abc import Iterator, Sequence

from align.project.project_tables import load_relations
from align.project.run_stages import RELATIONS
from corpus.model import Kind, Language
from corpus.store.concordance import Counterpart, Hit, RelatedHit
from corpus.store.project_file import Store


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
    found = [
        RelatedHit(hit, home.get(hit.document.id), tuple(_counterparts(store, hit))) for hit in hits
    ]
    last = len(topics) + 1
    return sorted(found, key=lambda each: each.topic.number if each.topic else last)


def _counterparts(store: Store, hit: Hit) -> Iterator[Counterpart]:
    """The other sides of the beads that the sentence stands in, most probable first."""
    is_zh = hit.document.language is Language.ZH
    rows = _ZH if is_zh else _EN
    execute = store.connection.execute
    for other, own_ids, other_ids, score, kind in execute(rows, (hit.document.id,)):
        indices = json.loads(other_ids)
        if indices and hit.sentence.index in json.loads(own_ids):
            sentences = store.sentences(other)
            yield Counterpart(
                store.document(other), tuple(sentences[k] for k in indices), score, Kind(kind)
            )


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
