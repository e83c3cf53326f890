"""What comparable coverage yields, and near misses that it must not take for translations."""

import pytest

from glossary.extraction.comparable import find_in_coverage
from glossary.extraction.coverage_text import CoverageSentence, coverage_text

ZH = [
    "总统朴志勋昨日访华，双方讨论了韩越关系和经济合作。",
    "分析人士说，两国缺乏互信，协作进展缓慢，合作仍然有限。",
    "外长重申一个中国原则，称军事同盟不针对第三方。",
    "“萨德”反导系统的部署曾引发争议，台海局势紧张。",
]
EN = [
    "President Park Ji-hoon began a visit to China on Monday.",
    "The talks covered Vietnam-ROK relations and economic cooperation.",
    "Mutual respect matters, the minister said, repeating the one-China policy.",
    "North Korea fired ballistic missiles, and the military alliance responded.",
    "Cooperation has been slow, not only in Taiwan.",
]


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    zh = [CoverageSentence(text, "zh.txt", i) for i, text in enumerate(ZH)]
    en = [CoverageSentence(text, "en.txt", i) for i, text in enumerate(EN)]
    return {(f.zh, f.en) for f in find_in_coverage(coverage_text("访问", zh, en))}


@pytest.mark.parametrize(
    "pair",
    [
        ("朴志勋", "park ji hoon"),
        ("韩越关系", "vietnam rok relation"),  # in the other order
        ("访华", "visit to china"),  # no dictionary has the word
        ("经济合作", "economic cooperation"),
        ("军事同盟", "military alliance"),
        ("合作", "cooperation"),
        ("协作", "cooperation"),  # one English term for two Chinese ones
    ],
)
def test_terms_of_both_sides_are_paired(found: set[tuple[str, str]], pair: tuple[str, str]) -> None:
    assert pair in found


@pytest.mark.parametrize(
    ("zh", "wrong"),
    [
        ("互信", "mutual respect"),
        ("互信", "mutual"),
        ("一个中国原则", "one china policy"),
        ("萨德反导系统", "ballistic missile"),  # what the dictionary says to explain it
        ("总统朴志勋", "president park ji hoon"),  # a title and a name are two terms
        ("两国", "country"),
        ("台海", "taiwan"),  # its second character says more
    ],
)
def test_near_misses_are_kept_apart(found: set[tuple[str, str]], zh: str, wrong: str) -> None:
    assert (zh, wrong) not in found
