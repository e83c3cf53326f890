import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError, UnsupportedLanguageError
from corpus.language.conversion import one_sided_characters
from corpus.language.identification import chinese_code, identify, script_of, scripts_of
from corpus.model import Language, Script

ZH = (Language.ZH, Script.HANS)
HANT = (Language.ZH, Script.HANT)
EN = (Language.EN, Script.LATN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("外长会见到访的客人，双方谈到了贸易。", ZH),
        ("外長會見到訪的客人，雙方談到了貿易。", HANT),
        ("皇后", ZH),  # nothing decides
        ("The minister received the guests and spoke about trade.", EN),
        ("务实外交：他用英语说“pragmatic diplomacy is the way forward”，会场很安静。", ZH),
        ("He calls it 务实外交, a term that has been in use for years in Chinese papers.", EN),
        ("他提到了東京的“カラオケ”店，并说那里的气氛很好，值得一去，大家都笑了。", ZH),
    ],
)
def test_languages_and_scripts(text, expected):
    assert identify(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lee meets Xi",
        "Summit Talks Stall; Markets Slide; Yuan Weakens",
        "Kim Min-jae, Son Heung-min, Lee Kang-in, Hwang Hee-chan and Cho Gue-sung start",
        "Wang Wei, Li Qiang, Zhang San, Zhao Leji, Hu Jintao, Deng Xiaoping",
        "No, no, no, no, no.",
        "Samsung, LG, Hyundai, Kia, POSCO, Lotte",
        "Excellent kung fu!",
    ],
)
def test_english_headlines_and_names_are_english(text):
    assert identify(text) == EN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("首相は北京を訪れ、会談を行った。", "Japanese"),
        ("대통령은 베이징을 방문했다.", "Korean"),
        ("Президент прибыл с визитом.", "Cyrillic"),
        ("وصل الرئيس إلى المدينة", "Arabic"),
        ("Le ministre est arrivé dimanche dans la capitale pour une visite.", "French"),
        ("Der Minister ist am Sonntag in der Hauptstadt angekommen.", "German"),
        ("El ministro llegó el domingo a la capital para una visita.", "Spanish"),
        ("Bộ trưởng đã đến thủ đô vào hôm chủ nhật để thăm.", "Vietnamese"),
        ("Menteri itu tiba di ibu kota pada hari Minggu untuk kunjungan.", "Indonesian"),
    ],
)
def test_other_languages_are_refused_by_name(text, name):
    with pytest.raises(UnsupportedLanguageError, match=name) as caught:
        identify(text, "news/a.txt")
    assert str(caught.value).startswith("news/a.txt: ")


@pytest.mark.parametrize("text", ["", " \n", "12 + 30 = 42", "……！？"])
def test_text_without_letters_is_no_language(text):
    with pytest.raises(InputError, match="no letters") as caught:
        identify(text)
    assert not isinstance(caught.value, UnsupportedLanguageError)


def test_the_script_is_that_of_most_characters():
    assert script_of("國家與人民實現發展，后来的“国”字") is Script.HANT


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "a b " * 5_000,
        "abcdefghijklmnopqrstuvwxyz" * 500,
        "你好" * 1_000,
        "No news today. " * 10 + "QmFzZTYSXNObRleHQ" * 100,
    ],
)
def test_what_repeats_itself_without_end_is_no_text(text):
    with pytest.raises(InputError, match="is no text"):
        identify(text, "a.txt")


def test_few_letters_and_long_words_may_be_text():
    assert identify("No! Oh no! " * 50)[0] is Language.EN
    assert (
        identify(f"You can see https://example.org/{'a' * 200} for more about this. " * 30)[0]
        is Language.EN
    )
    assert identify("会谈在北京举行，双方表示愿意继续推动合作。" * 300)[0] is Language.ZH


@given(st.text(alphabet="国國说說后的𠮷𫍯𫞎 a", max_size=30))
def test_the_script_is_that_of_most_characters_of_one_script(text):
    simplified, traditional = one_sided_characters()
    more = sum(c in traditional for c in text) > sum(c in simplified for c in text)
    assert script_of(text) is (Script.HANT if more else Script.HANS)


@given(
    st.lists(st.text(alphabet="国國說说峰后的𠮷𫍯𫞎 a\n", max_size=5), max_size=5),
    st.sampled_from([None, Script.HANS, Script.HANT]),
)
def test_many_texts_have_the_scripts_that_each_has(texts, said):
    assert scripts_of(texts, said) == [script_of(text, said) for text in texts]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("卫生部门说，大家正看着这里。", "zh-CN"),
        ("衛生部門說，大家正看著這裡。", "zh-TW"),
        ("衞生署説，大家正看着這裏。", "zh-HK"),
        ("佢哋話，啲嘢喺嗰度嘅。", "zh-HK"),
        ("政府昨日公布新計劃。", "zh-TW"),  # nothing is sure
        ("衛生署說，這裏很好，看着吧。", "zh-TW"),  # Taiwan's 衛 speaks against it
    ],
)
def test_the_code_of_chinese_text_names_the_region_where_it_is_sure(text, code):
    assert chinese_code(text) == code
