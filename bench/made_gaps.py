"""Beads of texts with gaps, made of aligned ones: lines that one side lacks, sentences left out.

    python bench/made_gaps.py BENCH

Gold texts of novels and journals have few omissions, and none of what web pages put between the
paragraphs of one side: subheads, by-lines, notes of the editor, adverts. So such lines, sentences
that have nothing to do with the text, and headings on both sides are put in at random places, and
sentences dropped. The lines are our own; sentences come from the other texts given. Then articles
and runs of statutes of which one side lacks every third sentence.

Printed are strict precision, recall and F1 of the beads with two sides, and how many of those from
the memory's threshold on are wrong: first as if nothing were left out anywhere (`null_log_odds` 0),
then as shipped. BENCH holds align/, topics/, open/.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from align_data import Text, load
from in_collection import articles, statutes
from parallel import third

from align.beads.collection import PairCollection
from align.options import MIN_SCORE
from corpus.model import Bead

INSERTED, DROPPED, HEADED = 0.035, 0.03, 0.02
"""Chances at each bead: of a line on one side, of a sentence dropped, of a heading on both."""

ZH_LINES = (
    "（完）", "（未完待续）", "（责任编辑：李明）", "（记者 陈晓）", "编辑：王静", "图：新华社",
    "本报记者 赵刚", "相关阅读", "更多新闻请关注我们的微信公众号", "参考资料", "来源：新华网",
    "广告", "【大纲】", "背景", "空间更大", "面向所有人", "新的起点", "老街的记忆", "他们怎么说",
    "谁来付钱", "下一步", "数字背后", "作者简介", "版权所有，未经许可不得转载。",
    "点击下方链接查看全文。", "扫描二维码，下载客户端。", "本文首发于2019年第3期。", "第三章 归来",
    "第十二回", "附录", "译者按", "（图片由受访者提供）", "* * *", "上一页 下一页", "分享到：",
    "欢迎投稿：news@example.cn", "（作者系本刊特约撰稿人）", "前言", "目录", "注释",
    "（本报北京3月5日电）", "原标题：一座城市的早晨", "收藏", "评论（23）", "未来的路", "尾声",
)  # fmt: skip
EN_LINES = (
    "(To be continued)", "(The End)", "Additional reporting by John Smith", "Photo: Reuters",
    "Editing by Mary Jones", "Sign up for our newsletter", "Read more", "Related stories",
    "Translated by Rain", "Join our Discord server for the latest chapters", "Background",
    "A bigger space", "Open to all", "What they say", "Who pays?", "The next step",
    "By the numbers", "About the author", "All rights reserved.",
    "Click the link below to read the full story.", "Download our app.",
    "This article first appeared in March 2019.",
    "Chapter 3: The Return", "Chapter 12", "Appendix", "Translator's note", "(Photo by the author)",
    "* * *",
    "Previous Next", "Share this", "Contact us at news@example.com", "Preface", "Contents", "Notes",
    "BEIJING, March 5", "Advertisement", "Image credit: Getty", "Follow us on social media",
    "Comments (23)", "The road ahead", "Epilogue", "Editor's note: names have been changed.",
    "The writer is a freelance journalist.", "Support our work", "Key facts", "Old memories",
)  # fmt: skip
HEADINGS = (
    ("背景", "Background"), ("结论", "Conclusion"), ("新的起点", "A new start"),
    ("第三章 归来", "Chapter 3: The Return"), ("第一部分", "Part One"), ("第二节", "Section 2"),
    ("谁来付钱", "Who pays?"), ("下一步", "The next step"), ("老朋友", "Old friends"),
    ("他们怎么说", "What they say"), ("参考文献", "References"), ("致谢", "Acknowledgements"),
    ("最后的夜晚", "The last night"), ("河边的房子", "The house by the river"), ("前言", "Preface"),
    ("注释", "Notes"), ("教育与贫困", "Education and poverty"), ("回家", "Home again"),
)  # fmt: skip


def with_gaps(text: Text, others: Sequence[Text], seed: int, half: int) -> Text:
    """The text with lines put in and sentences left out.

    Args:
        text: a text and its gold.
        others: texts of which sentences are put in.
        seed: of the random choices.
        half: 0 or 1: which half of the lines to use, so that one can be held out.
    """
    chance = random.Random(seed)  # noqa: S311
    zh: list[str] = []
    en: list[str] = []
    gold: list[Bead] = []

    def put(zh_lines: Sequence[str], en_lines: Sequence[str]) -> None:
        first = len(zh), len(en)
        zh.extend(zh_lines)
        en.extend(en_lines)
        if zh_lines and en_lines:
            gold.append(Bead(tuple(range(first[0], len(zh))), tuple(range(first[1], len(en)))))

    at = [0, 0]
    beads = []
    for bead in sorted(bead for bead in text.gold if bead.zh and bead.en):
        if bead.zh[0] >= at[0] and bead.en[0] >= at[1]:
            beads.append(bead)
            at = [bead.zh[-1] + 1, bead.en[-1] + 1]
    at = [0, 0]
    for bead in beads:
        for k in range(at[0], bead.zh[0]):
            put([text.zh[k]], [])
        for k in range(at[1], bead.en[0]):
            put([], [text.en[k]])
        at = [bead.zh[-1] + 1, bead.en[-1] + 1]
        if chance.random() < HEADED:
            heading = chance.choice(HEADINGS[half::2])
            put([heading[0]], [heading[1]])
        if chance.random() < INSERTED:
            other = chance.choice(others)
            in_zh = chance.random() < 0.5
            made = (ZH_LINES if in_zh else EN_LINES)[half::2]
            line = chance.choice(
                made if chance.random() < 0.7 else (other.zh if in_zh else other.en)
            )
            put([line] if in_zh else [], [] if in_zh else [line])
        sides = [[text.zh[k] for k in bead.zh], [text.en[k] for k in bead.en]]
        if len(bead.zh) == len(bead.en) == 1 and chance.random() < DROPPED:
            sides[chance.randrange(2)] = []
        put(*sides)
    for k in range(at[0], len(text.zh)):
        put([text.zh[k]], [])
    for k in range(at[1], len(text.en)):
        put([], [text.en[k]])
    return Text(f"{text.name} with gaps", zh, en, gold)


def cut(texts: Sequence[Text]) -> list[Text]:
    """Texts whose gold is one to one, without a third of the English sentences."""
    chance = np.random.default_rng(1)
    result = []
    for text in texts:
        kept = third(len(text.en), chance)
        gold = [Bead((k,), (place,)) for place, k in enumerate(kept)]
        result.append(Text(text.name, text.zh, [text.en[k] for k in kept], gold))
    return result


def counts(text: Text, beads: Sequence[Bead]) -> tuple[int, int, int, int, int]:
    """Right, found and gold beads with two sides; wrong ones, and all, that a memory takes."""
    gold = {(bead.zh, bead.en) for bead in text.gold if bead.zh and bead.en}
    found = {(bead.zh, bead.en): bead.score for bead in beads if bead.zh and bead.en}
    taken = {bead for bead, score in found.items() if score >= MIN_SCORE}
    return len(gold & set(found)), len(found), len(gold), len(taken - gold), len(taken)


def sets(bench: Path) -> dict[str, list[Text]]:
    """All texts by the name of their set."""
    whole = {name: load(bench / "align", name) for name in ("mac-dev", "mag", "aca")}
    whole["articles"] = articles(bench / "topics")
    result = dict(whole)
    for name, texts in whole.items():
        others = [text for other, found in whole.items() if other != name for text in found]
        result[f"{name} with gaps"] = [
            with_gaps(text, others, seed, half=seed % 2) for seed, text in enumerate(texts)
        ]
    result["articles, a third cut"] = cut(whole["articles"])
    result["statutes, a third cut"] = cut(statutes(bench / "open/statutes.tsv.xz"))
    return result


def main() -> None:
    """Print two rows per set."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", type=Path)
    print(f"set                             P     R     F1   wrong from {MIN_SCORE} on")
    for name, texts in sets(parser.parse_args().bench).items():
        collection = PairCollection([(text.zh, text.en) for text in texts])
        first = collection.first_pass()
        second = collection.second_pass(first, collection.align(first))
        for label, by in (("", replace(second, null_log_odds=None)), ("shipped", second)):
            total = np.zeros(5, np.int64)
            for text, path in zip(texts, collection.align(by), strict=True):
                total += counts(text, path.beads())
            right, found, gold, wrong, taken = total.tolist()
            print(
                f"{label or name:29} {right / found:.3f} {right / gold:.3f} "
                f"{2 * right / (found + gold):.3f}   {wrong} of {taken}",
                flush=True,
            )


if __name__ == "__main__":
    main()
