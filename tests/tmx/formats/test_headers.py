"""Headers as tools and people write them, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from tmx.formats.headers import Column, columns, directed, is_header

CHINESE = [
    "Chinese",
    "chinese",
    "中文",
    "汉语",
    "zh",
    "Mandarin",
    "中文术语",
    "Chinese term",
    "Term [zh]",
]
ENGLISH = ["English", "ENGLISH", "英文", "英語", "en", "eng", "英文术语", "english_text", "term_en"]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["zh-CN", "zh_cn", "Chinese_PRC", "Chinese (PRC)", "Chinese (Simplified, PRC)"], "zh-CN"),
        (
            [
                "zh-TW",
                "ZH_hant_tw",
                "Chinese_Taiwan",
                "中文（台湾）",
                "Chinese (Traditional, Taiwan)",
            ],
            "zh-TW",
        ),
        (["zh-HK", "Chinese_Hong_Kong_S.A.R.", "繁體中文（香港）"], "zh-HK"),
        (["zh-Hans", "Simplified Chinese", "简体中文", "Chinese_Simplified"], "zh-Hans"),
        (["zh-Hant", "Traditional Chinese", "繁體中文", "正體中文"], "zh-Hant"),
        (["en-US", "en_us", "English_United_States", "English (US)", "American English"], "en-US"),
        (["en-GB", "English_United_Kingdom", "British English", "英式英语"], "en-GB"),
        (CHINESE, "zh"),
        (ENGLISH, "en"),
    ],
)
def test_a_language_is_known_with_its_region(names, codes):
    assert set(columns(names)) == {Column("text", codes)}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (
            "note",
            ["Notes", "Comment", "备注", "備註", "说明", "Entry_Note", "Usage note"],
        ),
        ("status", ["Status", "Term status", "状态", "狀態", "Translation Status"]),
        ("forbidden", ["Forbidden", "禁用", "禁用词"]),
        ("definition", ["Definition", "定义", "释义"]),
        ("domain", ["Domain", "Subject field", "领域", "Entry_Subject", "Subdomain"]),
        ("example", ["Example of use", "例句", "Term_Example"]),
        ("part_of_speech", ["pos", "Part of Speech", "词性", "src:pos"]),
        ("do_not_translate", ["Do not translate", "DNT", "不翻译", "Flagged as non-translatable"]),
        ("translatable", ["translatable", "Translation needed"]),
        ("source", ["source", "原文", "sourceString", "Source Term", "src", "Term", "术语"]),
        ("target", ["target", "译文", "targetString", "Target term", "tgt", "Translation"]),
        ("source_language", ["source_language", "sourceLang", "Source locale"]),
        ("target_language", ["target_language", "targetLang"]),
        ("concept", ["Entry_ID", "Concept ID", "id"]),
        (
            "",
            [
                "Begriff",
                "Entry_Created",
                "Entry_ClientID",
                "Français",
                "fr",
                "No.",
                "",
                "created by",
            ],
        ),
    ],
)
def test_a_role_is_known_by_its_words(role, names):
    assert {column.role for column in columns(names)} == {role}


@given(st.permutations(["Chinese_PRC", "English_United_States", "备注", "Client"]))
def test_columns_are_taken_by_name_in_any_order(names):
    found = dict(zip(names, columns(names), strict=True))
    assert found["Chinese_PRC"].language == "zh"
    assert found["English_United_States"].language == "en"
    assert found["备注"] == Column("note")
    assert is_header(columns(names), names)


@pytest.mark.parametrize(
    "names", [["术语", "term"], ["状态", "status"], ["note", "备注"], ["国家", "state"]]
)
def test_a_pair_of_terms_is_no_header(names):
    assert not is_header(columns(names), names)


@pytest.mark.parametrize(
    ("names", "rows", "codes"),
    [
        (["source", "target"], [["改革", "reform"]], ["zh", "en"]),
        (["source", "target"], [["reform", "改革"], ["AI", "AI"]], ["en", "zh"]),
        (["Source language", "Target language"], [["reform", "改革"]], ["en", "zh"]),
        (["zh", "Translation"], [], ["zh", "en"]),
        (["Term", "中文"], [], ["en", "zh"]),
        (["Term", "zh-TW", "en-GB"], [], ["", "zh-TW", "en-GB"]),
    ],
)
def test_source_and_target_get_their_languages(names, rows, codes):
    assert [column.code for column in directed("g.csv", columns(names), rows)] == codes


@pytest.mark.parametrize(
    ("names", "missing"), [(["zh", "fr"], "no column en;"), (["name", "note"], "no column zh, en;")]
)
def test_what_is_missing_is_named(names, missing):
    with pytest.raises(InputError, match=missing):
        directed("g.csv", columns(names), [])
