"""Topics, document pairs and beads in the project file.

They hang on the documents: with a document its pairs and beads go, and what was found by looking at
all documents is no longer done.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from align.evidence.clauses import Fragment
from align.project.several_names import Naming
from corpus.model import Bead, DocumentPair, Kind, Language, Topic
from corpus.store.forms import create_tables

_SCHEMA = """
CREATE TABLE IF NOT EXISTS topics (
    number INTEGER PRIMARY KEY,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS topic_documents (
    document TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    topic INTEGER NOT NULL REFERENCES topics(number) ON DELETE CASCADE,
    position INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS topic_documents_topic ON topic_documents(topic);
CREATE TABLE IF NOT EXISTS document_pairs (
    zh TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    en TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    score REAL NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (zh, en)
);
CREATE INDEX IF NOT EXISTS document_pairs_en ON document_pairs(en);
CREATE TABLE IF NOT EXISTS reading_orders (  -- of translations with paragraphs in another order
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    en_order TEXT NOT NULL,  -- JSON list: the English sentences in the order of the Chinese text
    PRIMARY KEY (zh, en),
    FOREIGN KEY (zh, en) REFERENCES document_pairs(zh, en) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS beads (
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    position INTEGER NOT NULL,
    zh_ids TEXT NOT NULL,  -- JSON list of sentence indices
    en_ids TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (zh, en, position),
    FOREIGN KEY (zh, en) REFERENCES document_pairs(zh, en) ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS fragments (
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    zh_sentence INTEGER NOT NULL,
    zh_start INTEGER NOT NULL,  -- in the sentence, in characters
    zh_end INTEGER NOT NULL,
    en_sentence INTEGER NOT NULL,
    en_start INTEGER NOT NULL,
    en_end INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (zh, en, zh_sentence, zh_start),
    FOREIGN KEY (zh, en) REFERENCES document_pairs(zh, en) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS namings (
    stage TEXT NOT NULL,  -- that found it
    topic INTEGER NOT NULL,
    position INTEGER NOT NULL,
    concept TEXT NOT NULL,
    zh TEXT NOT NULL,  -- JSON: of each term how often which documents say it
    en TEXT NOT NULL,
    PRIMARY KEY (stage, topic, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS topic_keys (  -- what a stage has considered of each topic
    stage TEXT NOT NULL,
    topic INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (stage, topic)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS label_words (  -- how telling words are in labels
    language TEXT NOT NULL,
    word TEXT NOT NULL,
    documents INTEGER NOT NULL,  -- in which the word stands; of the empty word, all
    PRIMARY KEY (language, word)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS relations_undone AFTER DELETE ON documents BEGIN
    DELETE FROM stages WHERE name IN ('relations', 'labels');
END;
CREATE TRIGGER IF NOT EXISTS label_undone AFTER DELETE ON topic_documents BEGIN
    UPDATE topics SET label_zh = '', label_en = '' WHERE number = old.topic;
END;
CREATE TRIGGER IF NOT EXISTS labels_undone AFTER DELETE ON topics BEGIN
    DELETE FROM stages WHERE name = 'labels';
END;
CREATE TRIGGER IF NOT EXISTS namings_undone AFTER DELETE ON documents BEGIN
    DELETE FROM namings;
    DELETE FROM label_words;
    DELETE FROM stages WHERE name IN ('several names', 'near misses', 'label words');
END;
CREATE TRIGGER IF NOT EXISTS beads_undone AFTER DELETE ON document_pairs BEGIN
    DELETE FROM stages WHERE name = CASE old.kind WHEN 'parallel' THEN 'beads' ELSE 'mined' END;
END;
CREATE TRIGGER IF NOT EXISTS fragments_undone AFTER DELETE ON document_pairs BEGIN
    DELETE FROM stages WHERE name = 'fragments';
END;
"""
Relations = tuple[Sequence[DocumentPair], Sequence[Topic]]
Beads = Mapping[tuple[str, str], tuple[Bead, ...]]
"""By zh and en document."""
Fragments = Mapping[tuple[str, str], tuple[Fragment, ...]]
"""By zh and en document."""
Namings = Mapping[int, Sequence[Naming]]
"""By topic number."""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables if they are not there, or of another form."""
    create_tables(connection, _SCHEMA, computed=True)


def save_relations(connection: sqlite3.Connection, relations: Relations) -> None:
    """Replace document pairs and topics, in the caller's transaction.

    A pair that is one still keeps its beads; topics are to be labelled anew.
    """
    pairs, topics = relations
    kept = {(pair.zh, pair.en) for pair in pairs}
    stored = connection.execute("SELECT zh, en FROM document_pairs").fetchall()
    connection.executemany(
        "DELETE FROM document_pairs WHERE zh = ? AND en = ?",
        [key for key in stored if key not in kept],
    )
    connection.executemany(
        "INSERT INTO document_pairs VALUES (?, ?, ?, ?, ?) ON CONFLICT (zh, en) DO UPDATE"
        " SET score = excluded.score, kind = excluded.kind, reason = excluded.reason",
        ((pair.zh, pair.en, pair.score, pair.kind.value, pair.reason) for pair in pairs),
    )
    connection.execute("DELETE FROM reading_orders")
    connection.executemany(
        "INSERT INTO reading_orders VALUES (?, ?, ?)",
        ((pair.zh, pair.en, json.dumps(pair.en_order)) for pair in pairs if pair.en_order),
    )
    connection.execute("DELETE FROM topics")
    for topic in topics:
        connection.execute(
            "INSERT INTO topics VALUES (?, ?, ?)", (topic.number, topic.label_zh, topic.label_en)
        )
        connection.executemany(
            "INSERT INTO topic_documents VALUES (?, ?, ?)",
            ((key, topic.number, place) for place, key in enumerate(topic.documents)),
        )


def add_relations(connection: sqlite3.Connection, relations: Relations) -> None:
    """Add document pairs, and replace or add these topics, in the caller's transaction.

    All else stays; a topic that has got another document is to be labelled anew.
    """
    pairs, topics = relations
    connection.executemany(
        "INSERT INTO document_pairs VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(pair.zh, pair.en, pair.score, pair.kind.value, pair.reason) for pair in pairs],
    )
    connection.executemany(
        "INSERT INTO reading_orders VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(pair.zh, pair.en, json.dumps(pair.en_order)) for pair in pairs if pair.en_order],
    )
    connection.executemany(
        "INSERT INTO topics VALUES (?, '', '')"
        " ON CONFLICT (number) DO UPDATE SET label_zh = '', label_en = ''",
        [(topic.number,) for topic in topics],
    )
    connection.executemany(
        "INSERT INTO topic_documents VALUES (?, ?, ?)"
        " ON CONFLICT (document) DO UPDATE SET position = excluded.position",
        [
            (key, topic.number, place)
            for topic in topics
            for place, key in enumerate(topic.documents)
        ],
    )


def save_labels(connection: sqlite3.Connection, labels: Mapping[int, tuple[str, str]]) -> None:
    """Label the stored topics by their numbers, in the caller's transaction."""
    connection.executemany(
        "UPDATE topics SET label_zh = ?, label_en = ? WHERE number = ?",
        ((label_zh, label_en, number) for number, (label_zh, label_en) in labels.items()),
    )


def save_label_words(
    connection: sqlite3.Connection, spread: Mapping[Language, Mapping[str, int]]
) -> None:
    """Replace the number of documents that hold each word, in the caller's transaction."""
    connection.execute("DELETE FROM label_words")
    connection.executemany(
        "INSERT INTO label_words VALUES (?, ?, ?)",
        ((of, word, held) for of, words in spread.items() for word, held in sorted(words.items())),
    )


def load_label_words(
    connection: sqlite3.Connection, language: Language, words: Iterable[str]
) -> dict[str, int]:
    """In how many documents of a language these words stand; the empty word in all."""
    rows = connection.execute(
        "SELECT word, documents FROM label_words"
        " WHERE language = ? AND word IN (SELECT value FROM json_each(?))",
        (language, json.dumps([*words])),
    )
    return dict(rows)


def load_relations(connection: sqlite3.Connection) -> Relations:
    """The stored document pairs (best first) and topics (by number)."""
    pairs = [
        DocumentPair(zh, en, score, Kind(kind), reason, tuple(json.loads(en_order)))
        for zh, en, score, kind, reason, en_order in connection.execute(
            "SELECT zh, en, score, kind, reason, COALESCE(en_order, '[]') FROM document_pairs"
            " LEFT JOIN reading_orders USING (zh, en) ORDER BY score DESC, zh, en"
        )
    ]
    members: dict[int, list[str]] = {}
    for document, number in connection.execute(
        "SELECT document, topic FROM topic_documents ORDER BY topic, position"
    ):
        members.setdefault(number, []).append(document)
    topics = [
        Topic(number, tuple(members[number]), label_zh, label_en)
        for number, label_zh, label_en in connection.execute("SELECT * FROM topics ORDER BY number")
        if number in members  # all its documents may have been removed
    ]
    return pairs, topics


def save_beads(connection: sqlite3.Connection, beads: Beads) -> None:
    """Replace the beads of these document pairs, in the caller's transaction."""
    for (zh, en), found in beads.items():
        connection.execute("DELETE FROM beads WHERE zh = ? AND en = ?", (zh, en))
        connection.executemany(
            "INSERT INTO beads VALUES (?, ?, ?, ?, ?, ?)",
            (
                (zh, en, place, json.dumps(bead.zh), json.dumps(bead.en), bead.score)
                for place, bead in enumerate(found)
            ),
        )


def save_fragments(connection: sqlite3.Connection, fragments: Fragments) -> None:
    """Replace all fragments, in the caller's transaction."""
    connection.execute("DELETE FROM fragments")
    replace_fragments(connection, fragments)


def replace_fragments(connection: sqlite3.Connection, fragments: Fragments) -> None:
    """Replace the fragments of these document pairs, in the caller's transaction."""
    connection.executemany("DELETE FROM fragments WHERE zh = ? AND en = ?", [*fragments])
    connection.executemany(
        "INSERT INTO fragments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*pair, f.zh, *f.zh_span, f.en, *f.en_span, f.score)
            for pair, found in fragments.items()
            for f in found
        ),
    )


def load_fragments(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[Fragment, ...]]:
    """The fragments of each document pair that has some, in the order of the Chinese document."""
    found: dict[tuple[str, str], list[Fragment]] = {}
    for zh, en, i, begin, end, j, en_begin, en_end, score in connection.execute(
        "SELECT * FROM fragments ORDER BY zh, en, zh_sentence, zh_start"
    ):
        fragment = Fragment(i, (begin, end), j, (en_begin, en_end), score)
        found.setdefault((zh, en), []).append(fragment)
    return {pair: tuple(fragments) for pair, fragments in found.items()}


def load_beads(
    connection: sqlite3.Connection, kind: Kind
) -> dict[tuple[str, str], tuple[Bead, ...]]:
    """The beads of all document pairs of one kind; a pair without beads has an empty tuple."""
    found: dict[tuple[str, str], list[Bead]] = {
        (zh, en): []
        for zh, en in connection.execute(
            "SELECT zh, en FROM document_pairs WHERE kind = ? ORDER BY zh, en", (kind.value,)
        )
    }
    for zh, en, zh_ids, en_ids, score in connection.execute(
        "SELECT zh, en, zh_ids, en_ids, score FROM beads ORDER BY zh, en, position"
    ):
        if (zh, en) in found:
            bead = Bead(tuple(json.loads(zh_ids)), tuple(json.loads(en_ids)), score)
            found[zh, en].append(bead)
    return {key: tuple(beads) for key, beads in found.items()}


def topic_keys(connection: sqlite3.Connection, stage: str) -> dict[int, str]:
    """By topic number, what a stage has considered of each topic."""
    rows = connection.execute("SELECT topic, key FROM topic_keys WHERE stage = ?", (stage,))
    return dict(rows)


def save_topic_keys(connection: sqlite3.Connection, stage: str, keys: Mapping[int, str]) -> None:
    """Replace these, in the caller's transaction."""
    connection.execute("DELETE FROM topic_keys WHERE stage = ?", (stage,))
    connection.executemany(
        "INSERT INTO topic_keys VALUES (?, ?, ?)",
        ((stage, topic, key) for topic, key in sorted(keys.items())),
    )


def save_namings(
    stage: str, connection: sqlite3.Connection, topics: Collection[int], namings: Namings
) -> None:
    """Replace what a stage found of names in some topics, in the caller's transaction."""
    connection.executemany(
        "DELETE FROM namings WHERE stage = ? AND topic = ?", [(stage, topic) for topic in topics]
    )
    connection.executemany(
        "INSERT INTO namings VALUES (?, ?, ?, ?, ?, ?)",
        (
            (stage, topic, place, naming.concept, *map(json.dumps, (naming.zh, naming.en)))
            for topic, found in namings.items()
            for place, naming in enumerate(found)
        ),
    )


def load_namings(stage: str, connection: sqlite3.Connection) -> dict[int, list[Naming]]:
    """What a stage found of names, by topic number."""
    found: dict[int, list[Naming]] = {}
    for topic, concept, zh, en in connection.execute(
        "SELECT topic, concept, zh, en FROM namings WHERE stage = ? ORDER BY topic, position",
        (stage,),
    ):
        found.setdefault(topic, []).append(Naming(concept, json.loads(zh), json.loads(en)))
    return found


def load_namings_of(connection: sqlite3.Connection, stage: str, concept: str) -> list[Naming]:
    """What a stage found of the names of one concept, by topic; none before a run."""
    if not connection.execute("SELECT 1 FROM pragma_table_info('namings')").fetchone():
        return []
    rows = connection.execute(
        "SELECT zh, en FROM namings WHERE stage = ? AND concept = ? ORDER BY topic, position",
        (stage, concept),
    )
    return [Naming(concept, json.loads(zh), json.loads(en)) for zh, en in rows]
