import pytest

from corpus.errors import InputError, UsageError
from corpus.single import read_furniture, segment_file


def test_a_file_cleaned_and_segmented(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("1\n外长谈贸易\n会谈周三举行。双方同意继续。\n责任编辑：王小明\n", "utf-8")
    document, sentences = segment_file(path)
    assert [s.text for s in sentences] == ["外长谈贸易", "会谈周三举行。", "双方同意继续。"]
    assert document.origin == path.as_posix()


def test_the_language_may_be_given(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("OK。好。", "utf-8")
    assert segment_file(path, "en")[0].language == "en"
    with pytest.raises(UsageError, match="zh or en"):
        segment_file(path, "fr")


def test_what_cannot_be_segmented_is_named(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        segment_file(tmp_path / "a.txt")
    with pytest.raises(UsageError, match="folder"):
        segment_file(tmp_path)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The talks began."}\n{"text": "They ended."}\n', "utf-8")
    with pytest.raises(InputError, match=r"2 documents; .*duizhao run"):
        segment_file(path)
    path = tmp_path / "a.csv"
    path.write_text("text,date\nThe talks began.,x\nThey ended.,2026-01-04\n", "utf-8")
    with pytest.raises(InputError, match="holds 2 documents"):  # a date is named, too
        segment_file(path)


def test_what_takes_a_file_in_both_languages_is_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("会谈周三举行。\nThe talks began on Wednesday.\n" * 3, "utf-8")
    with pytest.raises(InputError, match="a text in both languages; duizhao run aligns it"):
        segment_file(path)


def test_lists_of_furniture_from_files(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("外长谈贸易\n会谈周三举行。\n江海网\n本文浏览12次\n", "utf-8")
    lists = [tmp_path / "one.txt", tmp_path / "two.txt"]
    lists[0].write_text("# 江海\n江海網\n", "utf-8")
    lists[1].write_bytes("/本文浏览\\d+次/\r\n".encode("gb18030"))
    sentences = segment_file(path, own=read_furniture(lists))[1]
    assert [sentence.text for sentence in sentences] == ["外长谈贸易", "会谈周三举行。"]
    lists[0].write_text("江海\n/(/\n", "utf-8")
    with pytest.raises(InputError, match=r"one\.txt:2: .*no regular expression"):
        read_furniture(lists)
    with pytest.raises(InputError, match=r"three\.txt"):
        read_furniture([tmp_path / "three.txt"])
