"""Write down with which types the commands call kernels (no arguments).

To be run when a kernel, or what calls it, has changed; `tests/corpus/kernels/test_signatures.py`
says so. Runs the commands on the example set, with machine code from the cache folder and tables
made anew.
"""

import os
import tempfile
from pathlib import Path

import numba  # noqa: F401  (so that it is asked for all kernels)

from align.cli import app
from corpus.kernels.machine_code import asked
from corpus.kernels.signatures import FILE, text_of
from corpus.support.cache import cache_folder

ROOT = Path(__file__).parents[1]
COVERAGE = ROOT / "examples" / "coverage"
LONG = 10
"""Times that the lines of a text make one long enough for the search to stay in a band."""


def main() -> None:
    """Replace the file."""
    zh, en = COVERAGE / "zh" / "n20-0319-07.txt", COVERAGE / "en" / "2207.txt"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))
        os.environ["DUIZHAO_CACHE"] = str(folder / "cache")
        out = folder / "out"
        memory, glossary = out / "memory.tmx", out / "glossary.tsv"
        done("run", COVERAGE, "-o", out)
        of_a_run = list(asked)
        for side, path in (("zh", zh), ("en", en)):
            (folder / side).mkdir()
            (folder / side / "1.txt").write_text(path.read_text("utf-8"), "utf-8")
            lines = path.read_text("utf-8").split("\n")
            long = (line if line.strip() else str(k) for k, line in enumerate(LONG * lines))
            (folder / f"long.{side}").write_text("\n".join(long), "utf-8")
            rows = "".join(f"{k}\t{line}\n" for k, line in enumerate(lines) if line.strip())
            (folder / f"{side}.tsv").write_text(rows, "utf-8")
        for command in (
            ("run", COVERAGE, "-o", folder / "taught", "-m", memory, "-g", glossary),
            ("align", "pair", zh, en),
            ("align", "pair", zh, en, "-m", memory, "-g", glossary),
            ("align", "pair", folder / "long.zh", folder / "long.en", "--lines"),
            ("align", "batch", folder / "zh", folder / "en", "-o", folder / "batch"),
            ("align", "mine", folder / "zh.tsv", folder / "en.tsv", "-o", folder / "mined.tsv"),
            ("align", "mine", folder / "zh.tsv", folder / "en.tsv", "-o", folder / "mined.tsv",
             "--encoder", "use"),
            ("align", "documents", COVERAGE, "-o", folder / "documents.tsv"),
            ("align", "topics", COVERAGE, "-o", folder / "topics.tsv"),
            ("corpus", "segment", zh),
            ("glossary", "extract", memory, "-o", folder / "terms.tsv"),
            ("glossary", "lookup", "务实外交", "-g", glossary),
            ("glossary", "lookup", "务实外加", "-g", glossary, "--fuzzy"),
            ("glossary", "scan", zh, "-g", glossary),
            ("glossary", "scan", en, "-g", glossary),
            ("glossary", "check", memory, "-g", glossary, "--candidates"),
            ("glossary", "verify", glossary, "--against", memory),
            ("glossary", "for", zh, "-g", glossary),
            ("tmx", "lookup", "务实外交", "-m", memory),
            ("tmx", "validate", memory),
            ("tmx", "clean", memory, "-o", folder / "clean.tmx"),
        ):  # fmt: skip
            done(*command)
    others = [call for call in asked if call not in set(of_a_run)]
    FILE.write_text(text_of(of_a_run, others), "utf-8")
    print(f"{FILE.relative_to(ROOT)}: {len(of_a_run)} calls of a run, {len(others)} others")


def done(*arguments: object) -> None:
    """Run a command in this process."""
    print("duizhao", *arguments)
    try:
        app([*map(str, arguments)], standalone_mode=False)
    except SystemExit as ended:
        print(f"exit code {ended.code}")


if __name__ == "__main__":
    main()
