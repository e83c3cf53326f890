import json

from corpus.model import Document
from corpus.readers.registry import ReadFailure, read_bytes


def read(*records):
    lines = [
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in records
    ]
    return read_bytes("news.jsonl", "\n".join(lines).encode())


def test_a_line_is_a_document():
    (found,) = read(
        {
            "id": 7,
            "title": "外长谈贸易",
            "text": "会谈周三举行。\n双方同意继续。",
            "outlet": "某报",
            "date": "2026-01-04T10:00",
            "url": "u",
        }
    )
    assert found.origin == "news.jsonl#7"
    assert found.paragraphs == ("外长谈贸易", "会谈周三举行。", "双方同意继续。")
    assert (found.title, found.outlet, found.published, found.url) == (
        "外长谈贸易",
        "某报",
        "2026-01-04",
        "u",
    )


def test_paragraphs_may_be_a_list_and_the_id_may_be_missing():
    (found,) = read({"text": ["The talks began.", "They went on."]})
    assert found.origin == "news.jsonl#1"
    assert found.paragraphs == ("The talks began.", "They went on.")


def test_the_language_key_goes_before_detection():
    (found,) = read({"text": "皇后", "language": "zh-Hant"})
    assert found.script == "Hant"


def test_bad_lines_are_named_and_the_rest_goes_on():
    found = read(
        {"id": "a", "text": "The talks began."},
        "{broken",
        "",
        "[1]",
        {"id": "b"},
        {"id": "c", "text": 3},
        {"id": "a", "text": "Said again in other words."},
        {"id": "d", "text": "Le ministre est arrivé dimanche dans la capitale pour une visite."},
        {"id": "e", "text": "They ended."},
    )
    assert [item.origin for item in found if isinstance(item, Document)] == [
        "news.jsonl#a",
        "news.jsonl#e",
    ]
    failures = [item for item in found if isinstance(item, ReadFailure)]
    assert [failure.line for failure in failures] == [2, 4, 5, 6, 7, 8]
    assert str(failures[0]).startswith("news.jsonl:2: not JSON")
    assert "French" in failures[-1].reason


def test_lone_surrogates_do_not_break_anything():
    (found,) = read('{"text": "The talks \\ud83d began today."}')
    assert found.paragraphs[0].encode() == "The talks \ufffd began today.".encode()


def test_strange_lines_cost_themselves_alone():
    lines = [
        r'{"id": "a\ud800", "outlet": "B\udc80", "url": "u\u001b[31m", "text": "Talks go on."}',
        "[" * 100_000,
        '{"text": ' * 100_000,
        '{"id": 1' + "0" * 5000 + ', "text": "The talks go on."}',
        '{"id": "b\\n\\u0007c", "text": "The talks went on."}',
    ]
    first, *failures, last = read_bytes("a.jsonl", "\n".join(lines).encode())
    assert (first.origin, first.outlet, first.url) == ("a.jsonl#a\ufffd", "B\ufffd", "u")
    assert [failure.line for failure in failures] == [2, 3, 4]
    assert last.origin == "a.jsonl#b c"
