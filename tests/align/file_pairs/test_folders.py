"""Two folders, aligned in blocks."""

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.file_pairs import folders
from align.file_pairs.alignment import FileAlignment
from align.file_pairs.folders import align_folders, blocks
from corpus.jobs import local_jobs
from tests.align.losing import Losing

ZH, EN = "他说外交很重要。\n我们明天开会。\n", "He says diplomacy matters.\nWe meet tomorrow.\n"


@given(st.lists(st.integers(1, 50), min_size=1), st.integers(1, 100))
def test_blocks_follow_each_other_and_are_of_like_size(sizes: list[int], most: int) -> None:
    found = blocks(sizes, most)
    assert [number for block in found for number in block] == list(range(len(sizes)))
    assert all(sum(sizes[k] for k in block) <= most + max(sizes) for block in found)
    if sum(sizes) <= most:
        assert len(found) == 1


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Twelve pairs, each a block."""
    for side, text in (("zh", ZH), ("en", EN)):
        (tmp_path / side).mkdir()
        for number in range(12):
            (tmp_path / side / f"{number}.txt").write_text(text * (1 + number % 3), "utf-8")
    monkeypatch.setattr(folders, "BLOCK", 1)
    return tmp_path / "zh", tmp_path / "en"


@pytest.mark.parametrize("count", [2, 3, 9])
def test_blocks_are_aligned_alike_by_any_number_of_workers(
    sides: tuple[Path, Path], count: int
) -> None:
    alone = align_folders(*sides, lines=True)
    assert len(alone[0]) == 12
    with local_jobs(count) as jobs:
        assert align_folders(*sides, lines=True, jobs=jobs) == alone


def test_nothing_is_kept_but_what_is_asked_for(sides: tuple[Path, Path]) -> None:
    with local_jobs(2) as jobs:
        found, problems = align_folders(*sides, lines=True, jobs=jobs, use=_size)
    assert found == [2 * (1 + int(name) % 3) for name in sorted(map(str, range(12)))]
    assert not problems


def _size(alignment: FileAlignment) -> int:
    return len(alignment.zh.sentences)


def test_a_block_that_ends_workers_is_done_pair_by_pair(sides: tuple[Path, Path]) -> None:
    alone = align_folders(*sides, lines=True)
    with local_jobs(2) as jobs:
        use = partial(_ends_others, os.getpid())
        assert align_folders(*sides, lines=True, jobs=jobs, use=use) == alone


def _ends_others(mine: int, alignment: FileAlignment) -> FileAlignment:
    if os.getpid() != mine and alignment.left.path.stem == "7":
        os._exit(9)
    return alignment


def test_a_pair_that_ends_workers_is_named_and_the_others_are_aligned(
    sides: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "BLOCK", 1 << 20)
    (sides[0] / "7.txt").write_text("火星上有水。\n" + ZH, "utf-8")
    found, problems = align_folders(*sides, lines=True, jobs=Losing("火星"))
    assert [each.left.path.stem for each in found] == sorted(
        str(number) for number in range(12) if number != 7
    )
    assert all(each.beads for each in found)
    assert problems == [
        f"{sides[0] / '7.txt'} and {sides[1] / '7.txt'}: ended the process that aligned them; "
        "left out"
    ]
