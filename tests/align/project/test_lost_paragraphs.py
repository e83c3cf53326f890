"""What cleaning took from one of two translations comes back, and nothing else does."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from align.options import Options
from align.project.lost_paragraphs import lost_paragraphs
from align.run import run_project
from corpus.cleaning.furniture import furniture, is_doubtful
from corpus.model import Document, Language, Script
from corpus.store.project_file import Store
from tests.align.test_repeatable import same

SLOGAN_ZH = "慢一点，才看得见海"
SLOGAN_EN = "Slow down, and you will see the sea."
WALK_ZH = [
    "沿海步道明年春天开放",
    "市政府周二宣布，长达四十二公里的沿海步道将于明年春天向公众开放，全程不收门票。",
    SLOGAN_ZH,
    "步道从旧灯塔出发，经过六个渔村，终点是南岸的盐田，步行大约需要十二个小时。",
    "设计师何美琳说，她希望每一位游客都能在路上停下来，听一听海浪和风的声音。",
    SLOGAN_ZH,
    "沿途设有二十五处休息站，提供饮用水和简单的食物，全部由当地渔民的家庭经营。",
    SLOGAN_ZH,
    "环保组织要求限制每天的人数，以免打扰在悬崖上筑巢的海鸟，市政府正在考虑这项建议。",
]
WALK_EN = [
    "Coastal path to open next spring",
    "The city government announced on Tuesday that the 42-kilometre coastal path will open to the "
    "public next spring, free of charge.",
    SLOGAN_EN,
    "The path starts at the old lighthouse, passes six fishing villages and ends at the salt "
    "fields of the south shore; walking it takes about twelve hours.",
    "Its designer, He Meilin, said she hoped that every visitor would stop on the way and listen "
    "to the sound of the waves and the wind.",
    SLOGAN_EN,
    "Along the way there are twenty-five rest stops with drinking water and simple food, all of "
    "them run by the families of local fishermen.",
    SLOGAN_EN,
    "Environmental groups demand a limit to the number of walkers a day, so that sea birds that "
    "nest in the cliffs are not disturbed; the city government is considering the proposal.",
]
STRANGERS = ["扫码下载海岸客户端，随时随地看新闻", "今日天气晴转多云，最高气温二十三度"]


def document(name: str, paragraphs: list[str], language: Language) -> Document:
    script = Script.HANS if language is Language.ZH else Script.LATN
    return Document(name, f"{name}.txt", language, script, tuple(paragraphs), paragraphs[0])


ZH, EN = document("zh", WALK_ZH, Language.ZH), document("en", WALK_EN, Language.EN)


def lost(zh: Document, en: Document, taken: dict[str, dict[int, str]]) -> dict[str, set[int]]:
    return lost_paragraphs([(zh.id, en.id)], {zh.id: zh, en.id: en}, taken)


def test_a_line_that_only_one_side_takes_for_the_page_comes_back():
    taken = furniture([ZH, EN])
    assert taken == {"zh": dict.fromkeys((2, 5, 7), "3 times in the document")}
    assert lost(ZH, EN, taken) == {"zh": {2, 5, 7}}


@pytest.mark.parametrize("side", [ZH, EN])
def test_any_paragraph_comes_back_from_either_side(side):
    every = [n for n, text in enumerate(side.paragraphs) if side.paragraphs.count(text) == 1]
    found = [lost(ZH, EN, {side.id: {n: "in 7 documents"}}) for n in every]
    back = sum(each == {side.id: {n}} for n, each in zip(every, found, strict=True))
    assert all(each in ({}, {side.id: {n}}) for n, each in zip(every, found, strict=True))
    assert back >= len(every) - 1


def test_what_both_sides_lost_stays_out():
    taken = {side: dict.fromkeys((3, 6), "in 7 documents") for side in ("zh", "en")}
    assert lost(ZH, EN, taken) == {}


@pytest.mark.parametrize(
    "reason", ["in your list", "a by-line", "a credit", "navigation", "a bare number"]
)
def test_what_is_surely_the_pages_or_the_users_wish_stays_out(reason):
    assert not is_doubtful(reason)
    assert lost(ZH, EN, {"zh": {3: reason}}) == {}


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("at", range(2, len(WALK_ZH) + 1))
def test_a_line_that_the_translation_does_not_have_stays_out(at, stranger):
    """Wherever it stands, and if the other side has a sentence without counterpart there, too."""
    paragraphs = list(WALK_ZH)
    paragraphs.insert(at, stranger)
    zh = document("zh", paragraphs, Language.ZH)
    en = document("en", [p for k, p in enumerate(WALK_EN) if k != at - 2], Language.EN)
    assert lost(zh, en, {"zh": {at: "in 9 documents"}}) == {}


def test_a_paragraph_of_several_sentences_comes_back_whole_or_not_at_all():
    both = [*WALK_ZH[:3], WALK_ZH[3] + WALK_ZH[4], *WALK_ZH[5:]]
    zh = document("zh", both, Language.ZH)
    assert lost(zh, EN, {"zh": {3: "in 7 documents"}}) == {"zh": {3}}
    half = [*WALK_ZH[:3], WALK_ZH[3] + STRANGERS[1] + "。", *WALK_ZH[5:]]
    assert lost(document("zh", half, Language.ZH), EN, {"zh": {3: "in 7 documents"}}) == {}


OTHER_ZH = "老面包店换了主人\n街角的老面包店上周换了主人，新店主保留了所有的配方。\n"
OTHER_EN = (
    "A ship is named\nThe new ferry was named on Sunday by the oldest fisherman of the bay.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, text in {
        "zh/walk.txt": "\n".join(WALK_ZH),
        "en/walk.txt": "\n".join(WALK_EN),
        "zh/bakery.txt": OTHER_ZH,
        "en/ferry.txt": OTHER_EN,
    }.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")
    return tmp_path


def run(*paths, out="out"):
    return run_project(paths, Path(out), Options())


def memory(out="out"):
    return Path(out, "memory.tmx").read_text("utf-8")


def test_a_run_puts_back_and_says_so(folder, duizhao):
    result = run("zh", "en")
    assert "3 paragraphs put back that only one side had lost as page furniture" in result.summary
    assert SLOGAN_ZH in memory()
    assert SLOGAN_EN in memory()
    shown = duizhao("corpus", "show", "zh/walk.txt", "--db", "out/corpus.sqlite").stdout
    assert f"put back, as the translation has it (3 times in the document): {SLOGAN_ZH}" in shown
    assert "left out" not in shown
    assert duizhao("corpus", "search", SLOGAN_ZH[:3], "--db", "out/corpus.sqlite").code == 0


def test_the_order_of_additions_makes_no_difference(folder):
    run("zh", "en", out="whole")
    for k, path in enumerate(["zh/walk.txt", "en/ferry.txt", "en/walk.txt", "zh/bakery.txt"]):
        run(path, out="pieces")
        with Store("pieces/corpus.sqlite") as store:
            assert bool(store.restored()) == (k >= 2)
    run("zh", "en", out="pieces")
    assert same("whole", "pieces")


def test_where_the_translation_goes_the_paragraphs_are_furniture_again(folder):
    run("zh/bakery.txt", "zh/walk.txt", "en/ferry.txt", out="without")
    run("zh", "en")
    with Store("out/corpus.sqlite") as store:
        store.remove(store.document("en/walk.txt").id)
        store.segment()
    run("zh/bakery.txt", "zh/walk.txt", "en/ferry.txt")
    with Store("out/corpus.sqlite") as store, Store("without/corpus.sqlite") as without:
        assert store.restored() == {}
        for key in (document.id for document in without.documents()):
            assert store.sentences(key) == without.sentences(key)
            assert store.furniture(key) == without.furniture(key)


def test_a_document_that_was_out_and_in_again_loses_nothing(folder):
    run("zh", "en")
    with Store("out/corpus.sqlite") as store:
        before = store.restored()
        store.remove(store.document("zh/walk.txt").id)
        assert store.restored() == {}
        store.add(["zh"])
        store.segment()
    run("zh", "en")
    with Store("out/corpus.sqlite") as store:
        assert store.restored() == before
    run("zh", "en", out="fresh")
    assert memory() == memory("fresh")


def test_the_users_list_stands_above(folder):
    Path("mine.txt").write_text(SLOGAN_ZH, "utf-8")
    run_project(["zh", "en"], Path("out"), Options(furniture=("mine.txt",)))
    assert SLOGAN_ZH not in memory()
    run("zh", "en")
    assert SLOGAN_ZH in memory()


def test_a_killed_run_goes_on(folder):
    run("zh", "en", out="fresh")
    script = textwrap.dedent(
        """
        import os, signal
        from pathlib import Path
        from align.options import Options
        from align.run import run_project
        from corpus.store import segmentation
        segment = segmentation._segment
        def killed(connection, each, *given):
            segment(connection, each, *given)
            if each.back:
                os.kill(os.getpid(), signal.SIGKILL)
        segmentation._segment = killed
        run_project(["zh", "en"], Path("out"), Options())
        """
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], env=dict(os.environ), check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL
    with Store("out/corpus.sqlite") as store:
        assert store.restored() == {}
        assert store.stage("restored") is None
    run("zh", "en")
    assert same("out", "fresh")
