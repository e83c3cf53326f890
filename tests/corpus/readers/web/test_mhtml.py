from email.message import EmailMessage

import pytest

from corpus.errors import InputError
from corpus.readers.registry import read_bytes
from corpus.readers.web.mhtml import read

TEXT = "The new line was opened on Monday by the mayor, who came with three hundred guests. " * 3
PAGE = f"<html><head><title>Opening</title></head><body><article><h1>Opening</h1><p>{TEXT}</p>"


def saved(page, charset="utf-8"):
    """What a browser saves: the page, then its pictures."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://news.example/opening"
    message["MIME-Version"] = "1.0"
    message.make_related()
    message.add_related(page, subtype="html", charset=charset, cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def test_the_page_is_read_with_its_address():
    (found,) = read("a.mhtml", saved(PAGE), {})
    assert found.title == "Opening"
    assert found.url == "https://news.example/opening"
    assert found.paragraphs == ("Opening", TEXT.strip())


def test_what_the_user_says_goes_before():
    (found,) = read("a.mht", saved(PAGE), {"url": "https://a.example"})
    assert found.url == "https://a.example"


def test_chinese_in_an_encoding_of_its_own():
    text = "市长周一为新线剪彩，来宾们此前在雨中等候了一个半小时。" * 3
    (found,) = read("a.mht", saved(PAGE.replace(TEXT, text), "gb18030"), {})
    assert text in found.paragraphs


def test_a_message_without_a_page_is_named():
    with pytest.raises(InputError, match="no web page"):
        list(read("a.mht", b"From: a\n\nHello.", {}))


def test_a_saved_page_is_known_by_its_content():
    (found,) = read_bytes("page", saved(PAGE))
    assert found.title == "Opening"
