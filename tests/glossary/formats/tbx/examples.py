"""A concept with all that TBX can say of it, and files of others."""

from corpus.model import Kind, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary

PARALLEL = SentencePair(
    "韩国与中国是近邻。",
    "South Korea & China are neighbours.",
    zh_document="a.txt",
    en_document="b",
)


COMPARABLE = SentencePair("韩国总统访华。", "Seoul <sends> its president.", kind=Kind.COMPARABLE)


KOREA = ConceptEntry(
    "c2",
    (
        TermPair("韩国", "South Korea", 0.9, 0.95, 3, Status.PREFERRED, "properNoun", (PARALLEL,)),
        TermPair("韩国", "ROK", 0.8, 0.9, 2, Status.APPROVED, contexts=(COMPARABLE, PARALLEL)),
        TermPair("大韩民国", "ROK", 0.7, 0.8, 1, Status.CANDIDATE),
        TermPair("南韩", "South Korea", 0.6, 0.7, 1, Status.DEPRECATED),
        TermPair("韩国", "Corea", 0.5, 0.1, 0, Status.REJECTED),
    ),
    "外交",
    "A state on the Korean Peninsula.",
    "Taiwan says 南韓.",
)


def saved(tmp_path, body, head='<martif type="TBX" xml:lang="en">', tail="</martif>"):
    path = tmp_path / "theirs.tbx"
    path.write_text(f"{head}<text><body>{body}</body></text>{tail}", "utf-8")
    return path


def terms(path):
    return [(pair.zh, pair.en) for entry in read_glossary(path) for pair in entry.pairs]
