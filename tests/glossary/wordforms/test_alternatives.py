"""Which cells hold several terms, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.entries import TermPair
from glossary.wordforms.alternatives import apart, lines_apart, possible_terms, sure_terms


@pytest.mark.parametrize(
    ("text", "other", "terms"),
    [
        ("chip; microchip", "芯片", ["chip", "microchip"]),
        ("国债|公债", "government bond", ["国债", "公债"]),
        ("国债；公债", "bond; bonds", ["国债", "公债"]),
        ("央行、中央银行", "central bank", ["央行", "中央银行"]),
        ("美国联邦储备委员会（美联储）", "Federal Reserve", ["美国联邦储备委员会", "美联储"]),
        ("Federal Reserve (Fed)", "美联储", ["Federal Reserve", "Fed"]),
        ("World Trade Organization (WTO)", "世贸", ["World Trade Organization", "WTO"]),
        ("非典型肺炎（SARS）", "SARS", ["非典型肺炎", "SARS"]),
        ("地铁、地下铁路", "subway; underground railway", ["地铁", "地下铁路"]),
        ("LNG、liquefied natural gas", "液化天然气", ["LNG", "liquefied natural gas"]),
        ("Mariners' Bank of Haven (MBOH)", "银行", ["Mariners' Bank of Haven", "MBOH"]),
        ("Seaman's Bank of Haven (SBoH)", "银行", ["Seaman's Bank of Haven", "SBoH"]),
    ],
)
def test_what_surely_lists_terms_is_parted(text, other, terms):
    assert list(sure_terms(text, other)) == terms
    assert list(possible_terms(text, other)) == terms


@pytest.mark.parametrize(
    ("text", "other", "terms"),
    [
        ("chip/microchip", "芯片", ["chip", "microchip"]),
        ("手机/移动电话", "mobile phone", ["手机", "移动电话"]),
        ("土豆、马铃薯", "potato", ["土豆", "马铃薯"]),
        ("tide table, ebb table", "潮汐表", ["tide table", "ebb table"]),
    ],
)
def test_what_may_list_terms_stays_one(text, other, terms):
    assert sure_terms(text, other) == (text,)
    assert list(possible_terms(text, other)) == terms


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("经济、社会及文化权利", "economic, social and cultural rights"),
        ("打、砸、抢", "looting"),
        ("TCP/IP", "传输协议"),
        ("km/h", "公里每小时"),
        ("input/output", "输入/输出"),
        ("bank (of a river)", "河岸"),
        ("Research &amp; Development", "研发"),
        ("Washington, D.C.", "华盛顿"),
        ("Havenport, Shoreland", "岸州港城"),
        ("地铁、高铁", "subway; high-speed rail"),
        ("when the tide is out, boats lie still", "退潮船静"),
        ("salt, fish and tea", "盐鱼茶"),
    ],
)
def test_one_term_is_one(text, other):
    assert possible_terms(text, other) == (text,)


@given(st.text("芯片央行；;|/、（）() aAb\n,", max_size=12), st.text("芯片;|/、 ab", max_size=8))
def test_parting_loses_no_character_of_a_term(zh, en):
    lines = lines_apart(TermPair(zh, en, 0.5, contexts=()))
    found = [pair for line in lines for pair in apart(line)]
    assert all("\n" not in pair.zh + pair.en for pair in found if len(lines) > 1)
    for line in lines:
        assert len({(pair.zh, pair.en) for pair in apart(line)}) == len(apart(line))
    kept = {each for pair in found for each in pair.zh + pair.en}
    assert {each for each in zh + en if each.isalpha()} <= kept
