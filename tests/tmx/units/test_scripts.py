import pytest

import tmx
from corpus.model import SentencePair
from tmx.units.languages import code_in_script


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
        ("隨著原著改編", "zh-TW", "hong-kong", "隨着原著改編", "zh-TW", "t2hk"),
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
    assert code_in_script("zh-Hant-HK", "taiwan") == "zh-Hant-HK"
    assert code_in_script("zh-TW", "simplified") == "zh-CN"
    assert code_in_script("en-GB", "taiwan") == "en-GB"
    assert code_in_script("zh", "published") == "zh"


def test_a_converted_memory_loads_under_its_new_code(tmp_path):
    path = tmp_path / "memory.tmx"
    units = tmx.in_script([unit("两国会谈", "zh-CN")], "taiwan")
    assert tmx.write(path, units, source="zh-TW", target="en-US") == 1
    (found,) = tmx.read(path)
    assert found.segments == {"zh-TW": "兩國會談", "en-US": "x 汉"}
    assert tmx.validate(path) == []
