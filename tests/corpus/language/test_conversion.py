from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from corpus.errors import UsageError
from corpus.language.conversion import (
    CONVERSIONS,
    convert,
    normal_form,
    one_sided_characters,
    regional_variants,
    tables_digest,
    to_simplified,
)

PLAIN = {name: OpenCC(name) for name in CONVERSIONS}
SAMPLES = (
    "头发发展，皇后在后面；只有一只台风干燥的台湾。",
    "軟體與網路：頭髮、發展、皇后、後面，乾坤與乾燥。",
    "“里面”的鼠标……一出戏，二十余人——复杂ABC 反复",
)


@lru_cache
def words_of(conversion):
    """Keys of the dictionaries, overlapping ones among them, mixed with other text."""
    keys = [
        key for step in PLAIN[conversion]._dict_chain_data for *_, table in step for key in table
    ]
    return st.lists(
        st.one_of(st.sampled_from(keys), st.text(max_size=3), st.sampled_from("，。 -a1里后台")),
        max_size=8,
    ).map("".join)


@pytest.mark.parametrize("conversion", CONVERSIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_fast_path_equals_opencc(conversion, data):
    text = data.draw(words_of(conversion))
    assert convert(text, conversion) == PLAIN[conversion].convert(text)


@pytest.mark.parametrize("conversion", CONVERSIONS)
@pytest.mark.parametrize("text", SAMPLES)
def test_real_text_equals_opencc(conversion, text):
    assert convert(text, conversion) == PLAIN[conversion].convert(text)


@settings(deadline=None)
@given(words_of("t2s"))
def test_the_normal_form_keeps_offsets(text):
    assert len(to_simplified(text)) == len(normal_form(text)) == len(text)


def test_a_character_is_one_sided_by_the_tables_of_opencc():
    changed = [
        {
            character
            for *_, table in PLAIN[conversion]._dict_chain_data[0]
            for character, values in table.items()
            if len(character) == 1 and character not in values.split(" ")
        }
        for conversion in ("s2t", "t2s")
    ]
    assert one_sided_characters() == (changed[0] - changed[1], changed[1] - changed[0])


@pytest.mark.parametrize(("standard", "variant"), regional_variants())
def test_regional_variants_have_one_normal_form(standard, variant):
    assert normal_form(standard) == normal_form(variant)
    assert to_simplified(standard) == to_simplified(variant)


def test_the_tables_of_variants_are_read_whole():
    tables = {name: PLAIN[f"t2{name}"]._dict_chain_data[-1][0][2] for name in ("tw", "hk")}
    assert {standard for standard, _ in regional_variants()} >= {*tables["tw"], *tables["hk"]} - {
        key for table in tables.values() for key in table if len(key) > 1
    }


@settings(deadline=None)
@given(text=words_of("t2s"), data=st.data())
def test_a_variant_may_stand_for_another_wherever_it_stands(text, data):
    pairs = regional_variants()
    standard, variant = data.draw(st.sampled_from(pairs))
    mixed = text + standard + text + variant
    assert normal_form(mixed.replace(standard, variant)) == normal_form(mixed)
    assert normal_form(mixed.replace(variant, standard)) == normal_form(mixed)


@settings(deadline=None)
@given(words_of("s2t"))
def test_a_normal_form_is_its_own(text):
    once = normal_form(text)
    assert normal_form(once) == once


@given(st.sampled_from(SAMPLES))
def test_only_matching_takes_characters_of_simplified_text_for_each_other(text):
    simplified = to_simplified(text)
    assert to_simplified(simplified) == simplified
    assert to_simplified("著名的原著，随着接着；什么老幺") == "著名的原著，随着接着；什么老幺"


def test_taiwan_has_its_own_words():
    assert convert("软件和网络", "s2twp") == "軟體和網路"
    assert convert("軟體和網路", "tw2sp") == "软件和网络"


def test_one_sided_characters():
    simplified, traditional = one_sided_characters()
    assert "国" in simplified
    assert "國" in traditional
    assert not {"后", "人", "里", "台"} & (simplified | traditional)


def test_an_unknown_conversion_names_the_known_ones():
    with pytest.raises(UsageError, match="s2twp"):
        convert("国", "s2x")


def test_the_digest_changes_with_the_tables(tmp_path, monkeypatch):
    table = tmp_path / "dictionary" / "TSCharacters.txt"
    table.parent.mkdir()
    monkeypatch.setattr("opencc.__file__", str(tmp_path / "__init__.py"))
    table.write_text("國\t国\n", encoding="utf-8")
    before = tables_digest()
    assert tables_digest() == before
    table.write_text("國\t囯\n", encoding="utf-8")
    assert tables_digest() != before
