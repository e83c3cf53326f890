"""Files that translate each other: languages, indices, formats."""

import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from align.file_pairs.alignment import align_files
from align.file_pairs.bead_files import read_beads
from align.file_pairs.folders import align_folders
from align.file_pairs.formats import alignment_text, write_alignment
from corpus.errors import InputError, NothingReadError, UsageError
from corpus.model import Kind, Language, Quotations
from corpus.single import segment_file
from tests.align.project.test_lost_paragraphs import SLOGAN_ZH, WALK_EN, WALK_ZH
from tests.small_coverage import VISIT_EN, VISIT_ZH

ZH = ["韩国总统周一抵达北京。", "这是他首次访华。", "", "双方签署了十二项合作文件。他说了谢谢。"]
EN = [
    "The South Korean president arrived in Beijing on Monday.",
    "It is his first trip to China.",
    "The two sides signed twelve cooperation documents.",
    "He said thank you.",
]


@pytest.fixture
def files(tmp_path):
    for name, lines in (("a.zh", ZH), ("a.en", EN)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path / "a.zh", tmp_path / "a.en"


def complete(alignment):
    """Every sentence of both files once, in order."""
    beads = alignment.file_beads()
    left = [i for bead in beads for i in bead.left]
    right = [j for bead in beads for j in bead.right]
    return left == list(range(len(alignment.left.sentences))) and right == list(
        range(len(alignment.right.sentences))
    )


def test_lines_are_the_sentences_and_empty_ones_count(files):
    (alignment,) = align_files([files], lines=True)
    assert alignment.left.sentences == tuple(ZH)
    assert complete(alignment)
    two_sided = {(b.zh, b.en) for b in alignment.beads if b.zh and b.en}
    assert two_sided == {((0,), (0,)), ((1,), (1,)), ((3,), (2, 3))}


@pytest.mark.parametrize(
    "given", [("a.zh", "a.en"), "a.zh", [("a.zh",)], [("a.zh", 3)], [("a",) * 3]]
)
def test_other_things_than_pairs_of_files_are_refused_in_plain_words(given):
    with pytest.raises(UsageError, match="a list of pairs of files is expected"):
        align_files(given)


def test_the_file_named_first_is_on_the_left(files):
    (alignment,) = align_files([files], lines=True)
    (turned,) = align_files([files[::-1]], lines=True)
    assert turned.left.language is Language.EN
    assert turned.zh.path == files[0]
    assert turned.beads == alignment.beads
    assert [(b.right, b.left) for b in turned.file_beads()] == [
        (b.left, b.right) for b in alignment.file_beads()
    ]


def test_without_lines_an_index_is_a_line_of_corpus_segment(tmp_path):
    zh, en = tmp_path / "visit", tmp_path / "visit.txt"
    zh.write_text("1\n" + VISIT_ZH + "责任编辑：王某\n", "utf-8")
    en.write_text(VISIT_EN, "utf-8")
    (alignment,) = align_files([(zh, en)])
    assert alignment.left.sentences == tuple(s.text for s in segment_file(zh)[1])
    assert alignment.right.sentences == tuple(s.text for s in segment_file(en)[1])
    assert complete(alignment)
    assert len({b for b in alignment.beads if len(b.zh) == len(b.en) == 1}) >= 6


@pytest.mark.parametrize(("zh", "en"), [("", "\n".join(EN)), ("会谈结束。", ""), ("", "")])
def test_an_empty_side(tmp_path, zh, en):
    (tmp_path / "zh").write_text(zh, "utf-8")
    (tmp_path / "en").write_text(en, "utf-8")
    (alignment,) = align_files([(tmp_path / "zh", tmp_path / "en")], lines=True)
    assert complete(alignment)
    assert alignment.left.language is Language.ZH
    assert alignment.pairs() == []


def test_files_of_one_line(tmp_path):
    (tmp_path / "en").write_text(EN[0], "utf-8")
    (tmp_path / "zh").write_text(ZH[0] + "\r\n", "utf-8")
    (alignment,) = align_files([(tmp_path / "en", tmp_path / "zh")], lines=True)
    assert [(bead.left, bead.right) for bead in alignment.file_beads()] == [((0,), (0,))]
    assert alignment.zh.sentences == (ZH[0],)


def test_two_files_of_one_language_are_no_pair(tmp_path, files):
    other = tmp_path / "other.zh"
    shutil.copy(files[0], other)
    with pytest.raises(InputError, match=r"other\.zh: Chinese like .*a\.zh"):
        align_files([(files[0], other)], lines=True)
    (alignment,) = align_files([(files[0], other)], lines=True, first=Language.EN)
    assert alignment.en.path == files[0]


def test_what_the_text_says_weighs_more_than_what_is_given(files):
    """The codes set a memory's direction; they do not turn Chinese into English."""
    (alignment,) = align_files([files[::-1]], lines=True, first=Language.ZH)
    assert alignment.zh.path == files[0]


TEXT = st.text("会谈三日，。“”—… \t.1,-()aTh\u3000\u2028𠮷é", max_size=12)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, max_size=7), st.lists(TEXT, max_size=7))
def test_whatever_the_lines_are_every_one_is_in_a_bead(tmp_path, zh, en):
    for name, lines in (("zh", ["会谈。", *zh]), ("en", ["The talks.", *en])):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    (alignment,) = align_files([(tmp_path / "zh", tmp_path / "en")], lines=True, first=Language.ZH)
    assert alignment.left.sentences == ("会谈。", *zh)
    assert complete(alignment)
    assert all(0.0 <= bead.score <= 1.0 for bead in alignment.beads)


# Formats


@pytest.fixture
def alignment(files):
    return align_files([files], lines=True)[0]


def test_beads(alignment, tmp_path):
    path = tmp_path / "out" / "a.align"
    write_alignment(alignment, path, "beads")
    assert [(b.left, b.right) for b in read_beads(path)] == [
        (b.left, b.right) for b in alignment.file_beads()
    ]
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("[0]:[0]:0.")
    assert len(first) == len("[0]:[0]:0.873")


def test_tsv_holds_the_beads_with_two_sides(alignment, tmp_path):
    path = tmp_path / "a.tsv"
    write_alignment(alignment, path, "tsv")
    pairs = list(tmx.read_pairs(path))
    assert [(p.zh, p.en, p.zh_ids, p.en_ids) for p in pairs] == [
        (p.zh, p.en, p.zh_ids, p.en_ids) for p in alignment.pairs()
    ]
    assert {pair.kind for pair in pairs} == {Kind.PARALLEL}
    assert pairs[0].zh_document.endswith("a.zh")


def test_json_has_every_bead_with_its_text(alignment):
    found = json.loads(alignment_text(alignment, "json"))
    assert found["left"]["language"] == "zh"
    assert [text for bead in found["beads"] for text in bead["left_text"]] == ZH
    assert [text for bead in found["beads"] for text in bead["right_text"]] == EN
    assert "抵达" in alignment_text(alignment, "json")


def test_tmx_has_the_direction_asked_for_and_no_weak_bead(alignment, tmp_path):
    path = tmp_path / "a.tmx"
    write_alignment(alignment, path, "tmx", source="en-GB", target="zh-CN", min_score=0.0)
    assert tmx.header(path).source == "en-GB"
    assert len(list(tmx.read(path))) == len(alignment.pairs())
    write_alignment(alignment, path, "tmx", min_score=1.0)
    assert len(list(tmx.read(path))) == len(alignment.pairs(1.0)) < len(alignment.pairs())


@pytest.mark.parametrize(
    ("chinese", "code"),
    [
        ("漁民看著魚群往北遷移，這裡很冷。", "zh-TW"),
        ("漁民看着魚羣往北遷移，這裏很冷。", "zh-HK"),
        ("渔民看着鱼群往北迁移，这里很冷。", "zh-CN"),
    ],
)
def test_a_memory_says_the_script_and_region_of_the_text(tmp_path, chinese, code):
    (tmp_path / "a.zh").write_text(chinese + "\n", "utf-8")
    english = "Fishermen watch the shoals move north; it is cold here."
    (tmp_path / "a.en").write_text(english + "\n", "utf-8")
    (found,) = align_files([(tmp_path / "a.en", tmp_path / "a.zh")], lines=True)
    write_alignment(found, tmp_path / "a.tmx", "tmx", min_score=0.0)
    assert [v.language for unit in tmx.read(tmp_path / "a.tmx") for v in unit.variants] == [
        "en-US",
        code,
    ]


def test_a_unit_is_called_the_same_in_a_later_memory(alignment, tmp_path):
    def names(least):
        write_alignment(alignment, tmp_path / "a.tmx", "tmx", min_score=least)
        return [dict(unit.attributes)["tuid"] for unit in tmx.read(tmp_path / "a.tmx")]

    every = names(0.0)
    assert len({*every}) == len(every) == len(alignment.pairs())
    assert {*names(1.0)} < {*every}


# Folders


@pytest.fixture
def folders(tmp_path):
    zh, en = tmp_path / "zh", tmp_path / "en"
    for folder, lines in ((zh, ZH), (en, EN)):
        folder.mkdir()
        for stem in ("one", "two"):
            text = "\n".join(lines if stem == "two" else lines[:1])
            (folder / f"{stem}.txt").write_text(text, "utf-8")
        (folder / "metadata.tsv").write_text("path\n", "utf-8")
        (folder / ".hidden").touch()
    return zh, en


def test_files_with_one_stem_are_pairs_by_name(folders):
    (folders[1] / "one.txt").rename(folders[1] / "one.en")
    alignments, problems = align_folders(*folders, lines=True)
    assert [alignment.left.path.name for alignment in alignments] == ["one.txt", "two.txt"]
    assert [alignment.right.path.name for alignment in alignments] == ["one.en", "two.txt"]
    assert problems == []


def test_what_cannot_be_aligned_is_named_and_the_rest_goes_on(folders):
    zh, en = folders
    (zh / "alone.txt").write_text("会谈。", "utf-8")
    (en / "lonely.txt").write_text("Talks.", "utf-8")
    (zh / "bad.txt").write_bytes(bytes(range(256)))
    (en / "bad.txt").write_text("Talks.", "utf-8")
    alignments, problems = align_folders(zh, en, lines=True)
    assert len(alignments) == 2
    named = [problem.split(":")[0].rsplit("/", 2)[1:] for problem in problems]
    assert named == [["zh", "alone.txt"], ["en", "lonely.txt"], ["zh", "bad.txt"]]


def test_folders_that_cannot_be_aligned(folders, tmp_path):
    zh, en = folders
    for pair in ((zh, tmp_path / "nodir"), (tmp_path / "nodir", en)):
        with pytest.raises(UsageError, match=r"nodir: no such folder$"):
            align_folders(*pair)
    with pytest.raises(UsageError, match="not a folder"):
        align_folders(zh, en / "one.txt")
    (tmp_path / "hollow").mkdir()
    with pytest.raises(UsageError, match="share a stem"):
        align_folders(zh, tmp_path / "hollow")
    with pytest.raises(NothingReadError) as caught:
        align_folders(zh, zh, lines=True)
    assert len(caught.value.failures) == 2
    (zh / "one.md").touch()
    with pytest.raises(UsageError, match="two files of one stem"):
        align_folders(zh, en)


def test_what_only_one_file_lost_as_furniture_is_named_and_can_be_kept(tmp_path, duizhao):
    zh, en, keep = tmp_path / "walk.zh.txt", tmp_path / "walk.en.txt", tmp_path / "keep.txt"
    zh.write_text("\n".join(WALK_ZH), "utf-8")
    en.write_text("\n".join(WALK_EN), "utf-8")
    keep.write_text(f"!{SLOGAN_ZH}\n", "utf-8")
    (alignment,) = align_files([(en, zh)])
    assert alignment.lost == ((zh, SLOGAN_ZH),) * 3
    assert alignment.zh.sentences == tuple(s.text for s in segment_file(zh)[1])  # none is put back
    ended = duizhao("align", "pair", en, zh)
    assert ended.stderr.count("left out as page furniture, while the other file has it") == 1
    kept = ("--furniture", keep)
    ended = duizhao("align", "pair", en, zh, *kept)
    assert ended.stderr == ""
    segmented = duizhao("corpus", "segment", zh, *kept).stdout.splitlines()
    assert segmented == WALK_ZH
    assert ended.stdout.count("\n") == len(WALK_ZH)


def test_quotations_are_parted_as_corpus_segment_parts_them(tmp_path, duizhao):
    zh, en = tmp_path / "zh", tmp_path / "en"
    zh.write_text("“走吧！天黑了。”他说。\n门关上了。", "utf-8")
    en.write_text("“Let's go! It is dark,” he said.\nThe door closed.", "utf-8")
    for convention in Quotations:
        options = ("--quotations", convention)
        printed = duizhao("align", "pair", zh, en, *options, "--json").stdout
        sentences = duizhao("corpus", "segment", zh, *options).stdout.splitlines()
        found = [i for bead in json.loads(printed)["beads"] for i in bead["left"]]
        assert found == list(range(len(sentences)))


@pytest.mark.parametrize("option", [["--furniture", "own.txt"], ["--quotations", "whole"]])
def test_lines_are_neither_cleaned_nor_segmented(files, duizhao, monkeypatch, option):
    monkeypatch.chdir(files[0].parent)
    (files[0].parent / "own.txt").write_text("别处\n", "utf-8")
    ended = duizhao("align", "pair", *files, "--lines", *option)
    assert ended.code == 2
    assert "--lines" in ended.stderr
