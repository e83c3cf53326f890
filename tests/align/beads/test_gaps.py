"""Sentences that one side lacks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.beads.collection import BeadPath, align_documents

ZH = [
    "白河镇的旧火车站上周改建成了博物馆。",
    "改建工程历时三年，由县政府出资。",
    "博物馆展出了四百六十件铁路文物。",
    "馆长林国栋说，最老的机车造于1911年。",
    "孩子们可以坐进驾驶室，拉响汽笛。",
    "开馆第一天，来了九千名游客。",
    "县长宋美华为博物馆剪彩。",
    "博物馆逢星期一闭馆。",
    "老站长的制服挂在入口处。",
    "明年还要修复一段铁轨。",
    "附近的茶馆也重新开张了。",
    "镇上的学生可以免费参观。",
]
EN = [
    "The old railway station of Baihe was turned into a museum last week.",
    "The conversion took three years and was paid for by the county government.",
    "The museum shows 460 railway relics.",
    "Lin Guodong, the director, said the oldest locomotive was built in 1911.",
    "Children can sit in the driver's cab and sound the whistle.",
    "On the first day 9,000 visitors came.",
    "County head Song Meihua cut the ribbon for the museum.",
    "The museum is closed on Mondays.",
    "The old stationmaster's uniform hangs at the entrance.",
    "Next year a stretch of track will be restored.",
    "A teahouse nearby has opened its doors again, too.",
    "Pupils from the town get in free.",
]


def path(*beads):
    """Beads as (zh count, en count, score), one after another."""
    rows, i, j = [], 0, 0
    for m, n, _ in beads:
        rows.append((i, m, j, n))
        i, j = i + m, j + n
    return BeadPath(np.array(rows, np.int64).reshape(-1, 4), np.array([b[2] for b in beads]))


def test_a_complete_translation_expects_no_more_omissions_than_others():
    assert path().null_log_odds() == 0.0
    assert path(*[(1, 1, 0.99)] * 50).null_log_odds() == 0.0


@given(st.lists(st.sampled_from([(1, 1, 0.9), (1, 0, 0.8), (0, 1, 0.6), (1, 2, 0.7)]), max_size=40))
def test_each_sentence_left_out_makes_another_likelier(beads):
    fewer, more = path(*beads), path(*beads, (1, 0, 0.9))
    assert 0.0 <= fewer.null_log_odds() <= more.null_log_odds() <= 3.0
    assert path((1, 0, 0.9), *beads).null_log_odds() == pytest.approx(more.null_log_odds())


@pytest.mark.parametrize("kept", [(0, 2, 3, 5, 6, 8, 9, 11), (1, 2, 4, 5, 7, 8, 10, 11)])
def test_where_a_third_is_left_out_the_rest_is_found(kept):
    (beads,) = align_documents([(ZH, [EN[k] for k in kept])])
    right = {((k,), (place,)) for place, k in enumerate(kept)}
    found = {(bead.zh, bead.en) for bead in beads if bead.zh and bead.en}
    assert len(found & right) >= 7
    assert len(found - right) <= 1


def put(lines, at, *new):
    """The lines with others before a place, and the places of the old ones."""
    return [*lines[:at], *new, *lines[at:]], [k + len(new) * (k >= at) for k in range(len(lines))]


@pytest.mark.parametrize("at", [0, 4, 12])
@pytest.mark.parametrize(
    ("zh_lines", "en_lines"),
    [
        ([], ["Hands on"]),
        ([], ["Chapter 7 - The Museum"]),
        ([], ["(To be continued)"]),
        ([], ["Additional reporting by Tom Lee", "Photo: Ann Wu"]),
        (["老站新生"], []),
        (["（完）"], []),
        (["（责任编辑：丁一）"], []),
    ],
)
def test_a_heading_or_a_by_line_of_one_side_is_not_put_to_prose(at, zh_lines, en_lines):
    zh, zh_places = put(ZH, at, *zh_lines)
    en, en_places = put(EN, at, *en_lines)
    (beads,) = align_documents([(zh, en)])
    right = {((i,), (j,)) for i, j in zip(zh_places, en_places, strict=True)}
    assert right <= {(bead.zh, bead.en) for bead in beads}


def test_headings_of_both_sides_correspond():
    (beads,) = align_documents([(put(ZH, 4, "亲手体验")[0], put(EN, 4, "Hands on")[0])])
    assert [(bead.zh, bead.en) for bead in beads] == [((k,), (k,)) for k in range(13)]


def test_where_most_lines_have_no_end_mark_they_are_merged_as_ever():
    lines = [EN[0][:-1], *(text[:-1] for text in EN[1:10]), *EN[10:]]
    split = [part for text in lines[:2] for part in (text[:30], text[30:])] + lines[2:]
    (beads,) = align_documents([(ZH, split)])
    assert [(bead.zh, bead.en) for bead in beads][:2] == [((0,), (0, 1)), ((1,), (2, 3))]


def test_a_complete_translation_is_aligned_whole():
    (beads,) = align_documents([(ZH, EN)])
    assert [(bead.zh, bead.en) for bead in beads] == [((k,), (k,)) for k in range(12)]
