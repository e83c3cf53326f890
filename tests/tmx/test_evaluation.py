import pytest

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import Language, SentencePair

MEMORY = [
    SentencePair(
        "韩国总统周四抵达北京。", "South Korea's president arrived in Beijing on Thursday."
    ),
    SentencePair(
        "双方同意扩大经贸合作，并签署文件。", "The two agreed to expand trade and signed papers."
    ),
]
TEST = [
    MEMORY[0],
    SentencePair("韩国总统周五抵达北京。", "South Korea's president arrived in Beijing on Friday."),
    SentencePair("天气晴朗，气温适宜。", "It was sunny and mild."),
]


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write_pairs(path, MEMORY)
    return path


def test_coverage_and_quality_of_the_suggestions(memory, tmp_path):
    tmx.write_pairs(tmp_path / "test.tsv", TEST)
    result = tmx.evaluate(memory, tmp_path / "test.tsv")
    assert (result.source, result.segments, result.suggested) == (Language.ZH, 3, 2)
    assert result.bands == {
        "100": 1, "95-99": 0, "85-94": 1, "75-84": 0, "50-74": 0, "none": 1
    }  # fmt: skip
    assert sum(result.characters.values()) == sum(len(pair.zh) for pair in TEST)
    assert set(result.suggestions) == {"BLEU", "chrF2", "TER"}
    assert 70 < result.suggestions["BLEU"].value < 100
    assert result.whole["BLEU"].value < result.suggestions["BLEU"].value
    assert result.whole["TER"].value > result.suggestions["TER"].value
    assert "tok:13a" in result.suggestions["BLEU"].signature


@pytest.mark.parametrize("name", ["t.tmx", "t.csv", "t.xlsx", "t.jsonl", "t.xlf", "t.moses"])
def test_references_come_in_any_form(memory, tmp_path, name):
    tmx.write_pairs(tmp_path / name, TEST)
    result = tmx.evaluate(memory, tmp_path / name)
    assert (result.segments, result.bands["100"], len(result.whole)) == (3, 1, 3)


def test_chinese_is_scored_by_characters(memory, tmp_path):
    tmx.write_pairs(tmp_path / "test.tmx", TEST, "en-US", "zh-CN")
    result = tmx.evaluate(memory, tmp_path / "test.tmx", source=Language.EN)
    assert "tok:zh" in result.suggestions["BLEU"].signature
    assert "asian:yes" in result.suggestions["TER"].signature
    # one of 22 characters is wrong
    assert result.suggestions["TER"].value == pytest.approx(100 / 22, abs=0.01)


def test_english_is_counted_in_words_too(memory, tmp_path):
    tmx.write_pairs(tmp_path / "test.tsv", TEST)
    result = tmx.evaluate(memory, tmp_path / "test.tsv", source=Language.EN)
    assert (result.words["100"], sum(result.words.values())) == (8, 21)
    assert tmx.evaluate(memory, tmp_path / "test.tsv").words == {}


def test_a_segment_without_chinese_characters_is_looked_up_in_its_language(tmp_path):
    tmx.write_pairs(tmp_path / "memory.tmx", [SentencePair("OPEC+ 2024", "OPEC plus, in 2024")])
    tmx.write_pairs(tmp_path / "test.tsv", [SentencePair("OPEC+ 2024", "OPEC plus in 2024")])
    assert tmx.evaluate(tmp_path / "memory.tmx", tmp_path / "test.tsv").bands["100"] == 1


def test_a_name_in_chinese_makes_no_chinese_text(memory, tmp_path):
    text = tmp_path / "new.txt"
    text.write_text("The president met Seo Minhyuk (徐敏赫) in Beijing.\n", encoding="utf-8")
    assert tmx.evaluate(memory, text).source is Language.EN


def test_a_text_without_references_gives_coverage_alone(memory, tmp_path):
    text = tmp_path / "new.txt"
    text.write_text("韓國總統週四抵達北京。\n\n无关。\n", encoding="utf-8")
    result = tmx.evaluate(memory, text)
    assert (result.segments, result.bands["100"], result.bands["none"]) == (2, 1, 1)
    assert result.suggestions == result.whole == {}
    with pytest.raises(UsageError, match="is zh, not en"):
        tmx.evaluate(memory, text, source=Language.EN)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_text_is_read_in_other_encodings(memory, tmp_path, encoding):
    text = tmp_path / "new.txt"
    text.write_bytes("韩国总统周四抵达北京。\n天气晴朗。\n".encode(encoding))
    assert tmx.evaluate(memory, text).bands["100"] == 1


def test_another_kind_of_text_is_refused_with_those_that_are_read(memory, tmp_path):
    page = tmp_path / "new.html"
    page.write_text("<p>双方同意。</p>", encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.html is no kind of test; supported are .*\.txt"):
        tmx.evaluate(memory, page)


def test_an_empty_text_is_refused(memory, tmp_path):
    text = tmp_path / "new.txt"
    text.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="no segments"):
        tmx.evaluate(memory, text)
