"""What a late document calls up from the index of a project."""

import pytest

from align.late.neighbours import neighbours
from corpus.model import Language
from corpus.store.project_file import Store

FILES = {
    "reel.txt": "Film festival opens\nThe film festival opened in Lisbon with a comedy.\n",
    "visit.txt": "President arrives for visit\nPresident Xu Minhe arrived in Beijing today.\n",
    "quake.txt": "Earthquake in the north\nAn earthquake of 6.1 shook the mountains at dawn.\n",
    "zh.txt": "地震袭击北部山区\n黎明时分，北部山区发生6.1级地震，居民逃出房屋。\n",
}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Store("corpus.sqlite") as opened:
        opened.add(sorted(FILES))
        opened.segment()
        yield opened


def called_up(store, text, language):
    origins = {document.id: document.origin for document in store.documents()}
    return [origins[key] for key in neighbours(store.connection, [text], language)]


def test_documents_of_the_other_language_by_the_dictionary(store):
    found = called_up(store, "电影节周五在里斯本开幕。", Language.ZH)
    assert next(name for name in found if name != "zh.txt") == "reel.txt"
    assert called_up(store, "The earthquake struck at dawn.", Language.EN)[0] == "zh.txt"


def test_names_by_their_pinyin(store):
    assert "visit.txt" in called_up(store, "徐敏赫讲话。", Language.ZH)


def test_documents_of_the_same_language_by_their_words(store):
    assert called_up(store, "居民在房屋外过夜。", Language.ZH) == ["zh.txt"]
    assert "quake.txt" in called_up(store, "Rescuers reached the mountains.", Language.EN)


def test_what_shares_nothing_calls_up_nothing(store):
    assert called_up(store, "嗯。", Language.ZH) == []
    assert called_up(store, "", Language.EN) == []
