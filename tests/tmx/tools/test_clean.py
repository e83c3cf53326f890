import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from tmx.formats.tmx.verbatim import verbatim
from tmx.mending.catalogue import KINDS, chosen
from tmx.tools.clean import Keep
from tmx.units.characters import normal_text
from tmx.validation.rules import Severity

GOOD = SentencePair("双方同意扩大贸易。", "Both agreed to expand trade.", 0.8)


@pytest.fixture
def memory(tmp_path):
    def write(*units, source="zh-CN", target="en-US"):
        path = tmp_path / "memory.tmx"
        body = "".join(
            "<tu>" + "".join(f'<tuv xml:lang="{c}"><seg>{t}</seg></tuv>' for c, t in unit) + "</tu>"
            for unit in units
        )
        path.write_text(
            f'<tmx version="1.4"><header srclang="{source}" segtype="paragraph"/>'
            f"<body>{body}</body></tmx>",
            encoding="utf-8",
        )
        return path

    return write


def both(zh, en):
    return (("zh-CN", zh), ("en-US", en))


def reasons(output):
    path = output.with_name("clean.reasons.tsv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_what_is_wrong_goes_and_what_is_doubtful_stays_with_a_reason(memory, tmp_path):
    path = memory(
        both("双方同意。", "Both agreed."),
        both("双方不同意这一点。", "双方不同意这一点。"),
        both("35人受伤。", "53 people were hurt."),
        both("双方同意。", "Both agreed."),
        both("空的", ""),
    )
    output = tmp_path / "clean.tmx"
    cleaned = tmx.clean(path, output)
    assert (cleaned.units, cleaned.kept, cleaned.removed) == (5, 2, 3)
    assert dict(cleaned.found) == {
        "untranslated": 1,
        "copied-source": 1,
        "wrong-language": 1,
        "numbers": 1,
        "exact-duplicate": 1,
    }
    assert [pair.en for pair in tmx.pairs(output)] == ["Both agreed.", "53 people were hurt."]
    removed = list(tmx.read(tmp_path / "clean.removed.tmx"))
    assert [unit.variants[1].text for unit in removed] == ["双方不同意这一点。", "Both agreed.", ""]
    rows = [(row["unit"], row["check"], row["severity"], row["kept"]) for row in reasons(output)]
    assert rows == [
        ("2", "copied-source", "error", "no"),
        ("2", "wrong-language", "error", "no"),
        ("3", "numbers", "warning", "yes"),
        ("4", "exact-duplicate", "error", "no"),
        ("5", "untranslated", "error", "no"),
    ]
    assert reasons(output)[3]["detail"] == "unit 1 says the same"
    assert cleaned.files == (
        output,
        tmp_path / "clean.removed.tmx",
        tmp_path / "clean.reasons.tsv",
    )
    assert tmx.validate(output) == []


def test_each_check_can_be_sharpened_softened_and_switched_off(memory, tmp_path):
    path = memory(both("35人受伤。", "53 people were hurt."), both("好。", "好。"))
    output = tmp_path / "clean.tmx"
    for severities, kept, found in [
        ({"numbers": Severity.ERROR, "copied-source": None, "wrong-language": None}, 1, 1),
        ({"numbers": None, "copied-source": Severity.WARNING, "wrong-language": None}, 2, 1),
    ]:
        cleaned = tmx.clean(path, output, severities=severities)
        assert (cleaned.kept, sum(cleaned.found.values())) == (kept, found)
    with pytest.raises(UsageError, match="no check 'nubers'; there are untranslated, copied"):
        tmx.clean(path, output, severities={"nubers": None})
    with pytest.raises(UsageError, match="untranslated cannot be lowered"):
        tmx.clean(path, output, severities={"untranslated": None})


def test_targets_of_a_source_are_listed_or_chosen_from(tmp_path):
    path, output = tmp_path / "m.tmx", tmp_path / "clean.tmx"
    units = [
        tmx.unit_from_pair(SentencePair("再见。", en, score))
        for en, score in [("Bye.", 0.7), ("Goodbye.", 0.9)]
    ]
    tmx.write(path, [*units, tmx.unit_from_pair(GOOD)])
    assert tmx.clean(path, output).found == {"other-target": 1}
    assert [p.en for p in tmx.pairs(output)] == ["Bye.", "Goodbye.", GOOD.en]
    tmx.clean(path, output, keep=Keep.BEST)
    assert [p.en for p in tmx.pairs(output)] == ["Goodbye.", GOOD.en]


def test_a_unit_with_two_targets_is_taken_apart(memory, tmp_path):
    path = memory((("zh-CN", "再见。"), ("en-US", "Bye."), ("EN-us", "Goodbye.")))
    cleaned = tmx.clean(path, tmp_path / "clean.tmx")
    assert (cleaned.units, cleaned.found) == (2, {"other-target": 1})
    assert [p.en for p in tmx.pairs(tmp_path / "clean.tmx")] == ["Bye.", "Goodbye."]


def test_direction_codes_header_and_markup_stay(tmp_path):
    path, output = tmp_path / "m.tmx", tmp_path / "clean.tmx"
    unit = tmx.TranslationUnit(
        (
            tmx.Variant("en-GB", "Save it", 'Save<ph x="1"/> it'),
            tmx.Variant("zh-TW", "儲存", '儲<ph x="1"/>存'),
            tmx.Variant("de", "Speichern"),
        ),
        (("x-domain", "软件"),),
        ("说明",),
        (("tuid", "7"),),
    )
    tmx.write(path, [unit], source="en-GB", target="zh-TW", level=2, notes=("备注",))
    assert tmx.clean(path, output).kept == 1
    assert list(tmx.read(output)) == [unit]
    assert (tmx.header(output).source, tmx.header(output).notes) == ("en-GB", ("备注",))


def test_a_sentence_memory_may_hold_parts_of_quotations(memory, tmp_path):
    path = memory(both("他说：“好。", "He nodded."))
    assert tmx.clean(path, tmp_path / "clean.tmx").found == {"quotes": 1}
    text = path.read_text("utf-8")
    for old, new in (
        ("paragraph", "sentence"),
        ("/><body", '><prop type="x-signature"/></header><body'),
    ):
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert tmx.clean(path, tmp_path / "clean.tmx").found == {}


def test_a_dry_run_counts_and_writes_nothing(memory, tmp_path):
    path = memory(both("好。", "好。"), both("好。", "Good."))
    cleaned = tmx.clean(path, tmp_path / "clean.tmx", dry_run=True)
    assert (cleaned.kept, cleaned.removed, cleaned.files) == (1, 1, ())
    assert list(tmp_path.iterdir()) == [path]


def test_a_memory_may_be_cleaned_in_place(memory):
    path = memory(both("好。", "好。"), both("好。", "Good."))
    cleaned = tmx.clean(path, path)
    assert [pair.en for pair in tmx.pairs(path)] == ["Good."]
    assert cleaned.files[1].name == "memory.removed.tmx"


def test_what_was_removed_in_place_is_not_written_over(memory):
    path = memory(
        both("双方同意。", "Both agreed."), both("双方不同意这一点。", "双方不同意这一点。")
    )
    removed = tmx.clean(path, path).files[1]
    before = removed.read_bytes()
    with pytest.raises(UsageError, match=r"memory\.removed\.tmx holds what was removed before"):
        tmx.clean(path, path)
    assert removed.read_bytes() == before
    removed.unlink()
    for _ in range(2):  # nothing is removed now
        assert tmx.clean(path, path).removed == 0


def test_names_that_make_no_sense_are_refused_at_once(memory, tmp_path):
    path = memory(both("好。", "Good."))
    with pytest.raises(UsageError, match=r"must end in \.tmx"):
        tmx.clean(path, tmp_path / "clean.tsv")
    removed = path.rename(tmp_path / "clean.removed.tmx")
    with pytest.raises(UsageError, match="is where removed units go"):
        tmx.clean(removed, tmp_path / "clean.tmx")


def test_what_is_removed_stands_in_its_file_before_the_memory_is_replaced(memory, monkeypatch):
    path = memory(both("好。", "好。"), both("好。", "Good."))
    before = path.read_bytes()
    replace = Path.replace

    def fail(self, target):
        if target == path:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        tmx.clean(path, path)
    assert path.read_bytes() == before
    (removed,) = tmx.read(path.with_name("memory.removed.tmx"))
    assert removed.variants[1].text == "好。"


def test_a_memory_of_other_languages_is_refused(memory, tmp_path):
    path = memory((("de", "Ja"), ("en", "Yes")))
    with pytest.raises(InputError, match=r"Chinese and English segments \(languages: de, en\)"):
        tmx.clean(path, tmp_path / "clean.tmx")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
VARIANT = st.tuples(st.sampled_from(["zh-CN", "zh-TW", "en", "en-US", "fr"]), TEXT).map(
    lambda fields: tmx.Variant(*fields)
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
@given(st.lists(st.lists(VARIANT, min_size=1, max_size=3), max_size=5))
def test_no_text_is_lost(tmp_path, variants):
    units = [tmx.TranslationUnit(tuple(each)) for each in variants]
    path, output = tmp_path / "m.tmx", tmp_path / "clean.tmx"
    with verbatim(path, tmx.Header("1.4", "zh-CN", {})) as add:
        for unit in (*units, tmx.unit_from_pair(GOOD)):
            add(unit)
    cleaned = tmx.clean(path, output)
    kept = {normal_text(v.text) for u in tmx.read(output) for v in u.variants}
    removed = {v.text for u in tmx.read(tmp_path / "clean.removed.tmx") for v in u.variants}
    for unit in units:
        for variant in unit.variants:
            text = variant.text
            assert text in removed or normal_text(text) in kept | {""}
    assert cleaned.kept + cleaned.removed == cleaned.units
    assert cleaned.kept == sum(1 for _ in tmx.read(output))


MENDABLE = [
    both("雨停了,船开了.", "The rain stopped，the boat left."),
    both("他走了。", "He left."),
    both("他走了.", "He left。"),
    both("市 政府 将 继续 修建 步道 。", " "),
    both("你好!", "你好！"),
]


def test_what_is_mended_is_listed_before_and_after_and_judged_as_it_is_then(memory, tmp_path):
    path = memory(*MENDABLE)
    output = tmp_path / "clean.tmx"
    cleaned = tmx.clean(path, output, mend=chosen(()))
    assert [(p.zh, p.en) for p in tmx.pairs(output)] == [
        ("雨停了，船开了。", "The rain stopped, the boat left."),
        ("他走了。", "He left."),
    ]
    assert dict(cleaned.mended) == {"marks": 1}  # the other is a duplicate then, and removed
    assert cleaned.found["exact-duplicate"] == 1
    assert "punctuation-width" not in cleaned.found
    removed = list(tmx.read(tmp_path / "clean.removed.tmx"))
    assert [[v.text for v in unit.variants] for unit in removed] == [
        [text for _, text in unit]
        for unit in MENDABLE[2:]  # as they were read
    ]
    rows = {(row["unit"], row["check"]): row for row in reasons(output)}
    mended = rows["1", "marks"]
    assert (mended["severity"], mended["kept"]) == ("mended", "yes")
    assert (mended["zh"], mended["en"]) == tuple(text for _, text in MENDABLE[0])
    assert mended["mended_zh"] == "雨停了，船开了。"
    assert mended["mended_en"] == "The rain stopped, the boat left."
    assert {check for _, check in rows if check in KINDS} == {"marks"}
    again = tmx.clean(output, tmp_path / "again.tmx", mend=chosen(()))
    assert (again.kept, dict(again.mended)) == (2, {})
    assert output.read_bytes() == (tmp_path / "again.tmx").read_bytes()


def test_inline_codes_of_a_unit_survive_mending(memory, tmp_path):
    path = memory(both('雨停了,<ph x="1">{0}</ph>船<hi>开</hi>了.', "<ph x='1'>{0}</ph>left."))
    tmx.clean(path, tmp_path / "clean.tmx", mend=chosen(()))
    (unit,) = tmx.read(tmp_path / "clean.tmx")
    assert unit.variants[0].markup == '雨停了，<ph x="1">{0}</ph>船开了。'
    assert unit.variants[1].markup == '<ph x="1">{0}</ph>left.'


def test_without_mending_nothing_is_changed(memory, tmp_path):
    tmx.clean(memory(*MENDABLE[:1]), tmp_path / "clean.tmx", mend=chosen(KINDS))
    assert [(p.zh, p.en) for p in tmx.pairs(tmp_path / "clean.tmx")] == [
        tuple(text for _, text in MENDABLE[0])
    ]


@pytest.mark.parametrize(
    ("zh", "en"), [("快跑！", "快跑啊！"), ("好的。", "好的！"), ("是他。", "是他吗")]
)
def test_short_chinese_on_the_english_side_is_an_error(memory, tmp_path, zh, en):
    cleaned = tmx.clean(memory(both(zh, en), both("走吧！", "Let's go!")), tmp_path / "clean.tmx")
    assert (cleaned.kept, cleaned.removed) == (1, 1)
