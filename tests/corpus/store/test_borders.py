"""Borders between sentences that a person decided."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences.splitting import segment
from corpus.model import Document, Language, Script
from corpus.store.borders import Place, create, decide, decided, places, with_borders
from corpus.store.project_file import Store

TEXT = "临海市昨日开通渡轮。市长说这是第一条航线。\n记者到场采访。"


def document(text=TEXT):
    return Document("d", "a.txt", Language.ZH, Script.HANS, tuple(text.split("\n")))


def texts(borders, text=TEXT):
    found = with_borders(segment(document(text)), text, borders)
    assert [each.index for each in found] == [*range(len(found))]
    assert all(text[each.start : each.start + len(each.text)] == each.text for each in found)
    return [each.text for each in found]


def test_a_sentence_is_parted_and_two_are_joined():
    assert texts({5: True}) == [
        "临海市昨日",
        "开通渡轮。",
        "市长说这是第一条航线。",
        "记者到场采访。",
    ]
    assert texts({10: False}) == ["临海市昨日开通渡轮。市长说这是第一条航线。", "记者到场采访。"]
    assert texts({10: False, 13: True})[:2] == ["临海市昨日开通渡轮。市长说", "这是第一条航线。"]


def test_sentences_of_two_paragraphs_are_never_joined():
    assert texts({TEXT.index("记"): False}) == texts({})


def test_a_decision_without_a_place_counts_for_nothing():
    assert texts({0: True, 10: True, len(TEXT): True, 4: False, 999: True}) == texts({})


@given(
    text=st.text("甲乙。 ab.\n", max_size=30),
    borders=st.dictionaries(st.integers(0, 30), st.booleans(), max_size=6),
)
def test_every_character_stays_in_one_sentence(text, borders):
    found = "".join(texts(borders, text))
    assert found.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_what_was_decided_is_kept_by_its_place(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        assert decided(store.connection) == {}
        create(store.connection)
        place = Place.of(document(), TEXT, 10, False)
        assert (place.head, place.tail) == ("临海市昨日开通渡轮。", "市长说这是第一条航线。")
        decide(store.connection, place)
        assert places(store.connection) == [place]
        assert decided(store.connection) == {"d": {10: False}}
        decide(store.connection, place._replace(begins=None))
        assert decided(store.connection) == {}


def test_a_document_is_segmented_again_where_a_border_was_decided(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text("渡轮今天停航。", "utf-8")
    with Store("corpus.sqlite") as store:
        store.add(["a.txt", "b.txt"])
        assert store.segment() == 2
        create(store.connection)
        key = store.document("a.txt")
        decide(store.connection, Place.of(key, key.text, 5, True))
        assert store.segment() == 1
        assert [s.text for s in store.sentences(key.id)][:2] == ["临海市昨日", "开通渡轮。"]
        assert [hit.sentence.text for hit in store.search("开通")] == ["开通渡轮。"]
        assert store.segment() == 0
