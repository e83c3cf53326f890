"""What a run could have found: a translation in Simplified, a report in Traditional Chinese."""

from align.documents.coverage import Coverage
from align.options import COMPARABLE_MIN_SCORE
from align.project.findings import Findings, sentence_pairs
from corpus.model import Bead, Document, DocumentPair, Kind, Language, Script, Sentence, Topic


def document(key, language, script, *sentences):
    text = "\n".join(sentences)
    return (
        Document(key, f"news/{key}.txt", language, script, (text,)),
        tuple(Sentence(key, k, 0, 0, sentence) for k, sentence in enumerate(sentences)),
    )


_FOUND = [
    document("en", Language.EN, Script.LATN, "Talks ended.", "Both agreed.", "They said so."),
    document("hans", Language.ZH, Script.HANS, "会谈结束。", "双方同意。", "他们这样说。"),
    document("hant", Language.ZH, Script.HANT, "會談結束。"),
]
COVERAGE = Coverage(
    {d.id: d for d, _ in _FOUND}, {d.id: s for d, s in _FOUND}, {d.origin: d.id for d, _ in _FOUND}
)
PAIRS = [
    DocumentPair("hans", "en", 0.9, Kind.PARALLEL),
    DocumentPair("hant", "en", 0.8, Kind.COMPARABLE),
]
TOPICS = [Topic(1, ("en", "hans"), "会谈", "talks"), Topic(2, ("hant",))]
BEADS = {("hans", "en"): (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.7), Bead((), (2,), 0.99))}
MINED = {("hant", "en"): (Bead((0,), (0,), COMPARABLE_MIN_SCORE),)}
FINDINGS = Findings(
    COVERAGE,
    tuple(PAIRS),
    tuple(TOPICS),
    BEADS,
    MINED,
    {},
    tuple(sentence_pairs(COVERAGE, reversed(PAIRS), TOPICS, BEADS | MINED)),
    (),
    {},
    {},
)
