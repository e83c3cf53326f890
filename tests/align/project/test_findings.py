"""Sentence pairs and groups of documents, as they follow from what was found."""

from align.project.findings import coverage_groups, topic_name
from corpus.model import Kind, Topic
from tests.align.small_findings import COVERAGE, FINDINGS, PAIRS, TOPICS


def test_sentence_pairs_are_the_beads_with_two_sides():
    first, second, third = FINDINGS.sentence_pairs
    assert (first.zh, first.en, first.topic) == ("会谈结束。", "Talks ended.", "会谈 / talks")
    assert (second.zh, second.zh_ids) == ("双方同意。他们这样说。", (1, 2))
    assert (third.kind, third.topic) == (Kind.COMPARABLE, "topic 2")
    assert (third.zh_document, third.en_document) == ("news/hant.txt", "news/en.txt")


def test_a_topic_is_called_by_its_labels():
    assert topic_name(Topic(3, (), "", "fire")) == "fire"
    assert topic_name(Topic(3, ())) == "topic 3"


def test_topics_with_comparable_documents_are_groups_for_term_extraction():
    assert coverage_groups(COVERAGE, PAIRS[:1], TOPICS) == []
    first, second = coverage_groups(COVERAGE, PAIRS, TOPICS)
    assert (first.topic, second.topic) == ("会谈 / talks", "topic 2")
    assert [sentence.text for sentence in first.zh] == ["会谈结束。", "双方同意。", "他们这样说。"]
    assert {sentence.origin for sentence in first.en} == {"news/en.txt"}
    assert second.en == []
