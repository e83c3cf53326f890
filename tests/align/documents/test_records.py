"""Document pairs and topics as JSON: what a script reads."""

import pytest

from align.documents.coverage import Coverage
from align.documents.records import pair_records, time_span, topic_records
from corpus.model import Document, DocumentPair, Kind, Language, Script, Sentence, Topic

VISIT_ZH = ["韩国总统抵达北京。", "总统在北京会见企业家。"]
VISIT_EN = ["The South Korean president arrived in Beijing.", "The president met business leaders."]
REEL_EN = ["A film reel turned up in an attic.", "The archive copied the reel."]


def document(key, language, texts, published="", outlet=""):
    script = Script.HANS if language is Language.ZH else Script.LATN
    return Document(
        key, f"news/{key}.txt", language, script, ("".join(texts),), texts[0], outlet, published
    )


DOCUMENTS = (
    document("e1", Language.EN, VISIT_EN, "2026-03-02", "Harbour Post"),
    document("e2", Language.EN, REEL_EN),
    document("z1", Language.ZH, VISIT_ZH, "2026-03-01"),
)
SENTENCES = {
    found.id: tuple(Sentence(found.id, k, 0, 0, text) for k, text in enumerate(texts))
    for found, texts in zip(DOCUMENTS, (VISIT_EN, REEL_EN, VISIT_ZH), strict=True)
}
COVERAGE = Coverage(
    {found.id: found for found in DOCUMENTS},
    SENTENCES,
    {"again/e1.txt": "e1", **{found.origin: found.id for found in DOCUMENTS}},
)
PAIR = DocumentPair("z1", "e1", 0.98765, Kind.PARALLEL, "2 of 2 sentences correspond")
TOPICS = (Topic(1, ("e1", "z1"), "国事访问", "state visit"), Topic(2, ("e2",), "", "film reel"))


def test_a_pair_has_both_documents_and_why_they_are_one():
    (record,) = pair_records(COVERAGE, [PAIR])
    assert record == {
        "zh": {
            "id": "z1",
            "paths": ["news/z1.txt"],
            "language": "zh",
            "title": "韩国总统抵达北京。",
            "outlet": "",
            "published": "2026-03-01",
        },
        "en": {
            "id": "e1",
            "paths": ["again/e1.txt", "news/e1.txt"],
            "language": "en",
            "title": "The South Korean president arrived in Beijing.",
            "outlet": "Harbour Post",
            "published": "2026-03-02",
        },
        "score": 0.9877,
        "kind": "parallel",
        "reason": "2 of 2 sentences correspond",
    }


def test_pairs_stay_in_the_order_given():
    other = DocumentPair("z1", "e2", 0.2, Kind.COMPARABLE)
    records = pair_records(COVERAGE, [other, PAIR])
    assert [(record["en"]["id"], record["kind"]) for record in records] == [
        ("e2", "comparable"),
        ("e1", "parallel"),
    ]


def test_a_topic_has_its_labels_documents_and_days():
    first, second = topic_records(COVERAGE, TOPICS)
    assert (first["topic"], first["label_zh"], first["label_en"]) == (1, "国事访问", "state visit")
    assert [found["id"] for found in first["documents"]] == ["e1", "z1"]
    assert (first["first"], first["last"]) == ("2026-03-01", "2026-03-02")
    assert (second["first"], second["last"]) == ("", "")


def test_the_key_terms_are_more_than_the_label_and_of_each_language():
    first, second = topic_records(COVERAGE, TOPICS)
    assert {"总统", "北京"} <= set(first["terms_zh"])
    assert "Beijing" in first["terms_en"]
    assert second["terms_zh"] == []
    assert "reel" in second["terms_en"]


def test_key_terms_are_as_many_as_a_reader_takes_in_at_a_glance():
    words = "reel attic archive regatta camera rowing nitrate frame harbour museum projector"
    text = f"The {words.replace(' ', ' and the ')}."
    sentences = {"e2": (Sentence("e2", 0, 0, 0, text),)}
    coverage = Coverage({"e2": DOCUMENTS[1]}, sentences, {"news/e2.txt": "e2"})
    (record,) = topic_records(coverage, TOPICS[1:])
    assert len(record["terms_en"]) == 8


@pytest.mark.parametrize(
    ("published", "span"),
    [
        ([], ("", "")),
        (["", ""], ("", "")),
        (["2026-03-02", "", "2025-12-31"], ("2025-12-31", "2026-03-02")),
        (["2026-03-02"], ("2026-03-02", "2026-03-02")),
    ],
)
def test_the_span_of_a_topic_is_that_of_the_dates_that_are_known(published, span):
    documents = [document(str(k), Language.EN, ["x"], day) for k, day in enumerate(published)]
    assert time_span(documents) == span


def test_nothing():
    assert pair_records(COVERAGE, []) == topic_records(COVERAGE, []) == []
