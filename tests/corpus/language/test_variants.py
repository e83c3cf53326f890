import pytest

from corpus.language.conversion import to_simplified
from corpus.language.variants import by_words

ZHE = """
隨著 接著 意味著 看著 沿著 執著 軟著陸 著陸 著重 著力 著手 憑藉著
談論著 議論著 翻譯著 彰顯著 合著雙眼
看著名單 隨著作者 意味著作為 讀著書 聽著錄音 有著有趣的名字 計較著 比較著 較著重 讀著《山海》 活著
"""
ZHU = """
原著 專著 論著 譯著 編著 土著 卓著 遺著 新著 所著 拙著 巨著 鉅著 名著 合著 顯著 昭著
彰明較著 成效較著 较著 見微知著
著名 著作 著述 著者 著書 著錄 著稱 跟隨著名導演 採訪著名作家 他著有三部小說 魯迅著《吶喊》
"""


@pytest.mark.parametrize("text", ZHE.split())
def test_the_particle_is_written_as_the_mainland_writes_it(text):
    assert "著" not in by_words(text)
    assert "著" not in to_simplified(text)


@pytest.mark.parametrize("text", ZHU.split())
def test_writings_and_renown_keep_their_character(text):
    assert by_words(text) == text
    assert "著" in to_simplified(text)


def test_both_in_one_sentence():
    assert (
        to_simplified("隨著這部原著改編，著名導演看著劇本") == "随着这部原著改编，著名导演看着剧本"
    )


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("老么", "老幺"),
        ("么妹", "幺妹"),
        ("什麼", "什么"),
        ("什么", "什么"),
        ("多么女性化", "多么女性化"),
    ],
)
def test_the_youngest_is_no_question(text, simplified):
    assert to_simplified(text) == simplified
