"""What says the same as what: beads, sentence pairs, document pairs, topics; and the whole run.

run_project([Path("news")], Path("out"))                  files of coverage to all outputs
align_files([(Path("a.txt"), Path("b.txt"))])             files that translate each other
align_documents([(zh_sentences, en_sentences)])           the same for sentences
mine(zh_sentences, en_sentences)                          sentence pairs among unrelated ones
relate(read_coverage([Path("news")]))                     document pairs and topics
"""

from typing import TYPE_CHECKING

from corpus.support.lazy import lazily

if TYPE_CHECKING:
    from align.beads.collection import align_documents
    from align.beads.judgements import Judgements
    from align.beads.realign import Realigner
    from align.beads.text_pair import KnownPair, TextPair
    from align.documents.coverage import (
        Coverage,
        read_coverage,
        relate,
        write_documents,
        write_topics,
    )
    from align.documents.pairing import pair_documents
    from align.documents.topics import group_topics
    from align.file_pairs.alignment import FileAlignment, align_files, align_folders
    from align.file_pairs.formats import write_alignment
    from align.file_pairs.plot import alike, write_plot
    from align.file_pairs.scoring import (
        FileBead,
        Score,
        read_beads,
        score_beads,
        score_paths,
        write_beads,
    )
    from align.guidance.known_pairs import read_known
    from align.guidance.sides import TextSide
    from align.mining.miner import mine
    from align.options import Guidance, Options
    from align.project.findings import Findings
    from align.report.content import Report
    from align.report.page import write_report
    from align.run import RunResult, run_project
    from align.vectors.encoders import Encoder
    from align.vectors.files import SentenceVectors, read_vectors
    from align.vectors.pivot import Pivot, read_pivot

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
        "Coverage": "align.documents.coverage",
        "Encoder": "align.vectors.encoders",
        "FileAlignment": "align.file_pairs.alignment",
        "FileBead": "align.file_pairs.scoring",
        "Findings": "align.project.findings",
        "Guidance": "align.options",
        "Judgements": "align.beads.judgements",
        "KnownPair": "align.beads.text_pair",
        "Options": "align.options",
        "Pivot": "align.vectors.pivot",
        "Realigner": "align.beads.realign",
        "Report": "align.report.content",
        "RunResult": "align.run",
        "Score": "align.file_pairs.scoring",
        "SentenceVectors": "align.vectors.files",
        "TextPair": "align.beads.text_pair",
        "TextSide": "align.guidance.sides",
        "align_documents": "align.beads.collection",
        "align_files": "align.file_pairs.alignment",
        "align_folders": "align.file_pairs.alignment",
        "alike": "align.file_pairs.plot",
        "group_topics": "align.documents.topics",
        "mine": "align.mining.miner",
        "pair_documents": "align.documents.pairing",
        "read_beads": "align.file_pairs.scoring",
        "read_coverage": "align.documents.coverage",
        "read_known": "align.guidance.known_pairs",
        "read_pivot": "align.vectors.pivot",
        "read_vectors": "align.vectors.files",
        "relate": "align.documents.coverage",
        "run_project": "align.run",
        "score_beads": "align.file_pairs.scoring",
        "score_paths": "align.file_pairs.scoring",
        "write_alignment": "align.file_pairs.formats",
        "write_beads": "align.file_pairs.scoring",
        "write_documents": "align.documents.coverage",
        "write_plot": "align.file_pairs.plot",
        "write_report": "align.report.page",
        "write_topics": "align.documents.coverage",
    },
)
