"""Train the weights of mining with sentence vectors: align/weights/use.json, use_close_look.json.

    python bench/train_use.py BENCH

BENCH holds `mining/`. All as in `train_mining.py`, cross-validated in the same folds; the vectors
are those of ``--encoder use`` (the extra duizhao[vectors]).
"""

import argparse
import json
from pathlib import Path

from cross_fitting import L2
from train_mining import WEIGHTS, train_mining

from align.vectors.encoders import sentence_encoder


def main() -> None:
    """Train and write both files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    encoder = sentence_encoder("use")
    models = train_mining(parser.parse_args().bench / "mining", encoder)
    stored = {
        "provenance": "bench/train_use.py; dev-cn and dev-tw (NTREX-128 news, CC BY-SA 4.0, among "
        "sentences of other kinds), whole and sampled. Logistic regression, L2 "
        f"{L2} on standardised features. Vectors: {encoder.version}.",
        "models": dict(sorted(models.items())),
    }
    text = json.dumps(stored, indent=1, ensure_ascii=False)
    (WEIGHTS / "use.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
