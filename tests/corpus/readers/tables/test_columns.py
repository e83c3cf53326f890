import pytest

from corpus.errors import UsageError
from corpus.model import Language
from corpus.readers.tables.columns import chosen, columns, translations

ZH, EN = Language


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Title,Body,Published Date,Source,URL", "title text date outlet url"),
        ("标题,正文,发布时间,来源,链接,语言", "title text date outlet url language"),
        ("標題,內容,日期,來源,網址", "title text date outlet url"),
        ("\ufeffID,headline,content,pub_date", "id title text date"),
    ],
)
def test_usual_names_are_understood(header, found):
    places = columns(header.split(","), {})
    assert places == {(role, None): index for index, role in enumerate(found.split())}


@pytest.mark.parametrize("zh", ["zh", "zh-CN", "Chinese", "中文", "Chinese (Simplified)", "汉语"])
@pytest.mark.parametrize("en", ["en", "EN-US", "English", "英文"])
def test_languages_are_columns_of_text(zh, en):
    assert columns([en, zh], {}) == {("text", EN): 0, ("text", ZH): 1}


@pytest.mark.parametrize(
    "names",
    [
        "title_zh,text_zh,title_en,text_en",
        "中文标题,中文正文,英文标题,英文正文",
        "zh title,zh text,en title,en text",
        "标题（中文）,正文（中文）,标题（英文）,正文（英文）",
    ],
)
def test_a_name_may_say_the_language_too(names):
    places = columns(names.split(","), {})
    roles = [("title", ZH), ("text", ZH), ("title", EN), ("text", EN)]
    assert places == {role: index for index, role in enumerate(roles)}


def test_what_the_user_says_goes_before_names():
    header = ["text", "摘要", "full story"]
    assert columns(header, chosen("text=full story, title=摘要"))["text", None] == 2
    assert columns(["甲", "乙"], chosen("zh=甲,en=乙")) == {("text", ZH): 0, ("text", EN): 1}


def test_names_that_hold_other_words_are_no_languages():
    assert columns(["entitled", "content", "engagement", "comment"], {}) == {("text", None): 1}


@pytest.mark.parametrize("text", ["text", "text=", "body=a", "=a"])
def test_columns_that_are_not_written_right_are_named(text):
    with pytest.raises(UsageError, match="--columns"):
        chosen(text)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UsageError, match="no column is called x; there are: a, b"):
        columns(["a", "b"], {"text": "x"})


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ("序号,原文,译文,备注", (1, 2)),
        ("ID,Source,Target,Status", (1, 2)),
        ("英文译文,段落,中文原文", (0, 2)),
        ("English,Translation", (0, 1)),
        ("title_zh,text_zh,title_en,text_en", None),
        ("中文,英文,日期", None),
        ("Title,Text,Source,Target", None),
        ("正文,原文,译文", None),
        ("原文,原文", None),
        ("Source,Note", None),
    ],
)
def test_a_text_and_its_translation(names, places):
    assert translations(names.split(",")) == places
