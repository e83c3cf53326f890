import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import Kind, SentencePair
from tmx.units.characters import normal_text

PAIRS = [
    SentencePair(
        "韩国“务实外交”，引关注。",
        'The "pragmatic" turn, explained',
        0.875,
        Kind.COMPARABLE,
        "韩国",
        "zh/a.txt",
        "en/b.txt",
        (1, 2),
        (3,),
    ),
    SentencePair("双方同意。", "Both agreed."),
]
FORMS = ["m.tmx", "m.tsv", "m.csv", "m.jsonl", "m.xlsx", "m.xlf"]


@pytest.mark.parametrize("first", FORMS)
@pytest.mark.parametrize("second", FORMS)
def test_every_form_holds_all_that_a_pair_has(tmp_path, first, second):
    one, other = tmp_path / "one" / first, tmp_path / "other" / second
    assert tmx.write_pairs(one, PAIRS) == 2
    assert tmx.convert(one, other) == tmx.Converted(2, 0, {})
    assert list(tmx.read_pairs(other)) == PAIRS


def test_a_table_has_the_columns_of_the_contract(tmp_path):
    path = tmp_path / "pairs.tsv"
    tmx.write_pairs(path, [dataclasses.replace(PAIRS[0], score=0.93128)])
    assert path.read_text("utf-8") == (
        "zh\ten\tscore\tkind\ttopic\tzh_document\ten_document\tzh_ids\ten_ids\n"
        '韩国“务实外交”，引关注。\tThe "pragmatic" turn, explained\t0.9313\tcomparable\t韩国\t'
        "zh/a.txt\ten/b.txt\t1,2\t3\n"
    )


def test_a_moses_pair_is_two_files_and_either_names_both(tmp_path):
    tmx.write_pairs(tmp_path / "m.tmx", PAIRS)
    tmx.convert(tmp_path / "m.tmx", tmp_path / "m.en")
    assert (tmp_path / "m.zh").read_text(encoding="utf-8").splitlines() == [p.zh for p in PAIRS]
    for name in ("m.zh", "m.en", "m.moses"):
        texts = [(pair.zh, pair.en) for pair in tmx.read_pairs(tmp_path / name)]
        assert texts == [(pair.zh, pair.en) for pair in PAIRS]


def test_moses_files_of_different_length_are_refused(tmp_path):
    (tmp_path / "m.zh").write_text("一\n二\n", encoding="utf-8")
    (tmp_path / "m.en").write_text("one\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.en: ends before line 2 of .*m\.zh"):
        list(tmx.read_pairs(tmp_path / "m.zh"))


def test_from_tmx_to_tmx_the_direction_changes_and_the_rest_stays(tmp_path):
    source, target = tmp_path / "a.tmx", tmp_path / "b.tmx"
    unit = tmx.TranslationUnit(
        (tmx.Variant("zh-CN", "保存", '保存<ph x="1"/>'), tmx.Variant("en-US", "Save")),
        (("x-domain", "软件"),),
    )
    tmx.write(source, [unit], level=2)
    tmx.convert(source, target, "en-US", "zh-CN")
    (turned,) = tmx.read(target)
    assert turned.variants == unit.variants[::-1]
    assert turned.properties == unit.properties
    assert tmx.header(target).source == "en-US"


def test_two_columns_are_enough(tmp_path):
    for name, text in {
        "a.tsv": "en\tzh\nYes\t是\n\t空\n",
        "a.csv": '\ufeffzh,en\n是,"Yes"\n空,\n',
        "a.jsonl": '{"zh": "是", "en": "Yes"}\n\n{"zh": "空", "en": ""}\n',
    }.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert list(tmx.read_pairs(path)) == [SentencePair("是", "Yes")]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.tsv", "mot\tsens\n", "no column zh, en"),
        ("a.tsv", "zh\ten\tzh_ids\n是\tyes\tfirst\n", "ids are 3,4"),
        ("a.csv", "zh,sens\n是,yes\n", "no column en"),
        ("a.csv", "zh,en,score\n是,yes,high\n", "could not convert"),
        ("a.jsonl", "{oops\n", "no JSON"),
        ("a.jsonl", "[1]\n", "no JSON object"),
        ("a.jsonl", '{"zh": ["是"], "en": "yes"}\n', "zh is no text"),
        ("a.jsonl", '{"zh": "是"}\n', "has no en"),
        ("a.jsonl", '{"zh": "是", "en": "yes", "kind": "odd"}\n', "'odd' is not a valid Kind"),
    ],
)
def test_a_faulty_table_is_named_with_its_line(tmp_path, name, text, reason):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        list(tmx.read_pairs(path))
    assert caught.value.line is not None


def test_the_line_counts_empty_ones(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\tscore\n\n\n是\tyes\thigh\n", encoding="utf-8")
    with pytest.raises(InputError, match="score is a number") as caught:
        list(tmx.read_pairs(path))
    assert caught.value.line == 4


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
@pytest.mark.parametrize(("name", "tab"), [("a.tsv", "\t"), ("a.csv", ",")])
def test_tables_are_read_in_other_encodings(tmp_path, name, tab, encoding):
    path = tmp_path / name
    path.write_bytes(f"zh{tab}en\n你好{tab}Hello\n".encode(encoding))
    (pair,) = tmx.read_pairs(path)
    assert (pair.zh, pair.en) == ("你好", "Hello")


def test_plain_text_is_read_in_other_encodings(tmp_path):
    zh, en = "双方同意扩大经贸合作。", "The two agreed to expand trade."
    (tmp_path / "m.zh").write_bytes(f"{zh}\n".encode("gb18030"))
    (tmp_path / "m.en").write_text(f"{en}\n", encoding="utf-16")
    (tmp_path / "a.jsonl").write_bytes(f'{{"zh": "{zh}", "en": "{en}"}}\n'.encode("gb18030"))
    for name in ("m.zh", "a.jsonl"):
        assert list(tmx.read_pairs(tmp_path / name)) == [SentencePair(zh, en)]


@pytest.mark.parametrize("name", ["b.tmx", "b.jsonl"])
def test_rows_without_text_on_one_side_are_counted(tmp_path, name):
    (tmp_path / "a.tsv").write_text("zh\ten\n是\tYes\n空\t\n短\n", encoding="utf-8")
    converted = tmx.convert(tmp_path / "a.tsv", tmp_path / name)
    assert (converted.written, converted.left_out) == (1, 2)


@pytest.mark.parametrize("name", ["b.tmx", "b.tsv", "b.xlf", "b.jsonl"])
def test_units_without_text_on_one_side_are_counted(tmp_path, name):
    tmx.write_pairs(tmp_path / "a.tmx", PAIRS)
    text = (tmp_path / "a.tmx").read_text(encoding="utf-8")
    (tmp_path / "a.tmx").write_text(text.replace("Both agreed.", ""), encoding="utf-8")
    converted = tmx.convert(tmp_path / "a.tmx", tmp_path / name)
    assert (converted.written, converted.left_out) == (1, 1)


def test_the_header_of_a_tmx_keeps_its_properties_and_notes(tmp_path):
    source, target = tmp_path / "a.tmx", tmp_path / "b.tmx"
    units = [tmx.unit_from_pair(pair) for pair in PAIRS]
    tmx.write(source, units, properties=(("x-signature", "7f"),), notes=("说明",))
    tmx.convert(source, target, "en-US", "zh-CN")
    head = tmx.header(target)
    assert (head.properties, head.notes) == ((("x-signature", "7f"),), ("说明",))


def test_a_tmx_without_header_is_converted_all_the_same(tmp_path):
    source = tmp_path / "a.tmx"
    tmx.write_pairs(source, PAIRS)
    head, rest = source.read_text(encoding="utf-8").split("<header")
    source.write_text(head + rest.split("</header>")[1], encoding="utf-8")
    assert tmx.convert(source, tmp_path / "b.tmx").written == 2


@pytest.mark.parametrize(("one", "other"), [("m.tmx", "m.tmx"), ("m.zh", "m.en")])
def test_a_file_is_not_converted_onto_itself(tmp_path, one, other):
    tmx.write_pairs(tmp_path / one, PAIRS)
    with pytest.raises(UsageError, match="give another name"):
        tmx.convert(tmp_path / one, tmp_path / other)


@pytest.mark.parametrize("name", ["m.xls", "m.doc", "m", "m.txt"])
def test_another_form_is_refused_with_a_list_of_those_that_are(tmp_path, name):
    with pytest.raises(UsageError, match=r"\.tmx, \.tsv, \.csv, \.xlsx, \.docx, \.jsonl, \.xlf"):
        tmx.write_pairs(tmp_path / name, PAIRS)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=15).map(normal_text)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.sampled_from(["a.csv", "a.jsonl"]))
def test_tables_keep_any_text(tmp_path, texts, name):
    pairs = [SentencePair(zh, en) for zh, en in texts]
    tmx.write_pairs(tmp_path / name, pairs)
    assert list(tmx.read_pairs(tmp_path / name)) == [p for p in pairs if p.zh and p.en]


@pytest.mark.parametrize("name", ["a.tmx", "a.jsonl", "a.xlf", "a.tsv"])
def test_paths_can_be_left_out_of_every_form(tmp_path, name):
    pair = PAIRS[0]
    for old in ("in.tmx", "in.tsv"):
        tmx.write_pairs(tmp_path / old, [pair])
        tmx.convert(tmp_path / old, tmp_path / name, strip_paths=True)
        assert "zh/a.txt" not in (tmp_path / name).read_text("utf-8")
        (found,) = tmx.read_pairs(tmp_path / name)
        assert found == dataclasses.replace(pair, zh_document="", en_document="")
