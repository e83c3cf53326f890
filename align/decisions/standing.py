"""What a run does for decisions: it reads, keeps and carries them, and changes none of them.

standing.begin(store)              before the sentences are found
standing.judgements(store)         before the beads are
standing.note_aligned(store, options)      after that
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from sqlite3 import Connection

from align.beads.judgements import Judgements
from align.decisions import sheets
from align.decisions.carrying import carry_borders, carry_over, set_aside
from align.decisions.decisions_file import restore
from align.decisions.rows.words import in_short
from align.decisions.store import Decision, load_judgements
from align.options import Options
from align.project import project_tables
from align.project.run_stages import TEACHERS
from corpus.model import DocumentPair, Kind
from corpus.store.project_file import Store
from corpus.support.printing import note


def begin(store: Store) -> None:
    """Read what a lost project file had, and have borders stand in documents that have changed.

    Raises:
        InputError: the file of decisions in the folder is none.
    """
    restore(store)
    with store.transaction() as connection:
        carry_borders(connection)


def save_relations(
    confirmed: Iterable[tuple[str, str]], connection: Connection, found: project_tables.Relations
) -> None:
    """Keep the relations, and the pairs of which a person confirmed beads, whatever was found.

    Args:
        confirmed: those pairs.
        connection: of the project file, in a transaction.
        found: document pairs and topics.
    """
    pairs, topics = found
    there = {(pair.zh, pair.en) for pair in pairs}
    kept = [
        DocumentPair(zh, en, 1.0, Kind.COMPARABLE, "a person confirmed beads")
        for zh, en in confirmed
        if (zh, en) not in there
    ]
    project_tables.save_relations(connection, ([*kept, *pairs], topics))


def judgements(store: Store) -> tuple[Mapping[tuple[str, str], Judgements], tuple[str, ...]]:
    """What was decided about beads, where the texts are now; what contradicts itself, in lines.

    Says what became of what had moved.
    """
    with store.transaction() as connection:
        carried = carry_over(connection)
        contradicting = set_aside(connection)
    if carried.kept or carried.stale:
        note(
            f"duizhao: texts have changed: {carried.kept} decisions about beads still stand, "
            f"{carried.stale} are to be looked at again: duizhao review {store.path.parent}"
        )
    lines = [
        f"{' and '.join(each.origins)}: what was confirmed, “{_side(each, 0)} = {_side(each, 1)}”, "
        "contradicts another decision; it is left out, and to be looked at again: duizhao review "
        f"{store.path.parent}"
        for each in contradicting
    ]
    return load_judgements(store.connection), tuple(lines)


def _side(decision: Decision, which: int) -> str:
    return in_short(" ".join(decision.texts[which])) or "–"


def save_beads(connection: Connection, beads: project_tables.Beads) -> None:
    """Keep the beads, and tell whoever has them open."""
    project_tables.save_beads(connection, beads)
    sheets.aligned_again(connection)


def note_aligned(store: Store, options: Options) -> None:
    """Drop what nobody confirmed, and keep the names of what the beads were aligned with."""
    names = [
        [str(Path(path).absolute()) for path in some]
        for some in (options.memories, options.glossaries)
    ]
    if options.encoder:
        names.append([options.encoder])
    named = json.dumps(names, ensure_ascii=False)
    with store.transaction() as connection:
        sheets.drop_edited(connection)
        if named != (store.stage(TEACHERS) or json.dumps([[], []])):
            store.finish_stage(TEACHERS, named)
