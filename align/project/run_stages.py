"""The stages of a run: what each is called, when it is up to date, and when it is skipped.

stages = Stages(store, jobs)
stages.do(RELATIONS, partial(relate, coverage), save_relations, inputs)
stages.do_by_topic(NEAR_MISSES, partial(near_misses, …), save_namings, topics, texts, terms)
stages.taken -> {name: Taken}           what each that was not skipped took
stages.late(RELATIONS) -> {id, ...}     documents to join to what is there; None: do all

A result is stored under a key: a hash of the values that it is computed from, of the version of the
dictionary, and of the fingerprint of the module that computes it (`corpus.support.fingerprint`). So
a stage is done again when its documents, its options, its code, its weights or a library have
changed. The next stage depends on the values that came of it: where they are the same as before,
that one is skipped all the same.
"""

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

from align.project.continuation import Continuation, consider, considered
from align.project.project_tables import save_topic_keys, topic_keys
from corpus.jobs import SERIAL, Jobs
from corpus.language.dictionary import dictionary_version
from corpus.model import Topic
from corpus.store.project_file import Store
from corpus.store.segmentation import RESTORED
from corpus.support.fingerprint import fingerprint
from corpus.support.progress import working
from corpus.workers.serving import cpu_seconds
from glossary.project.project_tables import STAGE as GLOSSARY

Found = TypeVar("Found")

RELATIONS = "relations"
BEADS, MINED, FRAGMENTS = "beads", "mined", "fragments"
LABELS = "labels"
SEVERAL_NAMES, NEAR_MISSES = "several names", "near misses"
"""The stages beside `glossary.project.project_tables.STAGE` and `RESTORED`."""
LABEL_WORDS = "label words"
"""The stage whose key names the documents whose words were counted for labels."""
TEACHERS = "teachers"
"""The stage whose key names the memories, glossaries and encoder that beads were aligned with."""

_DOING = {
    RELATIONS: "finding out which documents belong together",
    RESTORED: "looking for what only one side lost",
    MINED: "mining comparable documents",
    FRAGMENTS: "looking for clauses that correspond",
    GLOSSARY: "extracting terms",
}
"""What is shown at a terminal; beads have a bar of their own, the rest takes no time."""


class Taken(NamedTuple):
    """What a stage took: seconds by the clock, and of all processors together."""

    seconds: float
    cpu_seconds: float


class Stages:
    """The stages of one project.

    Args:
        store: holds the results, and the key that each was computed under.
        jobs: who does the work: what they take is counted.

    Attributes:
        taken: what each took that was done, by name in their order.
        continued: the last full run, if this one only adds to what it found.
    """

    def __init__(self, store: Store, jobs: Jobs = SERIAL) -> None:
        self._store = store
        self._jobs = jobs
        self._version = dictionary_version()
        self.taken: dict[str, Taken] = {}
        self.continued: Continuation | None = None

    def late(self, name: str) -> frozenset[str] | None:
        """The late documents that a stage has not considered; None if it is to do all."""
        if self.continued is None:
            return None
        return frozenset(self.continued.late) - considered(self._store.connection, name)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Note in `taken` what is taken by that which is done meanwhile."""
        start, cpu = time.perf_counter(), self._cpu_seconds()
        yield
        self.taken[name] = Taken(time.perf_counter() - start, self._cpu_seconds() - cpu)

    def do(
        self,
        name: str,
        compute: Callable[[], Found],
        save: Callable[[Connection, Found], None],
        *inputs: object,
    ) -> Found | None:
        """Compute and save a result in one transaction, unless the project file has it.

        Args:
            name: of the stage.
            compute: a function, or a `partial` of one, that stands in a module which imports what
                the result depends on, and little else.
            save: replaces what is stored, or in a run that goes on adds to it.
            inputs: all values that `compute` uses, as `key_of` takes them.

        Returns:
            What was computed; None if the project file had it.
        """
        key = key_of(code_of(compute), self._version, *inputs)
        if self.continued:
            key = key_of(key, self.continued.full, sorted(self.continued.late.items()))
        if self._store.stage(name) == key:
            return None
        with self.timed(name):
            with working(_DOING[name]) if name in _DOING else nullcontext():
                found = compute()
            with self._store.transaction() as connection:
                save(connection, found)
                if self.continued:
                    consider(connection, name, self.continued.late)
                self._store.finish_stage(name, key)
        return found

    def do_by_topic(
        self,
        name: str,
        compute: Callable[[Sequence[Topic]], Found],
        save: Callable[[Connection, Collection[int], Found], None],
        topics: Sequence[Topic],
        texts: Mapping[str, Sequence[str]],
        *common: object,
    ) -> None:
        """Compute and save a result of those topics alone that are not as they were last time.

        Args:
            name: of the stage.
            compute: as of `do`; takes the topics in question.
            save: replaces what is stored of the topics of these numbers; some may be gone.
            topics: all.
            texts: the sentences by document id: of a topic, the result depends on its own ones.
            common: what the result of every topic depends on besides, as `key_of` takes it.
        """
        made_by = key_of(code_of(compute), self._version, *common)
        keys = {
            topic.number: key_of(made_by, topic.documents, [texts[key] for key in topic.documents])
            for topic in topics
        }
        whole = key_of(keys)
        if self._store.stage(name) == whole:
            return
        done = topic_keys(self._store.connection, name) if self._store.stage(name) else {}
        others = [topic for topic in topics if done.get(topic.number) != keys[topic.number]]
        with self.timed(name):
            found = compute(others)
            with self._store.transaction() as connection:
                save(connection, {topic.number for topic in others} | done.keys() - keys, found)
                save_topic_keys(connection, name, keys)
                self._store.finish_stage(name, whole)

    def _cpu_seconds(self) -> float:
        """Of this process, of those that it has started and that have ended, and of workers."""
        return cpu_seconds() + self._jobs.cpu_seconds


def code_of(compute: Callable[..., object]) -> str:
    """The fingerprint of the module that a function, or a `partial` of one, stands in."""
    function = compute.func if isinstance(compute, partial) else compute
    return fingerprint(function.__module__)


def key_of(*parts: object) -> str:
    """A hash of values whose `repr` shows all they hold; parts that are no text item by item."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Mapping):
            items: Iterable[object] = part.items()
        else:
            items = part if isinstance(part, Iterable) and not isinstance(part, str) else [part]
        for item in items:
            digest.update(f"{item!r}\n".encode())
        digest.update(b"\n")
    return digest.hexdigest()
