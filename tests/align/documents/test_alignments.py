"""Short documents that are translations, judged by an alignment of all their sentences."""

import numpy as np
import pytest

from align.documents.alignments import FIT_FEATURES, fit_rows, fits, other_figures
from align.documents.pairing import pair_documents
from align.documents.translations import Correspondence, translations
from corpus.model import Kind
from glossary.lexicon.evidence import gather_evidence

ZH = [
    "江北轮渡公司新增夜班船",
    "江北轮渡公司昨日宣布，自五月起，往返两岸的末班船推迟到晚上十一点半，方便下夜班的居民。",
    "经理何秀兰说，公司为此买了两艘电动船，还雇了十六名船员。",
    "老乘客们说，过去误了船，只能绕桥走一个钟头。",
    "票价不变。",
]
EN = [
    "Jiangbei ferry adds night boats",
    "The Jiangbei Ferry Company said yesterday that from May the last boat would leave at 11:30.",
    "The change will help residents who work the night shift.",
    "He Xiulan, the manager, said the company had bought two electric boats for this and hired 16 "
    "crew members. Regular passengers said that if they missed the boat in the past, they had to "
    "walk round by the bridge for an hour.",
    "Fares stay the same.",
]
SAME_THEME = [
    "Ferry workers strike over pay",
    "Crews of the Southport ferries stopped work on Monday and demanded higher wages.",
    "The company said it could not afford more than three percent.",
    "Passengers waited on both banks for hours.",
]


def chance(zh, en):
    return fits(gather_evidence(zh, en), [zh], [en], [(0, 0)])[0, 0]


def test_a_free_translation_is_recognised_alone():
    assert chance(ZH, EN) > 0.9
    (pair,) = pair_documents({"z": ZH}, {"e": EN})
    assert pair.kind is Kind.PARALLEL


def test_the_same_theme_is_no_translation():
    assert chance(ZH, SAME_THEME) < 0.5
    assert all(p.kind is Kind.COMPARABLE for p in pair_documents({"z": ZH}, {"e": SAME_THEME}))


def test_templates_find_their_own_translation():
    things = (("茶园", "Tea gardens"), ("桥梁", "Bridges"), ("水井", "Wells"), ("钟楼", "Clocks"))
    zh = {
        zh: [f"{zh}管理办法", f"{zh}应当每年检查一次，费用由业主承担。", f"损坏{zh}的，处以罚款。"]
        for zh, _ in things
    }
    en = {
        zh: [
            f"Measures on {en}",
            f"{en} shall be inspected once a year, at the expense of the owner.",
            f"Whoever damages {en.lower()} shall be fined.",
        ]
        for zh, en in things
    }
    found = {(p.zh, p.en) for p in pair_documents(zh, en) if p.kind is Kind.PARALLEL}
    assert found == {(zh, zh) for zh, _ in things}


def test_rows_are_finite_for_the_shortest_documents():
    rows = fit_rows(gather_evidence(["好。"], ["Yes."]), [["好。"]], [["Yes."]], [(0, 0)])
    assert rows.shape == (1, len(FIT_FEATURES))
    assert np.isfinite(rows).all()


def test_documents_without_sentences_are_not_asked():
    assert fits(gather_evidence(["好。"], []), [["好。"]], [[]], [(0, 0)]) == {}


@pytest.mark.parametrize(
    ("aligned", "expected"),
    [
        ({(0, 0): 0.9}, {(0, 0)}),
        ({(0, 0): 0.6}, set()),
        ({(0, 0): 0.9, (0, 1): 0.95}, {(0, 1)}),
        ({(0, 0): 0.9, (1, 0): 0.95, (1, 1): 0.99}, {(1, 1)}),
    ],
)
def test_each_must_be_the_best_of_the_other(aligned, expected):
    assert translations({}, aligned) == expected
    known = Correspondence(tuple((k, k) for k in range(9)), 0.8, 0.8, 1.0)
    assert translations({(7, 7): known}, aligned) == {(7, 7), *expected}


MAY = [
    "临州港五月货物吞吐量公布",
    "临州港务集团6月9日公布，五月完成货物吞吐量1284万吨，同比增长3.7%。",
    "其中集装箱吞吐量为45.6万标准箱，下降1.2%。",
    "集团表示，下半年将新开两条航线。",
    "港口股当日收于8.35元。",
]
AUGUST = [
    "Linzhou port reports August cargo",
    "The Linzhou Port Group said on September 11 that it handled 15.02 million tonnes of cargo in "
    "August, up 6.4 percent from a year earlier.",
    "Container throughput came to 512,000 TEUs, a rise of 9.8 percent.",
    "The group said that it would buy four cranes this year.",
    "Port shares closed at 9.71 yuan.",
]
MAY_EN = [
    "Linzhou port reports May cargo",
    "The Linzhou Port Group said on June 9 that it handled 12.84 million tonnes of cargo in May, "
    "up 3.7 percent from a year earlier.",
    "Container throughput came to 456,000 TEUs, down 1.2 percent.",
    "The group said that it would open two new routes in the second half of the year.",
    "Port shares closed at 8.35 yuan.",
]


def test_reports_of_two_months_are_no_translation_since_their_figures_differ():
    assert chance(MAY, MAY_EN) > 0.7
    assert chance(MAY, AUGUST) == 0.0
    pairs = pair_documents({"may": MAY}, {"may": MAY_EN, "august": AUGUST})
    assert [pair.en for pair in pairs if pair.kind is Kind.PARALLEL] == ["may"]
    alone = pair_documents({"may": MAY}, {"august": AUGUST})
    assert Kind.PARALLEL not in {pair.kind for pair in alone}


def test_few_figures_tell_nothing():
    assert other_figures([ZH, MAY], [EN, AUGUST, SAME_THEME], [(0, 0), (0, 2), (1, 1)]) == {(1, 1)}


def test_other_figures_count_only_where_little_is_in_common():
    half, less = (
        {(0, 0): Correspondence(((0, 0),) * 5, share, share, 1.0)} for share in (0.6, 0.4)
    )
    for found, unlike, kept in ((half, {(0, 0)}, 1), (less, {(0, 0)}, 0), (less, set(), 1)):
        assert len(translations(found, unlike=unlike)) == kept
