import pytest

from tmx.units.languages import normal_code, primary, same_writing


@pytest.mark.parametrize(
    "code", ["zh", "zh-CN", "zh_TW", "ZH-HANS", "chi", "zho", "cmn-Hans", "Chinese", " zh "]
)
def test_every_form_of_chinese_is_chinese(code):
    assert primary(code) == "zh"


@pytest.mark.parametrize("code", ["en", "EN-us", "en_GB", "eng", "English"])
def test_every_form_of_english_is_english(code):
    assert primary(code) == "en"


@pytest.mark.parametrize(
    ("code", "normal"),
    [("ZH_hant_tw", "zh-Hant-TW"), ("chi", "zh"), ("en_us", "en-US"), ("de-1996", "de-1996")],
)
def test_codes_are_written_as_bcp_47_does(code, normal):
    assert normal_code(code) == normal
    assert normal_code(normal) == normal


def test_script_and_not_region_decides_what_may_stand_under_a_code():
    assert same_writing("zh", "zh-CN")
    assert same_writing("zh-Hans-HK", "zh-SG")
    assert same_writing("zh-TW", "zh-Hant")
    assert not same_writing("zh-TW", "zh-CN")
    assert same_writing("en-GB", "en-US")
    assert not same_writing("en", "de")
