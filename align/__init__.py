"""What says the same as what: beads, sentence pairs, document pairs, topics; and the whole run.

run_project([Path("news")], Path("out"))                  files of coverage to all outputs
align_files([(Path("a.txt"), Path("b.txt"))])             files that translate each other
align_documents([(zh_sentences, en_sentences)])           the same for sentences
mine(zh_sentences, en_sentences)                          sentence pairs among unrelated ones
relate(read_coverage([Path("news")]))                     document pairs and topics
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from align.alignment_formats import write_alignment
    from align.beads import align_documents
    from align.coverage import Coverage, read_coverage, relate, write_documents, write_topics
    from align.documents import pair_documents
    from align.encoders import Encoder
    from align.files import (
        FileAlignment,
        align_files,
        align_folders,
    )
    from align.findings import Findings
    from align.judgements import Judgements
    from align.known_pairs import read_known
    from align.mining import mine
    from align.options import Guidance, Options
    from align.pivot import Pivot, read_pivot
    from align.plot import alike, write_plot
    from align.realign import Realigner
    from align.report import Report, write_report
    from align.run import RunResult, run_project
    from align.score import FileBead, Score, read_beads, score_beads, score_paths, write_beads
    from align.sides import TextSide
    from align.text_pair import KnownPair, TextPair
    from align.topics import group_topics
    from align.vectors import SentenceVectors, read_vectors

__all__ = [
    "Coverage",
    "Encoder",
    "FileAlignment",
    "FileBead",
    "Findings",
    "Guidance",
    "Judgements",
    "KnownPair",
    "Options",
    "Pivot",
    "Realigner",
    "Report",
    "RunResult",
    "Score",
    "SentenceVectors",
    "TextPair",
    "TextSide",
    "align_documents",
    "align_files",
    "align_folders",
    "alike",
    "group_topics",
    "mine",
    "pair_documents",
    "read_beads",
    "read_coverage",
    "read_known",
    "read_pivot",
    "read_vectors",
    "relate",
    "run_project",
    "score_beads",
    "score_paths",
    "write_alignment",
    "write_beads",
    "write_documents",
    "write_plot",
    "write_report",
    "write_topics",
]

__getattr__ = lazily(
    __name__,
    {
        "Coverage": "align.coverage",
        "Encoder": "align.encoders",
        "FileAlignment": "align.files",
        "FileBead": "align.score",
        "Findings": "align.findings",
        "Guidance": "align.options",
        "Judgements": "align.judgements",
        "KnownPair": "align.text_pair",
        "Options": "align.options",
        "Pivot": "align.pivot",
        "Realigner": "align.realign",
        "Report": "align.report",
        "RunResult": "align.run",
        "Score": "align.score",
        "SentenceVectors": "align.vectors",
        "TextPair": "align.text_pair",
        "TextSide": "align.sides",
        "align_documents": "align.beads",
        "align_files": "align.files",
        "align_folders": "align.files",
        "alike": "align.plot",
        "group_topics": "align.topics",
        "mine": "align.mining",
        "pair_documents": "align.documents",
        "read_beads": "align.score",
        "read_coverage": "align.coverage",
        "read_known": "align.known_pairs",
        "read_pivot": "align.pivot",
        "read_vectors": "align.vectors",
        "relate": "align.coverage",
        "run_project": "align.run",
        "score_beads": "align.score",
        "score_paths": "align.score",
        "write_alignment": "align.alignment_formats",
        "write_beads": "align.score",
        "write_documents": "align.coverage",
        "write_plot": "align.plot",
        "write_report": "align.report",
        "write_topics": "align.coverage",
    },
)
