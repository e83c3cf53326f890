import pytest

import tmx
from corpus.model import Script, SentencePair
from tmx.units.languages import SCRIPT_CODES, code_in_script
from tmx.units.scripts import most_written


def unit(text, code, markup=""):
    return tmx.TranslationUnit((tmx.Variant(code, text, markup), tmx.Variant("en", "x 汉")))


@pytest.mark.parametrize(
    ("text", "code", "script", "converted", "new_code", "how"),
    [
        ("两国领导人会谈。", "zh-CN", "taiwan", "兩國領導人會談。", "zh-TW", "s2tw"),
        ("里面有软件", "zh", "hong-kong", "裏面有軟件", "zh-HK", "s2hk"),
        ("两国会谈", "zh_CN", "traditional", "兩國會談", "zh-Hant", "s2t"),
        ("裡面有軟體，看著", "zh-TW", "simplified", "里面有软体，看着", "zh-CN", "tw2s"),
        ("裏面有軟件", "zh-HK", "simplified", "里面有软件", "zh-CN", "hk2s"),
        ("裏面有軟件", "zh-Hant", "taiwan", "裡面有軟件", "zh-Hant", "t2tw"),
        ("看著接著", "zh-TW", "simplified", "看着接着", "zh-CN", "tw2s"),
        ("接著读", "zh-CN", "simplified", "接着读", "zh-CN", "t2s"),  # no region says it
        ("隨著原著改編", "zh-HK", "simplified", "随着原著改编", "zh-CN", "hk2s"),
        ("隨著原著改編", "zh", "simplified", "随着原著改编", "zh", "t2s"),
        ("隨著原著改編", "zh-TW", "hong-kong", "隨着原著改編", "zh-HK", "t2hk"),
        (
            "於是他走了。位於上海。他很瞭解。",
            "zh-CN",
            "simplified",
            "于是他走了。位于上海。他很了解。",
            "zh-CN",
            "t2s",
        ),
        ("衞生部", "zh-CN", "simplified", "卫生部", "zh-CN", "t2s"),
        ("藉口", "zh", "simplified", "借口", "zh", "t2s"),
        ("于先生住在斗六", "zh-TW", "taiwan", "于先生住在斗六", "zh-TW", None),
        ("于先生住在斗六", "zh-TW", "traditional", "于先生住在斗六", "zh-TW", None),
        ("余生在山峰", "zh-HK", "hong-kong", "余生在山峰", "zh-HK", None),
        ("布告不准改", "zh-Hant", "traditional", "布告不准改", "zh-Hant", None),
        ("两国会谈", "zh-TW", "taiwan", "兩國會談", "zh-TW", "s2tw"),  # its code errs
        ("于是游泳", "zh-CN", "taiwan", "於是游泳", "zh-TW", "s2tw"),
        ("天安", "zh-MO", "hong-kong", "天安", "zh-MO", None),
        ("一个中国政策", "zh-CN", "traditional", "一個中國政策", "zh-Hant", "s2t"),
        ("百年历史与乾隆", "zh-CN", "traditional", "百年歷史與乾隆", "zh-Hant", "s2t"),
        ("兩國會談", "zh-CN", "simplified", "两国会谈", "zh-CN", "t2s"),  # its code errs
        ("裡面有軟體", "zh-TW", "taiwan", "裡面有軟體", "zh-TW", None),
        ("天安", "zh-CN", "taiwan", "天安", "zh-TW", None),
        ("两国会谈", "zh-CN", "published", "两国会谈", "zh-CN", None),
    ],
)
def test_chinese_in_another_script(text, code, script, converted, new_code, how):
    (found,) = tmx.in_script([unit(text, code)], script)
    chinese, english = found.variants
    assert (chinese.text, chinese.language) == (converted, new_code)
    assert dict(chinese.properties).get("x-converted") == how
    assert english.text == "x 汉"


def test_tags_stay_as_they_are():
    marked = '请<bpt i="1" type="简">&lt;b&gt;</bpt>说话<ept i="1"/>'
    (found,) = tmx.in_script([unit("请说话", "zh", marked)], "taiwan")
    assert found.variants[0].markup == '請<bpt i="1" type="简">&lt;b&gt;</bpt>說話<ept i="1"/>'


def test_pairs_are_converted_too():
    pairs = [SentencePair("两国会谈", "Talks 汉"), SentencePair("天安", "x")]
    found = list(tmx.pairs_in_script(pairs, "taiwan"))
    assert found == [SentencePair("兩國會談", "Talks 汉"), pairs[1]]
    assert list(tmx.pairs_in_script(pairs, "published")) == pairs


def test_a_code_that_says_the_script_is_kept():
    assert code_in_script("zh-SG", "simplified") == "zh-SG"
    assert code_in_script("zh-Hant-HK", "hong-kong") == "zh-Hant-HK"
    assert code_in_script("zh-Hant", "taiwan") == "zh-Hant"
    assert code_in_script("zh-TW", "traditional") == "zh-TW"
    assert code_in_script("zh-TW", "simplified") == "zh-CN"
    assert code_in_script("en-GB", "taiwan") == "en-GB"
    assert code_in_script("zh", "published") == "zh"


@pytest.mark.parametrize(
    ("code", "script"), [("zh-Hant-HK", "taiwan"), ("zh-MO", "taiwan"), ("zh-TW", "hong-kong")]
)
def test_a_code_of_another_region_gives_way(code, script):
    assert code_in_script(code, script) == SCRIPT_CODES[script]


# Traditional text with characters that Simplified has, too, for others as well.
SURNAMES = [
    "于先生",
    "游先生",
    "余生",
    "布告",
    "范郁",
    "谷口",
    "里長",
    "皇后",
    "几上",
    "秘密在床上",
]


@pytest.mark.parametrize("text", SURNAMES)
@pytest.mark.parametrize("script", ["traditional", "taiwan", "hong-kong"])
@pytest.mark.parametrize("code", ["zh-TW", "zh-HK", "zh-Hant", "zh-MO", "zh"])
def test_what_says_that_a_segment_is_traditional_outranks_a_guess(text, script, code):
    pairs = [SentencePair(text, "x")]
    document = Script.HANT if code == "zh" else None
    assert list(tmx.pairs_in_script(pairs, script, code, document)) == pairs
    (found,) = tmx.in_script([unit(text, code)], script, document)
    assert found.variants[0].text == text


def test_most_segments_that_show_a_script_say_that_of_their_document():
    assert most_written(["于先生", "布告", "兩國會談", "余生"]) is Script.HANT
    assert most_written(["于先生", "两国会谈"]) is Script.HANS
    assert most_written([]) is Script.HANS


def test_a_converted_memory_loads_under_its_new_code(tmp_path):
    path = tmp_path / "memory.tmx"
    units = tmx.in_script([unit("两国会谈", "zh-CN")], "taiwan")
    assert tmx.write(path, units, source="zh-TW", target="en-US") == 1
    (found,) = tmx.read(path)
    assert found.segments == {"zh-TW": "兩國會談", "en-US": "x 汉"}
    assert tmx.validate(path) == []
