"""The glossary of a project as it stands: what the last run found, with what people said since.

standing_entries(connection) -> list[ConceptEntry]
"""

import sqlite3

from glossary.curation.applied import curated
from glossary.curation.decisions import stored_decisions
from glossary.curation.remarks import remarked
from glossary.entries import ConceptEntry
from glossary.project.project_tables import named_entries


def standing_entries(connection: sqlite3.Connection) -> list[ConceptEntry]:
    """All concepts, best first, whatever a run keeps of them in its outputs; none before a run."""
    decided = stored_decisions(connection)
    found = remarked(named_entries(connection), decided)
    return curated(found, [decided]) if decided else found
