"""Train the weights of mining, document pairs, translations, topics: align/weights/coverage.json.

    python bench/train_coverage.py BENCH [--only mining|documents|translations] [-o FILE]

BENCH is the folder of development data (`mining/`, `topics/`, `align/`, `open/`). Everything is
cross-validated: in five folds, by sentence pair (mining), by event (documents), by text
(translations); the figures of the cross-validation are printed, the weights that are written were
fitted to all of it. The same input gives the same file.
"""

import argparse
import json
from pathlib import Path

from cross_fitting import L2
from train_events import compare, report, train
from train_mining import train_mining
from train_translations import train_translations

from align.documents.events.links import KINDS, scores


def main() -> None:
    """Train what was asked for and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--only", choices=["mining", "documents", "translations"])
    parser.add_argument("-o", "--output", type=Path, default=Path("align/weights/coverage.json"))
    options = parser.parse_args()
    stored = json.loads(options.output.read_text("utf-8")) if options.output.exists() else {}
    models = stored.get("models", {})
    if options.only in (None, "mining"):
        models |= train_mining(options.bench / "mining")
    usual = stored.get("usual", {})
    if options.only in (None, "translations"):
        models |= train_translations(options.bench)
    if options.only in (None, "documents"):
        sets = compare(options.bench / "topics")
        trained = train(sets)
        report(sets, trained)
        models |= trained.models
        usual |= {
            f"events: {kind}": dict(
                zip(scores(kind), trained.usual[f"events: {kind}"].tolist(), strict=True)
            )
            for kind in KINDS
        }
    stored = {
        "provenance": "bench/train_coverage.py; mining: dev-cn and dev-tw, whole and sampled; "
        "documents: the topics folder (NTREX-128 news, CC BY-SA 4.0); translations: passages of "
        "those, of aligned magazine, academic and literary texts, a Bible, and Taiwan's statutes "
        "(Ministry of Justice). Logistic regression, "
        f"L2 {L2} on standardised features.",
        "models": dict(sorted(models.items())),
        "usual": dict(sorted(usual.items())),
    }
    options.output.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
