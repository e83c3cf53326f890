"""A run's ``pairs.tsv``: sentence pairs, and behind them the fragments."""

from collections.abc import Iterator
from pathlib import Path

from align.project.findings import Findings, topic_name
from corpus.support.files import write_tsv
from tmx.formats.rows import COLUMNS, DECIMALS, FRAGMENT, row


def write_found_pairs(path: Path, findings: Findings) -> None:
    """Write the sentence pairs, then the fragments, best first, with the same columns.

    The kind of a fragment is ``fragment``, its texts are the clauses, its ids say where they
    stand: ``3:14-29`` is characters 14 to 28 of sentence 3. `tmx.read_pairs` passes it over.
    """
    write_tsv(path, COLUMNS, [*map(row, findings.sentence_pairs), *_fragments(findings)])


def _fragments(findings: Findings) -> Iterator[list[str]]:
    documents, sentences = findings.coverage.documents, findings.coverage.sentences
    home = {key: topic_name(topic) for topic in findings.topics for key in topic.documents}
    found = [
        (fragment, pair) for pair, fragments in findings.fragments.items() for fragment in fragments
    ]
    for fragment, (zh, en) in sorted(found, key=lambda item: (-item[0].score, item[1], item[0])):
        yield [
            sentences[zh][fragment.zh].text[slice(*fragment.zh_span)],
            sentences[en][fragment.en].text[slice(*fragment.en_span)],
            f"{fragment.score:.{DECIMALS}f}",
            FRAGMENT,
            home[zh],
            documents[zh].origin,
            documents[en].origin,
            f"{fragment.zh}:{fragment.zh_span[0]}-{fragment.zh_span[1]}",
            f"{fragment.en}:{fragment.en_span[0]}-{fragment.en_span[1]}",
        ]
