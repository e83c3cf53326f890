"""Learn glossary/extraction/ranking/term_weights.json: python bench/term_weights.py FOLDER.

FOLDER holds ``terms/tico`` (tico-19's terminologies, CC0), ``align/aca``, ``align/mag`` and
``topics/full-cn`` (news of NTREX-128): the texts that `term_labels.tsv` names sentences of. Two
models over `glossary.extraction.ranking.features.FEATURES` (see
`glossary.extraction.ranking.rankers`):

score        the listed terms against all other candidates of their sentences, and tico's gold
             pairs against its other candidates: is it a term
probability  listed terms among the candidates of their sentences that share a term with one: is
             the pair right. Gold pairs teach nothing here, for a gold list has one of several
             right renderings. Calibrated out of fold

Prints the models' figures in two-fold cross-validation by Chinese term. Needs scikit-learn.
"""

import ast
import json
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from corpus.kernels.arrays import Doubles, Flags, Floats, Ints, Longs
from glossary.analysis.person_names import find_names
from glossary.analysis.tokens import chinese_text, english_form, english_text
from glossary.extraction.parallel import FREQUENCY_SHARE, strengths
from glossary.extraction.ranking.features import FEATURES, features
from glossary.extraction.word_alignment.candidates import find_candidates
from glossary.wordforms.normal import normal_en, normal_zh
from tmx import pairs

TREES = {"score": (100, 10), "probability": (50, 6)}
"""How many trees of how many leaves."""
RATE = 0.12
RIDGE = 0.003
"""scikit-learn's C of the linear part: strong, for 1,500 positives of four kinds of text."""
NEGATIVE_SHARE = 4.0
"""The negatives weigh four times the positives: so scores spread between 0 and 1."""
GOLD_SHARE = 0.5
"""Weight of tico's gold pairs beside listed ones: they are frequent words for the most part."""
NEGATIVES = 25_000  # sampled of those that share no term with tico's gold
RANDOM = np.random.default_rng(0)

Pair = tuple[str, str]


@dataclass
class Text:
    """Candidates of one text: features, and what is known of them.

    Attributes:
        matrix: standard features.
        count: sentence pairs that show each.
        zh: Chinese type of each candidate.
        en: English type of each.
        fold: 0 or 1, by Chinese term.
        listed: -1 if it stands in no labelled sentence, 1 if it is a listed term, else 0.
        gold: whether it is a gold pair.
        near: whether a side of it is a gold term.
        forms: normal forms of each candidate.
    """

    matrix: Floats
    count: Ints
    zh: Ints
    en: Ints
    fold: Longs
    listed: NDArray[np.int8]
    gold: Flags
    near: Flags
    forms: list[Pair]


def beads(folder: Path, name: str) -> list[Pair]:
    """(zh, en) of the gold beads of an alignment set whose source is English."""
    lines = {
        side: (folder / side / name).read_text("utf-8").splitlines() for side in ("src", "tgt")
    }
    found = []
    for line in (folder / "gold" / f"{name}.align").read_text("utf-8").splitlines():
        en, zh = (ast.literal_eval(part) for part in line.split(":")[:2])
        if en and zh:
            found.append(
                ("".join(lines["tgt"][k] for k in zh), " ".join(lines["src"][k] for k in en))
            )
    return found


def stories(folder: Path) -> list[Pair]:
    """(zh, en) of documents that translate each other line by line."""
    found: list[Pair] = []
    for line in (folder / "gold.tsv").read_text("utf-8").splitlines():
        zh, en = line.split("\t")[:2]
        sides = (
            [text for text in path.read_text("utf-8").splitlines() if text.strip()]
            for path in (folder / "zh" / zh, folder / "en" / en)
        )
        found += zip(*sides, strict=True)
    return found


def labels() -> dict[tuple[str, int], set[Pair]]:
    """(set, CRC-32 of the English sentence) -> the terms listed for it."""
    found = {}
    path = Path(__file__).parent / "term_labels.tsv"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, crc, terms = line.split("\t")
            listed = (term.split("=") for term in terms.split("|") if term)
            found[name, int(crc, 16)] = {(normal_zh(zh), normal_en(en)) for zh, en in listed}
    return found


def gold_pairs(path: Path) -> set[Pair]:
    """The (zh, en) pairs of a gold file, in our normal forms."""
    found = set()
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            for pair in line.split("\t")[3].split("|"):
                zh, _, en = pair.rpartition(":")[0].partition("=")
                found.add((normal_zh(zh), normal_en(en)))
    return found


def text(name: str, sentences: Iterable[Pair], gold: set[Pair]) -> Text:
    """The candidates of a text with labels."""
    units = sorted({(zh, en) for zh, en in sentences if zh.strip() and en.strip()})
    names = sorted({name for zh, en in units for name in find_names([zh], [en])})
    zh = chinese_text([unit[0] for unit in units], [name for name, _ in names])
    en = english_text([unit[1] for unit in units])
    links = [(name, part) for name, form in names for part in english_form(form).split()]
    found = find_candidates(zh, en, links)
    zh_forms = [normal_zh(term) for term in found.zh_terms]
    en_forms = [normal_en(term) for term in found.en_terms]
    forms = [
        (zh_forms[a], en_forms[b])
        for a, b in zip(found.zh.tolist(), found.en.tolist(), strict=True)
    ]
    known = labels()
    of_sentence = [known.get((name, zlib.crc32(unit[1].encode()))) for unit in units]
    listed = np.full(len(found), -1, np.int8)
    rows = np.repeat(np.arange(len(found)), np.diff(found.rows))
    for row, sentence in zip(rows.tolist(), found.pairs.tolist(), strict=True):
        terms = of_sentence[sentence]
        if terms is not None:
            listed[row] = max(int(listed[row]), int(forms[row] in terms))
    zh_gold, en_gold = {pair[0] for pair in gold}, {pair[1] for pair in gold}
    matrix = features(zh, en, found)
    print(name, len(units), "units", len(found), "candidates", (listed == 1).sum(), "listed")
    return Text(
        matrix=matrix,
        count=found.count,
        zh=found.zh,
        en=found.en,
        fold=np.array([zlib.crc32(term.encode()) % 2 for term in found.zh_terms])[found.zh],
        listed=listed,
        gold=np.array([pair in gold for pair in forms], np.bool_),
        near=np.array([zh in zh_gold or en in en_gold for zh, en in forms], np.bool_),
        forms=forms,
    )


def lessons(name: str, texts: list[Text], without: int) -> tuple[NDArray[Any], Flags, Doubles]:
    """What a model learns from without a fold (-1: from all): features, right or not, weights."""
    parts: list[tuple[NDArray[Any], Flags, Doubles]] = []
    for one in texts:
        use = one.fold != without
        rows = np.flatnonzero((one.listed >= 0) & use)
        right = one.listed[rows] == 1
        if name == "probability":
            zh, en = (set(side[rows[right]].tolist()) for side in (one.zh, one.en))
            kept = [one.zh[k] in zh or one.en[k] in en for k in rows]
            rows, right = rows[kept], right[kept]
            parts.append((one.matrix[rows], right, np.ones(len(rows))))
            continue
        parts.append((one.matrix[rows], right, _balanced(right)))
        near = np.flatnonzero(one.near & use)
        if len(near):
            far = RANDOM.permutation(np.flatnonzero(~one.near & use))[:NEGATIVES]
            rows = np.concatenate([near, far])
            right = one.gold[rows]
            parts.append((one.matrix[rows], right, GOLD_SHARE * _balanced(right)))
    matrices, rights, weights = zip(*parts, strict=True)
    return np.vstack(matrices), np.concatenate(rights), np.concatenate(weights)


def _balanced(right: Flags) -> Doubles:
    return np.where(right, 1.0, NEGATIVE_SHARE * right.sum() / max(1, (~right).sum()))


def squared(matrix: NDArray[Any]) -> NDArray[Any]:
    """The features, and their squares, as `glossary.extraction.ranking.rankers.Model` has them."""
    return np.hstack([matrix, np.clip(matrix, -3, 3) ** 2])


class Learnt:
    """A model in scikit-learn's terms."""

    def __init__(self, name: str, texts: list[Text], without: int = -1) -> None:
        trees, leaves = TREES[name]
        lesson = lessons(name, texts, without)
        self.boosted = HistGradientBoostingClassifier(
            max_iter=trees, max_leaf_nodes=leaves, learning_rate=RATE, l2_regularization=10,
            min_samples_leaf=30, max_bins=64, random_state=0,
        ).fit(*lesson)  # fmt: skip
        self.linear = LogisticRegression(C=RIDGE, max_iter=300).fit(squared(lesson[0]), *lesson[1:])

    def logits(self, matrix: NDArray[Any]) -> Doubles:
        """The log-odds of each row."""
        linear = self.linear.decision_function(squared(matrix))
        return np.asarray(self.boosted.decision_function(matrix) + linear)

    def stored(self, calibration: Doubles) -> dict[str, Any]:
        """As ``term_weights.json`` has it."""
        weights = self.linear.coef_[0].reshape(2, -1).T
        base = float(np.ravel(self.boosted._baseline_prediction)[0])
        return {
            "intercept": round(base + float(self.linear.intercept_[0]), 4),
            "calibration": [round(float(value), 4) for value in calibration],
            "weights": {
                name: [round(float(v), 4) for v in row]
                for name, row in zip(FEATURES, weights, strict=True)
            },
            "trees": [_tree(one[0].nodes, 0) for one in self.boosted._predictors],
        }


def _tree(nodes: NDArray[Any], at: int) -> float | list[Any]:
    """A tree as nested lists: feature, threshold, tree for less or equal, tree for more."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    return [
        FEATURES[node["feature_idx"]],
        round(float(node["num_threshold"]), 3),
        _tree(nodes, int(node["left"])),
        _tree(nodes, int(node["right"])),
    ]


def calibrated(logits: Doubles, right: Flags) -> Doubles:
    """Slope and offset that make logits those of probabilities (J. Platt, 1999)."""

    def loss(values: Doubles) -> float:
        margin = (2 * right - 1) * (values[0] * logits + values[1])
        return float(np.logaddexp(0, -margin).sum())

    return np.asarray(minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x)


def calibration_error(probability: Doubles, right: Flags) -> float:
    """Mean distance of predicted and actual share in ten bins, weighted by their size (ECE)."""
    bins = np.minimum((probability * 10).astype(int), 9)
    size = np.bincount(bins, minlength=10)
    gap = np.bincount(bins, probability - right, minlength=10)
    return float(np.abs(gap).sum() / size.sum())


def recall(one: Text, strength: Doubles, concepts: list[set[Pair]]) -> str:
    """Recall at some cuts, and how often the first rendering of a gold term is a gold one."""
    rank: dict[Pair, int] = {}
    first: dict[str, str] = {}
    for row in np.argsort(-strength, kind="stable").tolist():
        pair = one.forms[row]
        rank.setdefault(pair, len(rank))
        first.setdefault(*pair)
    best = [min((rank[p] for p in c if p in rank), default=len(rank)) for c in concepts]
    gold: dict[str, set[str]] = {}
    for zh, en in (pair for concept in concepts for pair in concept):
        gold.setdefault(zh, set()).add(en)
    shown = [zh for zh in gold if zh in first]
    right = sum(first[zh] in gold[zh] for zh in shown) / max(1, len(shown))
    found = [sum(b < cut for b in best) / len(best) for cut in (500, 1000, 2000, 5000, len(rank))]
    return " ".join(f"{value:.3f}" for value in (*found, right))


def main(folder: Path) -> None:
    """Learn, print cross-validated figures, write the file."""
    tico = folder / "terms" / "tico"
    gold = gold_pairs(tico / "gold.dev.tsv")
    units = [(pair.zh, pair.en) for pair in pairs(tico / "corpus.tmx")]
    texts = [
        text("tico", units, gold),
        text("ntrex", stories(folder / "topics" / "full-cn"), set()),
        text("aca", beads(folder / "align" / "aca", "001"), set()),
        text("mag", beads(folder / "align" / "mag", "003"), set()),
    ]
    scale = [
        (
            np.mean([t.matrix[:, k].mean() for t in texts]),
            np.mean([t.matrix[:, k].std() for t in texts]),
        )
        for k in range(len(FEATURES))
    ]
    for one in texts:
        spread = one.matrix.std(axis=0) + 1e-6
        one.matrix = np.clip((one.matrix - one.matrix.mean(axis=0)) / spread, -4, 4)
    held_out: dict[str, list[Doubles]] = {}
    for name in TREES:
        folds = [Learnt(name, texts, without) for without in (0, 1)]
        held_out[name] = [
            np.where(one.fold == 0, *(fold.logits(one.matrix) for fold in folds)) for one in texts
        ]
    concepts = [
        {(normal_zh(zh), normal_en(en)) for zh, en in concept} for concept in _concepts(tico)
    ]
    for order, share in FREQUENCY_SHARE.items():
        termhood = held_out["score"][0] + share * np.log(texts[0].count)
        strength = strengths(texts[0].zh, termhood, held_out["probability"][0])
        print("tico", order, recall(texts[0], strength, concepts))
    logits, right = _judged(texts, held_out["probability"])
    slopes = calibrated(logits, right)
    probability = 1 / (1 + np.exp(-(slopes[0] * logits + slopes[1])))
    error = calibration_error(probability, right)
    print(f"probability: {len(right)} judged, {right.mean():.2f} right, ECE {error:.3f}")
    stored = {
        "provenance": f"bench/term_weights.py on tico-19 (CC0) with {int(texts[0].gold.sum())} "
        f"gold pairs, and on {sum(int((t.listed == 1).sum()) for t in texts)} pairs that "
        "bench/term_labels.tsv lists in tico-19, NTREX-128 and the aca and mag sets",
        "form": "features: mean, scale. weights: of the feature, of its square. trees: feature, "
        "threshold, what to add if at most that, and if more",
        "features": {
            name: [round(float(v), 4) for v in row]
            for name, row in zip(FEATURES, scale, strict=True)
        },
        "score": Learnt("score", texts).stored(np.array([1.0, 0.0])),
        "probability": Learnt("probability", texts).stored(slopes),
    }
    path = (
        Path(__file__).parent.parent / "glossary" / "extraction" / "ranking" / "term_weights.json"
    )
    path.write_text(written(stored) + "\n", "utf-8")


def _concepts(folder: Path) -> list[set[Pair]]:
    lines = (folder / "gold.dev.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t")[3].split("|") for line in lines if not line.startswith("#")]
    return [
        {(zh, en) for zh, _, en in (c.rpartition(":")[0].partition("=") for c in row)}
        for row in cells
    ]


def _judged(texts: list[Text], logits: list[Doubles]) -> tuple[Doubles, Flags]:
    """Logits and truth of the candidates that share a term with one listed in their sentence."""
    found = []
    for one, values in zip(texts, logits, strict=True):
        rows = np.flatnonzero(one.listed >= 0)
        right = one.listed[rows] == 1
        zh, en = (set(side[rows[right]].tolist()) for side in (one.zh, one.en))
        kept = [one.zh[k] in zh or one.en[k] in en for k in rows]
        found.append((values[rows[kept]], right[kept]))
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def written(stored: dict[str, Any]) -> str:
    """JSON with a line for each feature, and for each tree."""
    lines = []
    for key, value in stored.items():
        if isinstance(value, str):
            lines.append(f" {json.dumps(key)}: {json.dumps(value)}")
            continue
        inner = []
        for name, item in value.items():
            if name == "trees":
                rows = ",\n   ".join(json.dumps(tree) for tree in item)
                inner.append(f'  "trees": [\n   {rows}\n  ]')
            elif name == "weights":
                rows = ",\n   ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in item.items())
                inner.append(f'  "weights": {{\n   {rows}\n  }}')
            else:
                inner.append(f"  {json.dumps(name)}: {json.dumps(item)}")
        lines.append(f" {json.dumps(key)}: {{\n" + ",\n".join(inner) + "\n }")
    return "{\n" + ",\n".join(lines) + "\n}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
