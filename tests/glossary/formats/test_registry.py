import csv
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DuizhaoError, InputError, UsageError
from corpus.model import Kind, SentencePair
from glossary.entries import Category, ConceptEntry, Status, TermPair, concept_id
from glossary.formats.registry import read_glossary, write_glossary

CONTEXT = SentencePair(
    "李在明强调务实外交。", "Lee stressed pragmatic diplomacy.", kind=Kind.COMPARABLE
)
DIPLOMACY = ConceptEntry(
    "c1",
    (
        TermPair(
            *("务实外交", "pragmatic diplomacy", 0.91, 0.875, 12),
            contexts=(CONTEXT,),
            termhood=0.96,
            category=Category.TERM,
        ),
    ),
    "外交",
    note="Lee's term",
)
KOREA = ConceptEntry(
    "c2",
    (
        TermPair("韩国", "South Korea", 0.9, 0.9, 3, Status.PREFERRED),
        TermPair("韩国", "ROK", 0.95, 0.8, 2, Status.APPROVED),
        TermPair("韩国", "Corea", 0.99, 0.1, 1, Status.REJECTED),
    ),
)
SUGGESTED = ConceptEntry("c3", (TermPair("互信", "mutual trust", 0.97, 0.5, 0, Status.SUGGESTED),))


def write(tmp_path, name, content, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


def terms(entries):
    return [(pair.zh, pair.en) for entry in entries for pair in entry.pairs]


def test_the_table_has_the_columns_and_order_of_the_contract(tmp_path):
    path = tmp_path / "glossary.tsv"
    write_glossary(path, [SUGGESTED, KOREA, DIPLOMACY])

    assert path.read_text("utf-8").splitlines() == [
        "zh\ten\tscore\tprobability\tfrequency\tstatus\tdomain\tcontext_zh\tcontext_en\t"
        "concept\tnote\ttermhood\tcategory",
        "韩国\tROK\t0.9500\t0.8000\t2\tapproved\t\t\t\tc2\t\t0.0000\t",
        "务实外交\tpragmatic diplomacy\t0.9100\t0.8750\t12\tcandidate\t外交\t李在明强调务实外交。\t"
        "Lee stressed pragmatic diplomacy.\tc1\tLee's term; "
        "contexts: two documents, not a translation\t0.9600\tterm",
        "韩国\tSouth Korea\t0.9000\t0.9000\t3\tpreferred\t\t\t\tc2\t\t0.0000\t",
        "互信\tmutual trust\t0.9700\t0.5000\t0\tsuggested\t\t\t\tc3\t\t0.0000\t",
        "韩国\tCorea\t0.9900\t0.1000\t1\trejected\t\t\t\tc2\t\t0.0000\t",
    ]


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx"])
def test_a_table_that_is_read_and_written_again_is_the_same(tmp_path, suffix):
    first, second = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    write_glossary(first, [SUGGESTED, KOREA, DIPLOMACY])
    entries = read_glossary(first)
    write_glossary(second, entries)

    assert first.read_bytes() == second.read_bytes()
    assert DIPLOMACY in entries


def test_zh_and_en_are_enough_and_mean_approved(tmp_path):
    path = write(tmp_path, "g.tsv", "note\ten\tzh\nofficial\tReform\t改革\n")

    (entry,) = read_glossary(path)

    assert entry.pairs == (TermPair("改革", "Reform", 1.0, 1.0, 0, Status.APPROVED, termhood=1.0),)
    assert entry.note == "official"
    assert entry.id == concept_id("改革", "Reform")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("g.tsv", "改革\tReform\nAI\tAI\n"),
        ("g.tsv", "Reform\t改革\nAI\tAI\n"),
        ("g.txt", "\ufeff改革\tReform\r\nAI\tAI\r\n"),
        ("g.utf8", "# our terms\nReform\t改革\tofficial\n\nAI\tAI\n"),
        ("g.csv", "改革,Reform\nAI,AI\n"),
        ("g.csv", '"改革";"Reform"\n"AI";"AI"\n'),
        ("g.csv", "Chinese,English\n改革,Reform\nAI,AI\n"),
        ("g.csv", "English_United_States,Chinese_PRC\nReform,改革\nAI,AI\n"),
        ("g.tsv", "zh_CN\ten-us\n改革\tReform\nAI\tAI\n"),
    ],
)
def test_tables_without_our_header_are_read_by_their_script(tmp_path, name, content):
    assert terms(read_glossary(write(tmp_path, name, content))) == [
        ("改革", "Reform"),
        ("AI", "AI"),
    ]


def test_a_category_of_somebody_else_is_a_subject_field(tmp_path):
    rows = "zh\ten\tcategory\n期权\toption\tfinance\n张三\tZhang San\tPerson\n"

    option, person = read_glossary(write(tmp_path, "g.tsv", rows))

    assert (option.domain, option.pairs[0].category) == ("finance", None)
    assert (person.domain, person.pairs[0].category) == ("", Category.PERSON)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_what_spreadsheets_write_is_read(tmp_path, encoding):
    content = "zh,en\n改革开放,reform and opening up\n一带一路,Belt and Road\n"

    entries = read_glossary(write(tmp_path, "g.csv", content, encoding))

    assert terms(entries)[0] == ("改革开放", "reform and opening up")


def test_rows_of_one_concept_come_together(tmp_path):
    path = write(
        tmp_path,
        "g.tsv",
        "zh\ten\tconcept\tnote\n韩国\tSouth Korea\tk\told\n外交\tdiplomacy\td\t\n"
        "韩国\tROK\tk\tnew\n",
    )

    korea, diplomacy = read_glossary(path)

    assert [pair.en for pair in korea.pairs] == ["South Korea", "ROK"]
    assert korea.note == "old; new"
    assert diplomacy.id == "d"


@pytest.mark.parametrize(
    ("name", "content", "line", "reason"),
    [
        ("g.tsv", "", None, "is empty"),
        ("g.tsv", "zh\tscore\n改革\t1\n", 1, "no column en"),
        ("g.tsv", "zh\ten\tnote\n改革\tReform\n\t\t\n \tx\n\t \tnote\n", 5, "neither"),
        (
            "g.tsv",
            "zh\ten\tstatus\n改革\tReform\tgood\n",
            2,
            "no status 'good'; there are preferred",
        ),
        ("g.tsv", "zh\ten\tscore\n改革\tReform\thigh\n", 2, "score 'high' is no number"),
        ("g.tsv", "zh\ten\tscore\n改革\tReform\tnan\n", 2, "score 'nan' is no number"),
        ("g.tsv", "zh\ten\tfrequency\n改革\tReform\t1.5\n", 2, "frequency '1.5'"),
        ("g.tsv", "改革\tReform\n开放\n", 2, "one column only"),
        ("g.tsv", "Reform\tréforme\n", None, "no Chinese"),
        ("g.csv", 'zh,en\n改革,Reform\n开放,"opening" up\n', 3, "quotes"),
        ("g.utf8", "改革 Reform\n", 1, "one column only"),
    ],
)
def test_faults_are_named_with_line_and_remedy(tmp_path, name, content, line, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read_glossary(write(tmp_path, name, content))

    assert caught.value.line == line
    assert "\n" not in str(caught.value)


def test_omegat_gets_plain_lines_in_its_direction(tmp_path):
    zh, en = tmp_path / "zh.utf8", tmp_path / "en.utf8"
    sars = ConceptEntry("c4", (TermPair("非典型肺炎（SARS）", "#SARS", status=Status.APPROVED),))
    one_sided = ConceptEntry("c5", (TermPair("躺平", ""),))
    entries = [DIPLOMACY, KOREA, sars, one_sided]
    write_glossary(zh, entries)
    write_glossary(en, entries, source="en-US", target="zh-CN")

    assert zh.read_text("utf-8").split("\n") == [
        "务实外交\tpragmatic diplomacy\tcandidate; 外交; Lee's term",
        "韩国\tSouth Korea\t",
        "韩国\tROK\t",
        "非典型肺炎\t#SARS\t",  # OmegaT finds such a term in its parts only
        "SARS\t#SARS\t",
        "",
    ]
    assert en.read_text("utf-8").split("\n") == [
        "pragmatic diplomacy\t务实外交\tcandidate; 外交; Lee's term",
        "South Korea\t韩国\t",
        "ROK\t韩国\t",
        " #SARS\t非典型肺炎（SARS）\t",  # a # at the very start would make it a comment
        "",
    ]
    assert {("非典型肺炎", "#SARS"), ("SARS", "#SARS")} <= {*terms(read_glossary(en))}


def test_csv_has_one_line_a_row(tmp_path):
    path = tmp_path / "g.csv"
    entry = ConceptEntry("c", (TermPair("一", 'one, "1"', 1.0, 1.0),), note="two\nlines")
    write_glossary(path, [entry])

    assert len(path.read_text("utf-8").splitlines()) == 2
    with path.open(newline="", encoding="utf-8") as stream:
        assert next(csv.DictReader(stream))["en"] == 'one, "1"'


def test_unknown_formats_are_refused_with_the_list(tmp_path):
    with pytest.raises(InputError, match=r"no glossary format \.xls; use one of \.tbx \.tsv"):
        write_glossary(tmp_path / "g.xls", [KOREA])
    with pytest.raises(InputError, match="without a suffix"):
        read_glossary(tmp_path / "glossary")
    with pytest.raises(UsageError, match="no glossary format 'xls'"):
        write_glossary(tmp_path / "g.tsv", [KOREA], "xls")
    with pytest.raises(UsageError, match="one must be Chinese"):
        write_glossary(tmp_path / "g.tbx", [KOREA], source="zh-CN", target="fr")


def test_the_format_may_be_named(tmp_path):
    path = tmp_path / "terms.dat"
    write_glossary(path, [KOREA], "tsv")

    assert path.read_text("utf-8").startswith("zh\ten\t")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read"):
        read_glossary(tmp_path / "none.tsv")


FIELD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8).map(
    lambda text: " ".join(text.split())
)
SHARE = st.integers(0, 10_000).map(lambda n: n / 10_000)
CONTEXTS = st.tuples(FIELD, FIELD).map(
    lambda texts: (SentencePair(*texts, kind=Kind.COMPARABLE),) if any(texts) else ()
)


def is_pair(pair):
    return bool(pair.zh and pair.en if pair.do_not_translate else pair.zh or pair.en)


PAIRS = st.lists(
    st.builds(
        TermPair,
        FIELD,
        FIELD,
        SHARE,
        SHARE,
        st.integers(0, 99),
        st.sampled_from(Status),
        contexts=CONTEXTS,
        zh_code=st.sampled_from(["", "zh-TW", "zh-HK", "zh-Hant"]),
        en_code=st.sampled_from(["", "en-GB"]),
        do_not_translate=st.booleans(),
    ).filter(is_pair),
    min_size=1,
    max_size=3,
    unique_by=lambda pair: (pair.zh, pair.en),
)
ENTRIES = st.lists(
    st.builds(ConceptEntry, FIELD.filter(bool), PAIRS.map(tuple), FIELD, FIELD, FIELD),
    max_size=3,
    unique_by=lambda entry: entry.id,
)


def unordered(entries):
    return {replace(entry, pairs=frozenset(entry.pairs)) for entry in entries}


@given(ENTRIES.filter(bool), st.sampled_from(["tsv", "csv", "xlsx"]))
def test_what_is_written_to_a_table_is_read(tmp_path_factory, entries, suffix):
    path = tmp_path_factory.mktemp("glossary") / f"g.{suffix}"
    write_glossary(path, entries)

    assert unordered(read_glossary(path)) == unordered(entries)


@settings(max_examples=200)
@given(
    st.sampled_from(["tsv", "csv", "utf8", "tbx", "xlsx"]),
    st.binary(max_size=60)
    | st.text(st.sampled_from('zhen改\t\n\r,;"<>&#/martif'), max_size=60).map(str.encode),
)
def test_no_bytes_lead_to_anything_but_entries_or_one_line(tmp_path_factory, suffix, data):
    path = tmp_path_factory.mktemp("fuzz") / f"g.{suffix}"
    path.write_bytes(data)

    try:
        entries, message = read_glossary(path), str(path)
    except DuizhaoError as error:
        entries, message = [], str(error)

    assert message.startswith(str(path))
    assert "\n" not in message
    assert all(entry.pairs for entry in entries)


def test_a_table_says_which_contexts_are_no_translations(tmp_path):
    path = tmp_path / "g.tsv"
    translated = SentencePair("他谈外交。", "He talks of diplomacy.")
    entries = [
        ConceptEntry("c1", (TermPair("务实外交", "pragmatic diplomacy", contexts=(CONTEXT,)),)),
        ConceptEntry("c2", (TermPair("外交", "diplomacy", contexts=(translated,)),)),
    ]
    write_glossary(path, entries)

    lines = path.read_text("utf-8").splitlines()[1:]
    assert [line.split("\t")[10] for line in lines] == [
        "contexts: two documents, not a translation", "",
    ]  # fmt: skip
    assert {(e.note, e.pairs[0].contexts) for e in read_glossary(path)} == {
        ("", (CONTEXT,)),
        ("", (translated,)),
    }


def test_a_workbook_has_numbers_and_the_same_columns(tmp_path):
    path = tmp_path / "g.xlsx"
    write_glossary(path, [DIPLOMACY])
    header, row = openpyxl.load_workbook(path).active.iter_rows(values_only=True)

    assert header[:6] == ("zh", "en", "score", "probability", "frequency", "status")
    assert row[:6] == ("务实外交", "pragmatic diplomacy", 0.91, 0.875, 12, "candidate")


def test_a_workbook_that_a_person_made_is_read(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["English", "Chinese", "Status"],
        ["Reform", "改革", "preferred"],
        [None],
        [2030, "二〇三〇年"],
    ):
        book.active.append(row)
    book.save(tmp_path / "g.xlsx")

    reform, year = read_glossary(tmp_path / "g.xlsx")

    assert reform.pairs == (
        TermPair("改革", "Reform", 1.0, 1.0, 0, Status.PREFERRED, termhood=1.0),
    )
    assert year.pairs[0].en == "2030"


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        (
            "g.tsv",
            "zh\ten\tstatus\n改革\tReform\tgood\n外交\tdiplomacy\n\t\tapproved\n务实\tpragmatic\n",
            [2, 4],
        ),
        ("g.tsv", "改革\n外交\tdiplomacy\n务实\tpragmatic\n", [1]),
        ("g.csv", 'zh,en\n"改革"x,Reform\n外交,diplomacy\n开放,"opening\n务实,pragmatic\n', [2, 4]),
        ("g.utf8", "外交\tdiplomacy\n改革\n务实\tpragmatic\n", [2]),
    ],
)  # fmt: skip
def test_good_entries_are_kept_on_request(tmp_path, name, content, lines):
    path = write(tmp_path, name, content)
    faults = []

    entries = read_glossary(path, faults.append)

    assert terms(entries) == [("外交", "diplomacy"), ("务实", "pragmatic")]
    assert [fault.line for fault in faults] == lines
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert str(caught.value) == str(faults[0])
