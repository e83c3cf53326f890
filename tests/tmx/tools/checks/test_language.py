import pytest

from tmx.tools.checks import language
from tmx.units.unit import Variant


def say(check, zh, en, code="zh-CN"):
    return check(Variant(code, zh), Variant("en-US", en))


@pytest.mark.parametrize(
    "text", ["两国同意扩大贸易。", "The two countries agreed to expand trade."]
)
def test_a_sentence_on_both_sides_was_not_translated(text):
    assert say(language.copied, text, f" {text}")


@pytest.mark.parametrize(
    "text", ["COVID-19", "World Health Organization", "https://a.example/b c", "2026", "3–4 km"]
)
def test_names_and_codes_may_be_the_same_on_both_sides(text):
    assert not say(language.copied, text, text)
    assert not say(language.wrong_language, text, text)


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("Save file", "Save File...", True),
        ("World Health Organization", "World Health Organization", True),
        ("COVID-19", "COVID-19", False),
        ("https://a.example/file", "https://a.example/file", False),
        ("2026", "2026", False),
        ("They met again on the next day.", "They met again on the next day.", False),  # copied
        ("Save file", "Open file", False),
    ],
)
def test_a_phrase_on_both_sides_may_be_a_name_and_is_named(zh, en, fault):
    assert bool(say(language.same_words, zh, en)) is fault


@pytest.mark.parametrize(
    ("zh", "en", "reason"),
    [
        ("They met again on the next day.", "双方次日再次会晤。", "has no Chinese character"),
        ("双方次日再次会晤。", "双方次日再次会晤。", "English side is Chinese"),
        ("原稿", "译稿", "English side is Chinese"),
        ("港", "港3号", "English side is Chinese"),
        ("彼らは翌日に再び会談することになりました。", "They met again.", "looks Japanese"),
        ("그들은 다음 날 다시 만났다.", "They met again.", "looks Korean"),
        ("他们再次会晤。", "Они встретились на следующий день снова.", "Cyrillic"),
        (
            "他们再次会晤。",
            "Am nächsten Tag trafen sich die beiden Minister noch einmal in Berlin.",
            "looks German",
        ),
    ],
)
def test_another_language_is_named(zh, en, reason):
    assert reason in say(language.wrong_language, zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他在WHO工作。", "He works at the WHO."),
        ("iPhone 15 Pro Max", "iPhone 15 Pro Max"),
        ("成语“画蛇添足”", "the idiom 画蛇添足 (drawing a snake and adding feet)"),
        ("普希金（Пушкин）的诗", "poems by Pushkin (Пушкин)"),
        ("《天声人语》（天声人語）专栏", "the column Tensei Jingo (天声人語)"),
    ],
)
def test_quoting_another_language_is_no_fault(zh, en):
    assert not say(language.wrong_language, zh, en)


def test_the_script_is_held_against_the_code():
    assert "zh-CN has 總統訪" in say(language.wrong_script, "總統訪問北京。", "A visit.")
    assert say(language.wrong_script, "总统访问北京。", "A visit.", "zh-TW")
    assert not say(language.wrong_script, "總統訪問北京。", "A visit.", "zh-HK")
    assert not say(language.wrong_script, "總統訪問北京。", "A visit.", "zh")
    assert not say(language.wrong_script, "於是他说：“乾隆是皇帝。”", "He spoke.")


@pytest.mark.parametrize(
    ("written", "read"), [("utf-8", "cp1252"), ("utf-8", "gbk"), ("gbk", "latin-1")]
)
def test_text_read_in_the_wrong_encoding_is_seen(written, read):
    zh = "韩国总统访问中国，双方同意扩大贸易。"
    assert say(language.damaged, zh.encode(written).decode(read, "ignore"), "A visit.")


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("访问\ufffd\ufffd", "A visit."),
        ("锟斤拷锟斤拷", "A visit."),
        ("？？？".replace("？", "?") + "，", "A visit."),
        ("访问", "The countryâ€™s visit"),
        ("访问\ue023", "A visit."),
    ],
)
def test_ruins_of_text_are_seen(zh, en):
    assert say(language.damaged, zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他说：“好！”——《论语》", "“Good!” he said — a naïve café résumé."),
        ("为什么???", "Why???"),
        ("𠮷野家", "Yoshinoya"),
        ("温度为25℃，±0.5％", "25 °C ± 0.5 %"),
    ],
)
def test_unusual_characters_are_no_damage(zh, en):
    assert not say(language.damaged, zh, en)
