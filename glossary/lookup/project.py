"""The glossary of a project as an index, kept in the cache folder until a run or a decision.

opened_project("out/corpus.sqlite") -> TermIndex
"""

import hashlib
import json
from pathlib import Path

from corpus.language.dictionary import dictionary_version
from corpus.store.project_file import Store
from corpus.support.cache import derived
from glossary.curation.decisions import dump
from glossary.curation.standing import standing_entries
from glossary.lookup.index import FORMAT, INDEX, TermIndex, new_terms, open_file, write
from glossary.project.project_tables import STAGE, load_names


def opened_project(path: str | Path) -> TermIndex:
    """The index of all that a project knows of terms: what its last run found, and decisions.

    Raises:
        StoreError: it is no project file.
    """
    with Store(path, must_exist=True) as store:
        connection = store.connection
        known = [
            FORMAT, dictionary_version(), store.stage(STAGE), load_names(connection),
            dump(connection),
        ]  # fmt: skip
        digest = hashlib.sha256(json.dumps(known, ensure_ascii=False).encode(errors="replace"))

        def build(folder: Path) -> None:
            entries = standing_entries(connection)
            write(folder / INDEX, ((entry, new_terms(entry)) for entry in entries))

        name = digest.hexdigest()[:32]
        return open_file(derived("glossary", name, build, say=False) / INDEX)
