"""How right the clause pairs of comparable text are, on sentence pairs hidden in longer sentences.

    python bench/fragments.py BENCH/mining [--share 8] [--encoder use]
    python bench/fragments.py BENCH/topics --expressions

FOLDER holds sets of sentences with gold (``dev-*/zh-en.zh``, ``.en``, ``.gold``). Each sentence of
a gold pair is joined by a comma to a stranger, before or behind it, so that only a part
corresponds. A proposal is right if most of both its clauses lies in one gold pair; that the
clauses of a pair may be matched crosswise within it is not seen: read the examples (``--show``).

With ``--expressions``: clauses that only a fixed expression joins, in translated documents
(``full-*``; right if they lie in sentences of the same number) and in halves of one event that
share no sentence (``half*``: all wrong).
"""

import argparse
import random
from pathlib import Path

from train_mining import mining_sets

from align.evidence.clauses import clauses
from align.mining.expressions import shared_expressions
from align.mining.fragments import find_fragments
from align.vectors.universal import UniversalEncoder
from corpus.model import Language, Sentence

MARKS = "。！？.!?"
LEVELS = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3)


def hidden(
    texts: list[str], gold: list[int], language: Language, seed: int
) -> tuple[list[Sentence], dict[int, tuple[int, tuple[int, int]]]]:
    """Sentences of one document; of those that hide a gold sentence its number and place."""
    chance = random.Random(seed)  # noqa: S311  (repeatable, no secret)
    strangers = [text for k, text in enumerate(texts) if k not in set(gold)]
    chance.shuffle(strangers)
    joint = "，" if language is Language.ZH else ", "
    sentences, places = [], {}
    for number, k in enumerate(gold[: len(strangers)]):
        parts = [texts[k], strangers.pop()]
        if late := chance.random() < 0.5:
            parts.reverse()
        first = parts[0].rstrip(MARKS) + joint
        whole = first + parts[1]
        places[number] = number, (len(first), len(whole)) if late else (0, len(first))
        sentences.append(whole)
    sentences += strangers
    return [Sentence(language, k, 0, 0, text) for k, text in enumerate(sentences)], places


def inside(span: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether most of a span lies in a place."""
    common = min(span[1], place[1]) - max(span[0], place[0])
    return 2 * common > span[1] - span[0]


def by_expression(topics: Path) -> None:
    """How many clause pairs a shared expression proposes, and how many are right."""
    for folder in sorted([*topics.glob("full-*"), *topics.glob("half*")]):
        proposed = right = 0
        for line in (folder / "gold.tsv").read_text("utf-8").splitlines():
            zh, en = (
                [
                    (number, text[slice(*span)])
                    for number, text in enumerate(
                        (folder / part / name).read_text("utf-8").split("\n")
                    )
                    for span in clauses(text, language)
                ]
                for part, name, language in zip(
                    ("zh", "en"), line.split("\t"), Language, strict=False
                )
            )
            pairs = shared_expressions([text for _, text in zh], [text for _, text in en])
            proposed += len(pairs)
            if folder.name.startswith("full"):
                right += sum(zh[i][0] == en[j][0] for i, j in pairs)
        print(f"{folder.name}: {right} of {proposed} right")


def main() -> None:
    """Print precision and recall by score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=int, default=8, help="one sentence in so many")
    parser.add_argument("--show", type=int, default=0, help="print so many proposals")
    parser.add_argument("--expressions", action="store_true")
    parser.add_argument("--encoder", choices=["use"], help="with sentence vectors")
    asked = parser.parse_args()
    encoder = UniversalEncoder() if asked.encoder else None
    if asked.expressions:
        by_expression(asked.folder)
        return
    for each in mining_sets(asked.folder):
        if not each.name.endswith(f"/{asked.share}"):
            continue
        pairs = sorted(each.gold)
        zh, zh_places = hidden(each.zh, [i for i, _ in pairs], Language.ZH, 1)
        en, en_places = hidden(each.en, [j for _, j in pairs], Language.EN, 2)
        key = Language.ZH.value, Language.EN.value
        sides = {key[0]: zh, key[1]: en}
        found = find_fragments([key], sides, {}, LEVELS[-1], encoder)[key]
        judged = []
        for f in found:
            one, other = zh_places.get(f.zh), en_places.get(f.en)
            right = (
                one is not None
                and other is not None
                and one[0] == other[0]
                and inside(f.zh_span, one[1])
                and inside(f.en_span, other[1])
            )
            judged.append((f, right))
        hiding = min(len(zh_places), len(en_places))
        print(f"{each.name}: {hiding} pairs hidden among {len(zh)} and {len(en)} sentences")
        for level in LEVELS:
            kept = [(f, right) for f, right in judged if f.score >= level]
            good = [f for f, right in kept if right]
            recall = len({f.zh for f in good}) / hiding
            print(
                f"  from {level:.2f}: {len(kept):4} proposed, precision "
                f"{len(good) / max(1, len(kept)):.3f}, recall {recall:.3f}"
            )
        for f, right in sorted(judged, key=lambda item: -item[0].score)[: asked.show]:
            both = zh[f.zh].text[slice(*f.zh_span)], en[f.en].text[slice(*f.en_span)]
            print(f"  {f.score:.2f} {'right' if right else 'WRONG'}", *both, sep=" | ")


if __name__ == "__main__":
    main()
