import pytest

from corpus.readers.registry import ReadFailure, read_bytes

BODY = (
    "外长周三在首都会见记者时表示，两国将继续扩大贸易往来，对话的渠道始终保持畅通。",
    "他说，双方虽有分歧，但今年已经举行了三次高级别会谈，下一轮谈判将在年底之前举行。",
    "分析人士认为，会谈的成果将在未来几个月内逐步显现，尤其是在新能源和半导体领域。",
)


def page(charset):
    paragraphs = "".join(f"<p>　　{text}</p>" for text in BODY)
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}">
    <title>外长谈贸易_某某网</title><meta property="og:site_name" content="某某网">
    <meta property="og:title" content="外长谈贸易">
    <meta property="article:published_time" content="2026-01-04T10:20:00+08:00">
    <link rel="canonical" href="https://news.example.org/a.html"></head>
    <body><nav><a href="/">首页</a><a href="/w">国际新闻</a></nav>
    <article><h1>外长谈贸易</h1>{paragraphs}</article>
    <footer>版权所有 某某网</footer></body></html>"""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030"), ("", "utf-16")],
)
def test_body_title_date_and_outlet(declared, encoding):
    (found,) = read_bytes("a.html", page(declared).encode(encoding))
    assert found.title == "外长谈贸易"
    assert found.paragraphs == ("外长谈贸易", *BODY)
    assert (found.outlet, found.published) == ("某某网", "2026-01-04")
    assert found.url == "https://news.example.org/a.html"


def test_a_page_is_known_by_its_content():
    (found,) = read_bytes("a.php", page("utf-8").encode())
    assert found.title == "外长谈贸易"
    (other,) = read_bytes("a", page("utf-8").encode())
    assert other.id == found.id


def test_metadata_go_before_the_page():
    (found,) = read_bytes(
        "a.html", page("utf-8").encode(), {"outlet": "另一家", "date": "2025-12-31"}
    )
    assert (found.outlet, found.published) == ("另一家", "2025-12-31")


def test_a_page_without_article_is_a_failure(capfd):
    (found,) = read_bytes("a.html", b"<html><body><script>x()</script></body></html>")
    assert isinstance(found, ReadFailure)
    assert "no article" in found.reason
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("tag", ["svg", "math", "object", "video", "iframe", "label", "frameset"])
def test_a_page_that_is_all_one_drawing_has_no_article_or_is_read(tag):
    (found,) = read_bytes("a.html", f"<{tag}>a>{page('utf-8')[15:]}<table><tr><td>一".encode())
    if isinstance(found, ReadFailure):
        assert found.reason == "no article found in the page; save its text as .txt"
    else:
        assert BODY[0] in found.paragraphs


@pytest.mark.parametrize("declared", ["undefined", "idna", "unicode_escape", "rot13", "x"])
def test_a_charset_that_is_none_is_passed_over(declared):
    data = page(declared).encode("gb18030")
    (found,) = read_bytes("a.html", data)
    assert found.paragraphs == ("外长谈贸易", *BODY)


def test_a_page_of_too_many_tags_is_refused():
    (found,) = read_bytes("a.html", b"<html><body>" + b"<b>" * 200_001)
    assert "more than 200,000 tags" in found.reason


def test_what_a_page_says_of_itself_commands_no_terminal():
    said = page("utf-8").replace('content="某某网"', 'content="某\x1b[2J\x07\x9b1m网"')
    (found,) = read_bytes("a.html", said.encode())
    assert found.outlet
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in found.outlet + found.title)
