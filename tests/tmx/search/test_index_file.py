import json
import os
import shutil
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair
from tmx.search import index_file
from tmx.search.index_file import index_of
from tmx.search.memory import Memory

OLD = SentencePair("双方同意扩大合作。", "Both sides agreed to expand cooperation.")
NEW = SentencePair("双方同意缩小合作。", "Both sides agreed to reduce cooperation.")


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "news" / "memory.tmx"
    tmx.write_pairs(path, [OLD])
    return path


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "memories"


@pytest.fixture
def made(monkeypatch):
    """The places at which an index was made."""
    places = []
    make = index_file._make

    def note(place, path, state):
        make(place, path, state)
        places.append(place)

    monkeypatch.setattr(index_file, "_make", note)
    return places


def units(path):
    return [index_of(path).pair(place) for place in range(len(index_of(path)))]


def beside(path):
    return path.with_name(f"{path.name}.index")


def test_the_index_is_made_once_and_stands_beside_the_memory(memory, made):
    assert units(memory) == units(memory) == [OLD]
    assert made == [beside(memory)]
    assert sorted(path.name for path in memory.parent.iterdir()) == [
        "memory.tmx",
        "memory.tmx.index",
    ]


def test_a_changed_memory_is_noticed(memory, made):
    assert units(memory) == [OLD]
    tmx.write_pairs(memory, [OLD, NEW])
    assert units(memory) == [OLD, NEW]
    assert len(made) == 2


def test_a_change_that_leaves_size_and_time_is_noticed(memory):
    assert units(memory) == [OLD]
    before = memory.stat()
    text = memory.read_text("utf-8").replace(OLD.zh, NEW.zh).replace(OLD.en, NEW.en)
    memory.write_text(text, encoding="utf-8")
    os.utime(memory, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert memory.stat().st_size == before.st_size
    assert units(memory) == [NEW]


def test_a_change_between_the_samples_is_noticed_by_its_time(tmp_path, made):
    path = tmp_path / "large.tmx"
    tmx.write_pairs(path, [SentencePair(f"第{n:05}项", f"Item {n:05}") for n in range(4000)])
    assert path.stat().st_size > 2 * index_file._SAMPLES * index_file._SAMPLE_BYTES
    index_of(path)
    state = index_file._State.of(path)
    data = path.read_bytes()
    at = next(
        at
        for at in range(len(data) // 2, len(data))
        if data[at : at + 5].isdigit() and not _sampled(at, len(data))
    )
    path.write_bytes(data[:at] + b"99999" + data[at + 5 :])
    os.utime(path, ns=(0, state.changed + 1))
    assert index_file._State.of(path).sample == state.sample
    index_of(path)
    assert len(made) == 2


def _sampled(at, size):
    """Whether a place is in one of the samples, or next to one."""
    samples, length = index_file._SAMPLES, index_file._SAMPLE_BYTES
    starts = (number * (size - length) // (samples - 1) for number in range(samples))
    return any(start - 8 <= at <= start + length for start in starts)


def test_a_change_while_the_index_is_made_is_noticed(memory, monkeypatch):
    read = index_file.pairs

    def change_meanwhile(path):
        yield from list(read(path))
        tmx.write_pairs(path, [NEW])

    monkeypatch.setattr(index_file, "pairs", change_meanwhile)
    assert index_of(memory).pair(0) == OLD
    monkeypatch.setattr(index_file, "pairs", read)
    assert units(memory) == [NEW]


def test_a_copy_of_both_files_is_used_and_keeps_being_so(memory, made, tmp_path, monkeypatch):
    units(memory)
    copy = tmp_path / "copy.tmx"
    shutil.copyfile(memory, copy)
    shutil.copyfile(beside(memory), beside(copy))
    os.utime(copy, ns=(0, 1))
    assert units(copy) == [OLD]
    assert len(made) == 1
    monkeypatch.setattr(index_file, "_digest", lambda path: pytest.fail("time was not noted"))
    assert units(copy) == [OLD]


def test_an_index_of_other_rules_or_layout_is_made_again(memory, made, monkeypatch):
    units(memory)
    monkeypatch.setattr(index_file, "rules", lambda: "other")
    units(memory)
    assert len(made) == 2
    monkeypatch.setattr(index_file, "_MAGIC", b"dzindex9")
    units(memory)
    assert len(made) == 3


@pytest.mark.parametrize("keep", [8, 40, 500, -1])
def test_a_damaged_index_is_made_again(memory, made, keep):
    units(memory)
    beside(memory).write_bytes(beside(memory).read_bytes()[:keep])
    assert units(memory) == [OLD]
    assert made == [beside(memory)] * 2


@pytest.mark.parametrize("at", [9, 17, 25, 40, 60, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_flipped_byte_is_noticed(memory, made, at):
    units(memory)
    data = bytearray(beside(memory).read_bytes())
    data[at if at > 1 else int(at * len(data))] ^= 0x55
    beside(memory).write_bytes(data)
    assert units(memory) == [OLD]
    assert Memory.open(memory).concordance(OLD.zh[:2])


@pytest.mark.parametrize(
    "table",
    [
        b"[" * 100_000,
        b"[]",
        b'{"rules": [], "size": {}, "arrays": 3}',
        b'{"arrays": {"records": ["O", [9], 0]}}',
        b'{"arrays": {"fields": ["<i8", [99999999999999999999], 0]}}',
    ],
)
def test_a_hostile_table_of_contents_is_not_believed(memory, made, table):
    units(memory)
    data = beside(memory).read_bytes()
    size = index_file._HEAD.size
    _, changed, start, _ = index_file._HEAD.unpack(data[:size])
    known = json.loads(data[start:])
    if table.startswith(b'{"arrays"'):
        table = json.dumps(known | json.loads(table)).encode()
    head = index_file._HEAD.pack(index_file._MAGIC, changed, start, len(table))
    beside(memory).write_bytes(head + data[len(head) : start] + table)
    os.utime(beside(memory), ns=(index_file._stamp(changed),) * 2)
    assert units(memory) == [OLD]
    assert len(made) == 2


PAIRS = [
    SentencePair(f"双方第{n}次会谈，讨论贸易问题。", f"Round {n} of the talks was about trade.")
    for n in range(40)
]
LARGE = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3) | st.integers(0, 2**33)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """A memory, the bytes of its index, and the table of contents in it."""
    path = tmp_path_factory.mktemp("indexed") / "memory.tmx"
    tmx.write_pairs(path, PAIRS)
    index_of(path)
    return path, beside(path).read_bytes()


def altered(data, changed, table):
    """The index with another table of contents, and the time that an untouched one has."""
    head = index_file._HEAD
    _, _, start, _ = head.unpack(data[: head.size])
    listed = json.dumps(table).encode()
    known = head.pack(index_file._MAGIC, changed, start, len(listed))
    return known + data[head.size : start] + listed


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_an_index_whose_sums_match_cannot_do_harm(indexed, draw):
    """Anything may stand in its arrays and in what is said of them: it is asked and answers."""
    path, sound = indexed
    size = index_file._HEAD.size
    _, changed, start, _ = index_file._HEAD.unpack(sound[:size])
    table = json.loads(sound[start:])
    data = bytearray(sound)
    for name in draw.draw(st.lists(st.sampled_from(sorted(table["arrays"])), min_size=1)):
        dtype, shape, begin = table["arrays"][name]
        if draw.draw(st.booleans()):
            length = np.dtype(dtype).itemsize * int(np.prod(shape))
            piece = draw.draw(LARGE).to_bytes(8, "little", signed=True)
            at = draw.draw(st.integers(0, max(0, length - 8)))
            piece = (piece * length)[: length - at] if draw.draw(st.booleans()) else piece
            data[begin + at : begin + at + len(piece)] = piece
            continue
        kinds = ["|u1", "<i8", "<u4", "<u2", "<f8", "|S3", "<M8[s]", "|V8", "|O", "<c16"]
        dtype = draw.draw(st.sampled_from([dtype, *kinds]))
        shape = draw.draw(st.sampled_from([shape, [*shape, 1], [3], [0], [], [-1], [2**40] * 2]))
        begin = draw.draw(st.sampled_from([begin, begin + 8, 0, start, 2**70, -1]))
        table["arrays"][name] = dtype, shape, begin
    for name, (dtype, shape, begin) in table["arrays"].items():
        with suppress(*index_file.DAMAGE):
            array = index_file._mapped(bytes(data), dtype, shape, begin)
            table["sums"][name] = index_file._sum(array)
    beside(path).write_bytes(altered(bytes(data), changed, table))
    os.utime(beside(path), ns=(index_file._stamp(changed),) * 2)

    tracemalloc.start()
    memory = Memory.open(path)
    for text in (PAIRS[7].zh, "贸易", PAIRS[9].en, "talks was ab"):
        assert len(memory.matches(text, limit=3, threshold=30)) <= 3
        assert all(each.pair for each in memory.concordance(text, limit=50, context=2))
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_what_was_damaged_without_a_trace_is_made_anew_when_it_is_stumbled_over(indexed, made):
    path, sound = indexed
    _, changed, start, _ = index_file._HEAD.unpack(sound[: index_file._HEAD.size])
    begin = json.loads(sound[start:])["arrays"]["fields"][2]
    beside(path).write_bytes(sound[:begin] + b"\xff" * 400 + sound[begin + 400 :])
    os.utime(beside(path), ns=(index_file._stamp(changed),) * 2)
    assert Memory.open(path).exact(PAIRS[5].zh)[0].pair == PAIRS[5]
    assert made == [beside(path)]
    assert beside(path).read_bytes() == sound


def test_another_file_of_that_name_is_left_alone(memory, cache):
    beside(memory).write_text("mine", encoding="utf-8")
    assert units(memory) == [OLD]
    assert beside(memory).read_text("utf-8") == "mine"
    assert len(list(cache.iterdir())) == 1


@pytest.fixture
def read_only(monkeypatch):
    """A folder in which nothing can be written, for root too."""
    folders = []
    opened = Path.open

    def refuse(self, mode="r", *args, **options):
        if self.parent in folders and "r" not in mode:
            raise PermissionError(13, "Permission denied")
        return opened(self, mode, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    return folders


def test_in_a_read_only_folder_the_cache_is_used(memory, made, cache, read_only):
    read_only.append(memory.parent)
    assert units(memory) == units(memory) == [OLD]
    (place,) = made
    assert place.parent == cache
    assert not beside(memory).exists()


def test_where_no_place_can_be_written_the_places_are_named(memory, cache, read_only):
    read_only += [memory.parent, cache]
    with pytest.raises(InputError, match=r"kept nowhere .*Permission denied.*DUIZHAO_CACHE"):
        index_of(memory)


def test_indexes_of_memories_that_are_gone_leave_the_cache(memory, cache, read_only, tmp_path):
    read_only.append(memory.parent)
    units(memory)
    memory.unlink()
    other = memory.with_name("other.tmx")
    tmx.write_pairs(tmp_path / "other.tmx", [NEW])
    shutil.move(tmp_path / "other.tmx", other)
    assert units(other) == [NEW]
    assert len(list(cache.iterdir())) == 1


def test_what_a_killed_process_left_goes_in_time(memory):
    old, young = (memory.with_name(f".memory.tmx.index.{n}.part") for n in (1, 2))
    for path in (old, young):
        path.write_bytes(b"")
    os.utime(old, (time.time() - 7200,) * 2)
    units(memory)
    assert (old.exists(), young.exists()) == (False, True)


def test_nothing_is_left_of_a_memory_that_cannot_be_read(memory):
    broken = memory.with_name("broken.tmx")
    broken.write_text(memory.read_text("utf-8")[:-20], encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.tmx:"):
        index_of(broken)
    with pytest.raises(InputError, match=r"none.tmx: cannot be read"):
        index_of(memory.with_name("none.tmx"))
    with pytest.raises(InputError, match=r"news: cannot be read"):
        index_of(memory.parent)
    assert [path.name for path in memory.parent.glob("*index*")] == []


def test_a_packed_memory_has_an_index_too(memory, tmp_path):
    import gzip

    packed = tmp_path / "memory.tmx.gz"
    packed.write_bytes(gzip.compress(memory.read_bytes()))
    assert units(packed) == [OLD]
    assert beside(packed).exists()


def test_processes_that_start_at_once_do_not_disturb_each_other(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, [SentencePair(f"第{n}项", f"Item {n}") for n in range(2000)])
    code = f"from tmx import Memory; print(Memory.open({str(path)!r}).exact('第7项')[0].suggestion)"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate()[0] for process in running] == ["Item 7\n"] * 3
    assert sorted(each.name for each in tmp_path.glob("*mem*")) == [
        "memory.tmx",
        "memory.tmx.index",
    ]


def test_an_index_that_is_replaced_stays_readable_for_who_has_it_open(memory):
    opened = Memory.open(memory)
    tmx.write_pairs(memory, [NEW])
    assert units(memory) == [NEW]
    assert opened.exact(OLD.zh)[0].pair == OLD
