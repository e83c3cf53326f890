"""The public sets of sentence alignment: how to get them, laid out as the benches take them.

    git clone https://github.com/bfsujason/aligner-eval
    git clone https://github.com/bfsujason/mac
    python bench/public_sets.py DATA/align --aligner-eval aligner-eval --mac mac
    python bench/public_sets.py DATA/align        # checks what is there

The folder gets mac-dev, mag, aca and bible, each with src/, tgt/ and gold/ (and mt/, machine
translations of src); it is what `bench/beads.py` and `bench/compare.py` take, and DATA what `make
bench-compare DATA=DATA` does. Both repositories are under GPL-3.0, and most of the texts are
copyrighted: they are for research, and no part of this project. Nothing is downloaded here. Every
file is compared with the digest of the one that our figures were measured on
(`public_sets.sha256`): of sentences without white space at their ends, of gold of its beads in
order, so that neither line ends nor the spelling of a bead matter. Exits with 1 if a file is
missing or differs, and names it.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

DIGESTS = Path(__file__).with_suffix(".sha256")
CHAPTERS = ("001", "002", "003", "004", "005", "006")


def digest(path: Path) -> str:
    """SHA-256 of what a file says."""
    lines = [line.strip() for line in path.read_text("utf-8").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if path.suffix == ".align":
        lines = sorted("".join(line.split()) for line in lines)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def expected() -> dict[str, str]:
    """The digest of every file, by its path below the folder."""
    rows = (line.split() for line in DIGESTS.read_text("utf-8").splitlines())
    return {path: value for value, path in rows}


def check(folder: Path) -> Iterator[str]:
    """What is missing or differs, a line each."""
    for path, value in expected().items():
        if not (folder / path).is_file():
            yield f"{folder / path}: missing"
        elif digest(folder / path) != value:
            yield f"{folder / path}: differs from the file that our figures were measured on"


def lay_out_aligner_eval(clone: Path, folder: Path) -> None:
    """Copy magazine articles, academic texts and the Bible."""
    for corpus, name in (("mag", "003"), ("aca", "001"), ("bible", "003")):
        data = clone / "data" / corpus
        copies = {
            data / "src" / name: f"src/{name}",
            data / "tgt" / name: f"tgt/{name}",
            data / "gold" / f"{name}.align": f"gold/{name}.align",
            data / "src" / f"{name}.trans": f"mt/{name}.trans",
            data / "src.verse": "src.verse",
            data / "tgt.verse": "tgt.verse",
            data / "zh.verse": "tgt.verse",  # as its README calls it
        }
        for source, target in copies.items():
            if source.is_file() and f"{corpus}/{target}" in expected():
                write(folder / corpus / target, source.read_text("utf-8"))


def lay_out_mac(clone: Path, folder: Path) -> None:
    """Turn the development set of MAC, from InterText's files, into sentences and beads."""
    data = clone / "dev" / "intertext"
    for name in CHAPTERS:
        links = data / f"dev-anno.{name}_zh.{name}_en.xml"
        sides = [data / f"dev-anno.{name}_{language}.xml" for language in ("zh", "en")]
        if not all(path.is_file() for path in (links, *sides)):
            continue
        numbers = []
        for path, side in zip(sides, ("src", "tgt"), strict=True):
            sentences = list(_parsed(path).iter("s"))
            numbers.append({each.get("id"): number for number, each in enumerate(sentences)})
            text = "".join(f"{' '.join(''.join(each.itertext()).split())}\n" for each in sentences)
            write(folder / "mac-dev" / side / name, text)
        beads = []
        for link in _parsed(links).iter("link"):
            english, _, chinese = link.get("xtargets", "").partition(";")
            zh = [numbers[0][each] for each in chinese.split()]
            en = [numbers[1][each] for each in english.split()]
            beads.append(f"{zh}:{en}\n")
        write(folder / "mac-dev" / "gold" / f"{name}.align", "".join(beads))


def _parsed(path: Path) -> ElementTree.Element:
    # From a repository that the user trusts; expat itself refuses entities that grow.
    return ElementTree.parse(path).getroot()  # noqa: S314


def write(path: Path, text: str) -> None:
    """A file in folders that need not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> int:
    """Lay out what is given, then check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--aligner-eval", type=Path, help="a clone of its repository")
    parser.add_argument("--mac", type=Path, help="a clone of its repository")
    args = parser.parse_args()
    if args.aligner_eval:
        lay_out_aligner_eval(args.aligner_eval, args.folder)
    if args.mac:
        lay_out_mac(args.mac, args.folder)
    faults = list(check(args.folder))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(expected()) - len(faults)} of {len(expected())} files are as measured")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
