import io
import sys
from types import SimpleNamespace

import pytest

from corpus.errors import InputError
from corpus.support.stdin import stdin_lines


def given(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_lines_are_utf_8_whatever_the_system_has(monkeypatch):
    given(monkeypatch, "\ufeff务实外交\r\n\n \u3000\n Both agreed.\n".encode())
    assert list(stdin_lines()) == ["务实外交", "Both agreed."]


def test_another_encoding_is_named_with_its_line(monkeypatch):
    given(monkeypatch, b"a\n" + "务实外交\n".encode("gb18030"))
    lines = stdin_lines()
    assert next(lines) == "a"
    with pytest.raises(InputError, match="stdin:2: is not UTF-8"):
        next(lines)


@pytest.mark.parametrize("content", [b"", b"\n \n\xef\xbb\xbf\n"])
def test_nothing_is_said_to_be_nothing(monkeypatch, content):
    given(monkeypatch, content)
    with pytest.raises(InputError, match="stdin: is empty"):
        list(stdin_lines())
