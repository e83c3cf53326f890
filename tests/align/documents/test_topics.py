"""Topics: the small set of tests/data/topics, and what a user can rely on."""

from pathlib import Path

import pytest

from align.documents.pairing import pair_documents
from align.documents.topic_labels import group_topics
from corpus.language.sentences.splitting import split
from corpus.model import Language

DATA = Path(__file__).parents[2] / "data" / "topics"


@pytest.fixture(scope="module")
def news() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, str]]:
    rows = [line.split("\t") for line in (DATA / "events.tsv").read_text("utf-8").splitlines()]
    zh, en = {}, {}
    for name, _ in rows[1:]:
        text = (DATA / name).read_text("utf-8")
        chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in text) > 50
        language = Language.ZH if chinese else Language.EN
        side = zh if chinese else en
        side[name] = [text[start:end] for start, end in split(text, language)]
    return zh, en, dict(rows[1:])


@pytest.fixture(scope="module")
def topics(news):
    zh, en, _ = news
    return group_topics(zh, en)


def test_floor_on_the_own_set(news, topics):
    _, _, events = news
    pure = sum(
        max(sum(events[key] == event for key in topic.documents) for event in events.values())
        for topic in topics
    )
    together = sum(
        max(len({key for key in topic.documents if events[key] == event}) for topic in topics)
        for event in set(events.values())
    )
    assert pure >= 15  # measured: all 16
    assert together >= 15


def test_floor_of_pairs_on_the_own_set(news, topics):
    """Comparable reports, two earthquakes among them; a Chinese one has no counterpart."""
    zh, en, events = news
    pairs = pair_documents(zh, en)
    right = [pair for pair in pairs if events[pair.zh] == events[pair.en]]
    asked = {key for key in zh if events[key] in {events[other] for other in en}}
    assert len(pairs) - len(right) <= 1  # measured: none
    assert len({pair.zh for pair in right}) >= len(asked) - 1  # measured: all
    home = {key: topic.number for topic in topics for key in topic.documents}
    assert all(home[pair.zh] == home[pair.en] for pair in pairs)


def test_every_document_in_one_topic_largest_first(news, topics):
    zh, en, _ = news
    documents = [key for topic in topics for key in topic.documents]
    assert sorted(documents) == sorted([*zh, *en])
    assert [topic.number for topic in topics] == list(range(1, len(topics) + 1))
    sizes = [len(topic.documents) for topic in topics]
    assert sizes == sorted(sizes, reverse=True)


def test_two_earthquakes_are_two_events(news, topics):
    _, _, events = news
    for topic in topics:
        held = {events[key] for key in topic.documents}
        assert not {"quake-chile", "quake-greece"} <= held


def test_labels_name_the_event(news, topics):
    _, _, events = news
    label = {events[topic.documents[0]]: topic for topic in topics}
    assert "嫦娥" in label["moon"].label_zh
    assert "Chang’e" in label["moon"].label_en
    assert "智利" in label["quake-chile"].label_zh
    assert label["metro"].label_en == ""
    assert label["bees"].label_zh == ""


def test_the_order_given_makes_no_difference(news, topics):
    zh, en, _ = news
    turned = group_topics(dict(reversed(zh.items())), dict(reversed(en.items())))
    assert turned == topics


def test_documents_stand_in_the_order_asked_for(news):
    zh, en, _ = news
    order = sorted([*zh, *en], reverse=True)
    place = {key: k for k, key in enumerate(order)}
    for topic in group_topics(zh, en, order=order):
        assert list(topic.documents) == sorted(topic.documents, key=place.__getitem__)


def test_small_collections():
    assert group_topics({}, {}) == []
    (alone,) = group_topics({"z": ["广州暴雨致七人死亡。"]}, {})
    assert alone.documents == ("z",)
    two = group_topics(
        {"z": ["广州暴雨致七人死亡。"]}, {"e": ["A film reel was found in Dunedin."]}
    )
    assert [topic.documents for topic in two] == [("e",), ("z",)]


def test_granularity_joins_more_or_less(news):
    zh, en, _ = news
    sizes = [len(group_topics(zh, en, granularity=asked)) for asked in (-3.0, 0.0, 3.0)]
    assert sizes[0] >= sizes[1] >= sizes[2]
    assert sizes[0] > sizes[2]
