"""A trial of the review by a person: 30 faults planted among 300 beads, and what became of them.

python bench/review_trial.py make OUT KEY.json [--seed 1]    then: duizhao review OUT
python bench/review_trial.py score OUT KEY.json

The two documents are made up (a year of a harbour), in Chinese and English. Most faults are weak,
as errors of the machine are; some are not, and some weak beads are right. Whoever takes the trial
gets OUT and not the key. `score` says which faults are mended, which are not, what was right and is
not any more, how long it took from the first operation to the last, and how many operations.
"""

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from align.decisions import sheets
from align.decisions.reviewing import BeadReview
from align.project import project_tables
from corpus.model import Bead, DocumentPair, Kind, Language, Topic
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT

BEADS, IN_PARAGRAPH = 300, 6
FAULTS = {"border": 8, "merged": 6, "split": 6, "shifted": 5, "no counterpart": 5}
"""Kinds of faults, and how many of each: the errors that alignments of translations have."""
SURE_FAULTS, WEAK_RIGHT = 3, 40

_PLACES = (
    ("北礁", "North Reef"), ("鹤嘴湾", "Crane Bay"), ("石塘", "Shitang"),
    ("双桅岛", "Two-Mast Island"), ("盐田口", "Salt Pan Gate"), ("老船坞", "the Old Dock"),
    ("青螺洲", "Snail Islet"), ("东堤", "the East Pier"), ("望潮村", "Tidewatch Village"),
    ("柳港", "Willow Harbour"),
)  # fmt: skip
_PEOPLE = (
    ("韩晓渡", "Han Xiaodu"), ("罗静仪", "Luo Jingyi"), ("卫长海", "Wei Changhai"),
    ("祝青禾", "Zhu Qinghe"), ("陶望舒", "Tao Wangshu"), ("贺兰舟", "He Lanzhou"),
)  # fmt: skip
_FRAMES = (
    (
        "{m}月{d}日，{p}的渡轮停航{n}小时。",
        "On {d} {month} the {q} ferry was out of service for {n} hours.",
    ),
    ("港务员{w}在{p}记下了{n}艘渔船。", "Harbour clerk {x} counted {n} fishing boats at {q}."),
    ("{p}的灯塔更换了第{n}号透镜。", "The lighthouse at {q} had lens number {n} replaced."),
    (
        "{w}说，{p}今年要种{n}棵木麻黄。",
        "{x} said {n} casuarinas would be planted at {q} this year.",
    ),
    ("大风把{n}只浮标吹到了{p}。", "The gale carried {n} buoys to {q}."),
    ("{p}的学生用{n}天学会了打旗语。", "Pupils at {q} learned flag signals in {n} days."),
    ("海关在{p}查验了{n}箱茶叶。", "Customs inspected {n} crates of tea at {q}."),
    ("{w}的拖船在{p}救起{n}名水手。", "The tug of {x} rescued {n} sailors off {q}."),
    ("{p}的潮位比去年高{n}厘米。", "The tide at {q} stood {n} centimetres higher than last year."),
    ("修船厂欠{p}的木匠{n}天工钱。", "The shipyard owed the carpenters of {q} {n} days of wages."),
    ("{m}月，{p}卖出{n}吨海带。", "In {month}, {q} sold {n} tonnes of kelp."),
    (
        "{w}把{n}页航海日志寄给了{p}的档案馆。",
        "{x} sent {n} pages of logbooks to the archive at {q}.",
    ),
)
_ASIDES_ZH = ("当天没有雾。", "此事没有上报。", "算盘也借走了。", "码头上很安静。")
_ASIDES_EN = (
    "Nobody wrote down why.", "The gulls did not mind.", "The ink had frozen again.",
    "A dog slept through it all.",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass
class Text:
    """The two documents and their right beads, as numbers of sentences."""

    zh: list[str]
    en: list[str]
    beads: list[tuple[list[int], list[int]]]


def text(chance: random.Random) -> Text:
    """A year of a harbour in both languages: beads of one or two sentences, some of one side."""
    made = Text([], [], [])
    for number in range(BEADS):
        zh, en = _sentences(chance, number)
        first = len(made.zh), len(made.en)
        made.zh += zh
        made.en += en
        made.beads.append(
            (list(range(first[0], len(made.zh))), list(range(first[1], len(made.en))))
        )
    return made


def _sentences(chance: random.Random, number: int) -> tuple[list[str], list[str]]:
    kind = number % 40
    if kind == 20:
        return [chance.choice(_ASIDES_ZH)], []
    if kind == 21:
        return [], [chance.choice(_ASIDES_EN)]
    zh, en = _pair(chance)
    if kind % 9 == 4:
        more = f"The report, entry {number + 100}, was short."
        return [f"{zh[:-1]}，第{number + 100}号报告很短。"], [en, more]
    if kind % 14 == 6:
        return [zh, f"编号是{number + 500}。"], [f"{en[:-1]} (entry {number + 500})."]
    return [zh], [en]


def _pair(chance: random.Random) -> tuple[str, str]:
    zh, en = chance.choice(_FRAMES)
    (p, q), (w, x) = chance.choice(_PLACES), chance.choice(_PEOPLE)
    m, d, n = chance.randint(1, 12), chance.randint(1, 28), chance.randint(3, 97)
    slots = {"p": p, "q": q, "w": w, "x": x, "m": m, "d": d, "n": n, "month": _MONTHS[m - 1]}
    return zh.format(**slots), en.format(**slots)


_Beads = list[tuple[list[int], list[int]]]


def planted(made: Text, chance: random.Random) -> list[tuple[_Beads, str]]:
    """The beads with faults among them: stretches of beads, and the kind of fault (or nothing)."""
    where: dict[int, tuple[str, _Beads]] = {}
    taken: set[int] = set()
    possible = {
        kind: [
            (place, wrong)
            for place in range(BEADS - 1)
            if (wrong := _faulty(kind, *made.beads[place : place + 2])) is not None
        ]
        for kind in FAULTS
    }
    for kind in sorted(FAULTS, key=lambda each: len(possible[each])):  # the rarest first
        left = FAULTS[kind]
        for place, wrong in chance.sample(possible[kind], len(possible[kind])):
            if left and not taken & set(range(place - 1, place + 3)):
                where[place] = kind, wrong
                taken |= {place, place + 1}
                left -= 1
        if left:
            raise ValueError(f"no place for {left} of {kind}")
    found: list[tuple[_Beads, str]] = []
    place = 0
    while place < BEADS:
        kind, wrong = where.get(place, ("", [made.beads[place]]))
        found.append((wrong, kind))
        place += 2 if kind and kind != "split" else 1
    return found


def _faulty(
    kind: str, one: tuple[list[int], list[int]], two: tuple[list[int], list[int]]
) -> _Beads | None:
    """Wrong beads for one or two right ones; None where this fault cannot be."""
    (zh, en), (zh2, en2) = one, two
    both = zh and en and zh2 and en2
    if kind == "border" and both and len(en2) > 1:
        return [(zh, en + en2[:1]), (zh2, en2[1:])]
    if kind == "merged" and both and len(zh + zh2 + en + en2) == 4:
        return [(zh + zh2, en + en2)]
    if kind == "split" and len(zh) + len(en) == 3 and zh and en:
        return [(zh[:1], en[:1]), (zh[1:], en[1:])]
    if kind == "shifted" and both and len(zh + zh2 + en + en2) == 4:
        return [(zh, []), (zh2, en), ([], en2)]
    if kind == "no counterpart" and zh and not en and en2 and not zh2:
        return [(zh, en2)]
    return None


def make(out: Path, key: Path, seed: int) -> None:
    """Write the project and the key."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    made = text(chance)
    beads: list[Bead] = []
    faults = []
    stretches = planted(made, chance)
    sure = set(chance.sample([k for k, (_, kind) in enumerate(stretches) if kind], SURE_FAULTS))
    weak = set(chance.sample([k for k, (_, kind) in enumerate(stretches) if not kind], WEAK_RIGHT))
    first = 0
    for number, (rows, kind) in enumerate(stretches):
        for zh, en in rows:
            high = (number in sure) if kind else (number not in weak)
            score = chance.uniform(0.9, 0.999) if high else chance.uniform(0.25, 0.79)
            beads.append(Bead(tuple(zh), tuple(en), round(score, 3)))
        if kind:
            sentences = {k for zh, _ in rows for k in zh}, {k for _, en in rows for k in en}
            right = [
                bead
                for bead in made.beads
                if sentences[0] & set(bead[0]) or sentences[1] & set(bead[1])
            ]
            faults.append({"kind": kind, "bead": first + 1, "right": right})
        first += len(rows)
    _write(out, made, beads)
    key.write_text(json.dumps({"faults": faults, "right": made.beads}), "utf-8")
    print(f"{out}: {len(beads)} beads, {len(faults)} faults; {key}: the key")


def _write(out: Path, made: Text, beads: Sequence[Bead]) -> None:
    (out / "in").mkdir(parents=True)
    for name, sentences, joint in (("zh", made.zh, ""), ("en", made.en, " ")):
        paragraphs = [
            joint.join(sentences[k : k + IN_PARAGRAPH])
            for k in range(0, len(sentences), IN_PARAGRAPH)
        ]
        (out / "in" / f"{name}.txt").write_text("\n\n".join(paragraphs), "utf-8")
    with Store(out / PROJECT) as store:
        store.add([out / "in"])
        store.segment()
        ids = {each.language: each.id for each in store.documents()}
        pair = ids[Language.ZH], ids[Language.EN]
        for key, sentences in zip(pair, (made.zh, made.en), strict=True):
            if [each.text for each in store.sentences(key)] != sentences:
                raise ValueError("the sentences are not those that were written")
        with store.transaction() as connection:
            for each in (project_tables, sheets):
                each.create(connection)
            project_tables.save_relations(
                connection,
                ([DocumentPair(*pair, 0.99, Kind.PARALLEL)], [Topic(1, pair, "港口", "harbour")]),
            )
            project_tables.save_beads(connection, {pair: tuple(beads)})


def score(out: Path, key: Path) -> None:
    """Print what became of the faults."""
    known = json.loads(key.read_text("utf-8"))
    review = BeadReview(out)
    (pair,) = review.pairs().pairs
    rows = review.sheet(pair.zh, pair.en).record()["rows"]
    review.close()
    standing = {(tuple(zh), tuple(en)) for zh, en, *_ in rows}

    def stands(bead: Sequence[Sequence[int]]) -> bool:
        return (tuple(bead[0]), tuple(bead[1])) in standing

    missed = [fault for fault in known["faults"] if not all(map(stands, fault["right"]))]
    in_faults = [bead for fault in known["faults"] for bead in fault["right"]]
    harmed = [bead for bead in known["right"] if not stands(bead) and bead not in in_faults]
    with Store(out / PROJECT, must_exist=True) as store:
        times = [
            datetime.fromisoformat(made)
            for (made,) in store.connection.execute("SELECT made FROM operations ORDER BY id")
        ]
    print(f"{len(known['faults']) - len(missed)} of {len(known['faults'])} faults are mended")
    for fault in missed:
        print(f"missed: {fault['kind']}, at bead {fault['bead']} as it was: {fault['right']}")
    print(f"{len(harmed)} beads that were right are not any more: {harmed}")
    print(
        f"{sum(row[3] in 'co' and row[3] != '' for row in rows)} of {len(rows)} beads are decided"
    )
    if times:
        print(
            f"{len(times)} operations in {(times[-1] - times[0]).total_seconds() / 60:.1f} minutes"
        )


def main() -> None:
    """Make a trial, or score one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("make", "score"))
    parser.add_argument("out", type=Path)
    parser.add_argument("key", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.what == "make":
        make(given.out, given.key, given.seed)
    else:
        score(given.out, given.key)


if __name__ == "__main__":
    main()
