"""Sentence alignment against gold and against other aligners, as one table.

    python bench/beads.py FOLDER [--lengths] [--calibration] [--alone] [--realign]

FOLDER holds mac-dev, mag, aca and bible (src/, tgt/, gold/). Each corpus is aligned by the command
`duizhao align batch --lines` with its defaults, a process of its own: CPU seconds and peak memory
are of the whole process, start-up included. The shipped weights were trained on mac-dev, mag and
aca, so those three rows say what users of such texts get, not what is to be expected of others: for
that see the cross-validated figures of bench/train_beads.py, printed beside them.

--lengths aligns 5,000 to 40,000 English sentences of the Bible (repeated where there are not
enough) and shows that time and memory grow linearly. --calibration prints how often beads of a
given score are right. --alone aligns every file of mac-dev in a process of its own, and compares
that with the same file in its collection: what is learnt on a run must not hurt a single short
document. --realign takes all beads of mag but twenty in a row as confirmed, and times the search
for those twenty through `align.Realigner`.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from align_data import Text, lines, load
from gold_scores import strict

from align import Judgements, Realigner, TextPair
from align.file_pairs.bead_files import FileBead, read_beads
from align.file_pairs.scoring import score_beads

# Strict F1 as published or measured by others on the same gold; none where unknown.
OTHERS = {
    "mac-dev": {"Gale-Church": 0.447, "hunalign": 0.641},
    "mag": {"Gale-Church": 0.912, "hunalign": 0.904, "Bleualign": 0.926},
    "aca": {"Gale-Church": 0.961, "hunalign": 0.969, "Bleualign": 0.976},
    "bible": {"Gale-Church": 0.739},
}
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True)
class Measured:
    """One process: its results, CPU seconds and peak resident memory in MB."""

    beads: dict[str, list[FileBead]]
    cpu: float
    peak: float


def align(source: Path, target: Path) -> Measured:
    """Align two folders by the command."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "align.cli", "align", "batch", "--lines"]
        root = Path(__file__).parent.parent
        process = subprocess.Popen(
            [*command, str(source), str(target), "-o", out], cwd=root, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{source}: the command failed with status {status}")
        beads = {path.stem: read_beads(path) for path in sorted(Path(out).iterdir())}
    return Measured(beads, usage.ru_utime + usage.ru_stime, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def lengths(folder: Path) -> None:
    """Time and memory for growing documents."""
    zh, en = lines(folder / "bible/tgt/003"), lines(folder / "bible/src/003")
    print("\nEnglish sentences   Chinese   CPU s   ms a sentence   peak MB")
    for count in (5_000, 10_000, 20_000, 40_000):
        times = -(-count // len(en))
        share = count / (times * len(en))
        with tempfile.TemporaryDirectory() as work:
            sides = Path(work, "en"), Path(work, "zh")
            size = 0
            for side, text in zip(sides, (en, zh), strict=True):
                side.mkdir()
                size = int(len(text) * times * share)
                (side / "1").write_text("\n".join((text * times)[:size]) + "\n", "utf-8")
            found = align(*sides)
        print(
            f"{count:17,} {size:9,} {found.cpu:7.1f} {1000 * found.cpu / count:15.2f} "
            f"{found.peak:9.0f}",
            flush=True,
        )


def alone(folder: Path, together: Measured, texts: list[Text]) -> None:
    """Each file by itself against the same file in its collection."""
    print("\nfile   alone F1   in its collection F1")
    for text in texts:
        gold = [FileBead(b.zh, b.en) for b in text.gold]
        with tempfile.TemporaryDirectory() as work:
            sides = Path(work, "src"), Path(work, "tgt")
            for side in sides:
                side.mkdir()
                shutil.copy(folder / side.name / text.name, side)
            by_itself = score_beads(align(*sides).beads[text.name], gold).f1
        among = score_beads(together.beads[text.name], gold).f1
        print(f"{text.name:6} {by_itself:8.3f} {among:20.3f}", flush=True)


def realigned(text: Text) -> None:
    """How long a search between confirmed beads takes."""
    realigner = Realigner(TextPair(text.zh, text.en))
    beads = realigner.beads
    times = []
    for first in range(20, len(beads) - 40, 20):
        judgements = Judgements((*beads[:first], *beads[first + 20 :]))
        before = time.process_time()
        realigner.realign(judgements)
        times.append(1000 * (time.process_time() - before))
    times.sort()
    middle, most = times[len(times) // 2], times[len(times) * 9 // 10]
    print(
        f"\n20 of {len(beads)} beads realigned between confirmed ones: "
        f"median {middle:.1f} CPU ms, nine of ten within {most:.1f}"
    )


def calibration(beads: list[tuple[float, bool]]) -> None:
    """How often beads of a score are right, and the expected calibration error."""
    print("\nscore         beads   mean score   right")
    error = 0.0
    for low, high in zip((0.0, *BANDS), BANDS, strict=False):
        band = [(score, right) for score, right in beads if low <= score < high]
        if band:
            mean = sum(score for score, _ in band) / len(band)
            share = sum(right for _, right in band) / len(band)
            error += abs(mean - share) * len(band) / len(beads)
            print(f"{low:.2f} - {min(high, 1):.2f} {len(band):8} {mean:12.3f} {share:7.3f}")
    print(f"expected calibration error {error:.3f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lengths", action="store_true")
    parser.add_argument("--calibration", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--realign", action="store_true")
    args = parser.parse_args()
    weights = json.loads(
        (Path(__file__).parent.parent / "align/weights/beads.json").read_text("utf-8")
    )
    held_out = weights["provenance"]["cross-validated"]
    print(
        "corpus       P     R     F1   cross-validated   CPU s  peak MB  sentences/s   others (F1)"
    )
    judged: list[tuple[float, bool]] = []
    for corpus, others in OTHERS.items():
        texts = load(args.folder, corpus)
        found = align(args.folder / corpus / "src", args.folder / corpus / "tgt")
        score = strict(args.folder, corpus, found.beads, texts)
        sentences = sum(len(t.zh) + len(t.en) for t in texts)
        own = held_out.get(f"learnt {corpus}", {}).get("F1")
        speed = sentences / found.cpu
        print(
            f"{corpus:9} {score.precision:.3f} {score.recall:.3f} {score.f1:.3f} "
            f"{own or '      ':>17} {found.cpu:7.1f} {found.peak:8.0f} {speed:12,.0f}"
            f"   {', '.join(f'{name} {f1:.3f}' for name, f1 in others.items())}",
            flush=True,
        )
        if args.alone and corpus == "mac-dev":
            single = found, texts
        if args.realign and corpus == "mag":
            realignable = texts[0]
        if corpus != "bible":
            for text in texts:
                gold = {tuple(sorted((b.zh, b.en))) for b in text.gold}
                judged += [
                    (bead.score or 0.0, tuple(sorted((bead.left, bead.right))) in gold)
                    for bead in found.beads[text.name]
                ]
    if args.calibration:
        calibration(judged)
    if args.alone:
        alone(args.folder / "mac-dev", *single)
    if args.realign:
        realigned(realignable)
    if args.lengths:
        lengths(args.folder)


if __name__ == "__main__":
    main()
