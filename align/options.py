"""The options of a run and of an alignment, with their defaults.

Imports nothing heavy: the command line reads the defaults from here for ``--help``.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import UsageError
from corpus.model import Kind, Language, Quotations
from tmx.units.languages import ChineseScript, primary

MIN_SCORE = 0.8
"""Beads below this stay out of a memory. In cross-validation on novels .977 of the units above it
are exactly a gold bead, and .847 of the gold beads are kept; on essays .993 and .971, on academic
texts .997 and .987 (``bench/train_beads.py``)."""

COMPARABLE_MIN_SCORE = 0.995
"""Mined pairs below this never enter a memory. In cross-validation (``bench/train_mining.py``, two
sets of news among noise) .996 and .997 of the pairs above it are right, and where every other
translation was cut in half, as reports of one event often say half of the other, .994 and .995.
It costs: .32 and .35 of all right pairs are above it. From .98 on it would be .60 and .61, but of
the halved sets only .986 and .977 right."""

COMPARABLE_MIN_SCORE_WITH_VECTORS = 0.99
"""The same where sentence vectors are evidence, too (``bench/train_use.py``): .998 and .996 of the
pairs above it are right, .990 and .991 where every other translation was cut in half. Above it are
.51 and .55 of all right pairs."""

MIN_PROBABILITY = 0.2
"""Term pairs less probable than this stay out of a run's glossary. The probabilities err low (see
`glossary.extraction.extract`): below .2 stand mostly pieces of terms and of sentences."""


MOST_DAYS = 36_525
"""Of a window in time: a century, which is any."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the user knows beforehand of texts that are to be aligned.

    Attributes:
        memories: files of segments that translate each other; the lexical model learns from them.
        glossaries: files of terms; the lexical model learns from them, too.
        confirmed: bead file (for folders: folder of bead files) of beads that stay as they are.
        rejected: the same of beads that must not come back.
        anchor: regular expression of sentences that correspond (headings): see
            `align.guidance.anchors`.
        pivot: file (for folders: folder of files) of machine translations of one side.
        encoder: name or folder of a neural model that makes sentence vectors; empty for none.
        vectors: ``.npy`` files (for folders: folders of them) with the sentence vectors of the
            file named first and of the other one.
        furniture: files with the user's lists of page furniture.
        quotations: whether those in Chinese, and who said them, are parted.
    """

    memories: tuple[str | Path, ...] = ()
    glossaries: tuple[str | Path, ...] = ()
    confirmed: str | Path | None = None
    rejected: str | Path | None = None
    anchor: str = ""
    pivot: str | Path | None = None
    encoder: str = ""
    vectors: tuple[str | Path, str | Path] | None = None
    furniture: tuple[str | Path, ...] = ()
    quotations: Quotations = Quotations.PARTED


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a run.

    Attributes:
        source: language code of the memory's source side; names the direction.
        target: language code of its target side.
        min_score: beads below this stay out of the memory.
        include_comparable: let surely equal sentences of untranslated coverage in.
        order: of the glossary.
        min_probability: extracted term pairs below this stay out of the glossary.
        keep: how sure it must be that a terminologist keeps them (`glossary.entries.KEEP`).
        memories: files of segments that translate each other; they teach the alignment.
        glossaries: files of terms; they teach the alignment.
        script: of the Chinese in the memory; other than published, it is converted.
        split_by: "topic" writes a memory for each topic, too; "size" the memory in parts of
            `align.outputs.memories.PART` units, too.
        strip_paths: leave file names out of the memories.
        furniture: files that list what is page furniture (`corpus.cleaning.lists`).
        quotations: whether those in Chinese, and who said them, are parted.
        encoder: of sentence vectors as evidence for which sentences correspond: ``use``, or empty
            for none.
        window: days between documents that are compared (`align.documents.pairing.survey`).
        approximate: keep what the last full run found until the collection has grown by a tenth
            (`align.project.continuation`).

    Raises:
        UsageError: the codes are not one Chinese and one English one.
    """

    source: str = "zh-CN"
    target: str = "en-US"
    min_score: float = MIN_SCORE
    include_comparable: bool = False
    order: Literal["termlike", "frequent"] = "termlike"
    min_probability: float = MIN_PROBABILITY
    keep: Literal["sure", "likely", "all"] = "likely"
    memories: tuple[str | Path, ...] = ()
    glossaries: tuple[str | Path, ...] = ()
    script: ChineseScript = "published"
    split_by: Literal["", "topic", "size"] = ""
    strip_paths: bool = False
    furniture: tuple[str | Path, ...] = ()
    quotations: Quotations = Quotations.PARTED
    encoder: str = ""
    window: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        """Check the codes before any work is done."""
        source_language(self.source, self.target)

    @property
    def least_scores(self) -> dict[Kind, float]:
        """The lowest score that enters a memory, by kind; a kind that stays out has no entry."""
        least = {Kind.PARALLEL: self.min_score}
        if self.include_comparable:
            sure = COMPARABLE_MIN_SCORE_WITH_VECTORS if self.encoder else COMPARABLE_MIN_SCORE
            least[Kind.COMPARABLE] = max(self.min_score, sure)
        return least

    def signature(self) -> str:
        """What made the files of a run: version, dictionary, and the value of each option.

        Without file names where these are stripped.
        """
        values = asdict(self)
        if not self.encoder:
            del values["encoder"]
        if self.window is None:
            del values["window"]
        if not self.approximate:
            del values["approximate"]
        if self.strip_paths:
            values |= {"memories": (), "glossaries": (), "furniture": ()}
        return signature(
            *(f"{name}={_shown(value)}" for name, value in values.items() if value != ())
        )


def _shown(value: object) -> object:
    """The value of an option as text; a file by its name, which is the same on every machine."""
    return ",".join(Path(path).name for path in value) if isinstance(value, tuple) else value


def check_output(out: str | Path | None, *, as_json: bool) -> None:
    """Check that the result has somewhere to go.

    Raises:
        UsageError: neither in a file nor on stdout.
    """
    if not (out or as_json):
        raise UsageError("nowhere to put the result: give -o FILE, --json, or both")


def source_language(source: str, target: str) -> Language:
    """The language of the source code.

    Raises:
        UsageError: the codes are not one Chinese and one English one.
    """
    if {primary(source), primary(target)} != {*Language}:
        raise UsageError(
            f"--source {source} --target {target}: give one Chinese and one English code, "
            "for example zh-CN and en-US"
        )
    return Language(primary(source))


def first_language(source: str | None, target: str | None) -> Language | None:
    """The first file's language, if the user gave the codes.

    Raises:
        UsageError: only one of them, or as `source_language`.
    """
    if source is None and target is None:
        return None
    if source is None or target is None:
        raise UsageError("--source and --target go together")
    return source_language(source, target)


def signature(*chosen: str) -> str:
    """What made a file: program and dictionary version, and what was chosen."""
    from importlib.metadata import version

    from corpus.language.dictionary import dictionary_version

    return " ".join((f"duizhao {version('duizhao')} cc-cedict {dictionary_version()}", *chosen))
