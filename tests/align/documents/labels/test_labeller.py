"""What topics are called."""

import pytest

from align.documents.labels.labeller import Labeller
from glossary.entries import ConceptEntry, Status, TermPair


def terms(zh, en, *pairs, count=3):
    """The key terms of one topic in each language, in which extraction found these pairs."""
    entries = [ConceptEntry(f"c{k}", (pair,)) for k, pair in enumerate(pairs)]
    zh_texts, en_texts = {"z": zh} if zh else {}, {"e": en} if en else {}
    labeller = Labeller(zh_texts, en_texts, entries)
    return labeller.key_terms([[*zh_texts, *en_texts]], count)[0]


def sure(zh, en):
    return TermPair(zh, en, 0.9, 0.9, 2)


def test_labels_are_names_and_telling_words():
    zh, en = terms(
        ["登革热疫苗试验公布结果", "研究所说，疫苗对登革热有效。", "登革热病例去年增加。"],
        ["Seo Min-hyuk Visits China", "President Seo said that Seo Min-hyuk would listen."],
    )
    assert "登革热" in zh
    assert "Seo Min-hyuk" in en
    assert "said" not in en


def test_a_topic_has_labels_in_the_languages_of_its_documents():
    assert terms(["广州暴雨致七人死亡。"], [])[1] == []
    assert terms([], ["A film reel was found in Dunedin."])[0] == []


ZH = [
    "维伦堡港遭遇风暴 两千人撤离",
    "风暴周二袭击维伦堡港，两千名居民撤离。",
    "市长莫尔桑说，港务局将关闭集装箱码头。",
]
EN = [
    "Storm hits Vellenburg Harbour",
    "The storm hit Vellenburg Harbour on Tuesday, and two thousand people left the harbour.",
    "Mayor Molsan said that the port authority would close the container terminal.",
]


def test_extracted_terms_stand_whole_in_the_label():
    zh, en = terms(
        ZH,
        EN,
        sure("维伦堡港", "Vellenburg Harbour"),
        sure("港务局", "port authority"),
        sure("集装箱码头", "container terminal"),
        count=8,
    )
    assert zh[0] == "维伦堡港"
    assert en[0] == "Vellenburg Harbour"
    assert {"港务局", "集装箱码头"} <= {*zh}
    assert {"port authority", "container terminal"} <= {*en}
    assert not {"authority", "terminal", "container", "码头"} & {*zh, *en}


@pytest.mark.parametrize(
    "pair",
    [
        sure("维伦", "Vellenburg"),  # cuts a name on both sides
        sure("市长莫尔", "Mayor Molsan"),
        TermPair("袭击维伦堡港", "hit Vellenburg Harbour", 0.1, 0.9),  # hardly a term
        TermPair("两千名居民", "two thousand people", 0.9, 0.2),  # hardly right
        TermPair("两千人撤离", "people left", 0.9, 0.9, status=Status.REJECTED),
        TermPair("港遭遇风暴", "storm hits", 0.9, 0.9, status=Status.SUGGESTED),
    ],
)
def test_what_is_cut_doubtful_or_rejected_is_no_label(pair):
    zh, en = terms(ZH, EN, pair)
    assert pair.zh not in zh
    assert zh[0] == "维伦堡港"
    assert en[0] == "Vellenburg Harbour"


def test_what_people_approved_is_a_label():
    approved = TermPair("港务局", "port authority", status=Status.APPROVED)
    plain, decided = terms(ZH, EN, count=8), terms(ZH, EN, approved, count=8)
    assert "port authority" not in plain[1]
    assert "port authority" in decided[1]


def test_a_term_is_shown_in_the_script_of_the_text():
    zh, _ = terms(
        ["港務局將關閉貨櫃碼頭。", "港務局說，貨櫃碼頭明天關閉。"],
        [],
        sure("港务局", "port authority"),
    )
    assert "港務局" in zh


HANT = ["登革熱疫苗試驗公布結果", "研究所說，疫苗對登革熱有效。", "登革熱病例去年增加。"]
HANS = ["登革热疫苗试验公布结果", "研究所说，疫苗对登革热有效。", "登革热病例去年增加。"]


@pytest.mark.parametrize(
    ("documents", "term"),
    [
        ([HANT], "登革熱"),
        ([HANS], "登革热"),
        ([HANS, HANT, HANT], "登革熱"),
        ([HANT, HANS], "登革热"),
    ],
)  # fmt: skip
def test_a_chinese_label_is_in_the_script_of_most_of_the_documents(documents, term):
    zh = {str(k): text for k, text in enumerate(documents)}
    ((label, _),) = Labeller(zh, {}).labels([list(zh)])
    assert term in label.split("、")
