"""The good entries of a damaged file."""

import pytest

from corpus.errors import InputError
from glossary.formats.registry import read_glossary
from tests.glossary.formats.tbx.examples import saved

GOOD = (
    '<termEntry id="{0}"><langSet xml:lang="zh"><tig><term>{1}</term></tig></langSet></termEntry>'
)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (GOOD.format("b", "A & B"), "no well-formed entry"),
        (GOOD.format("b", "外交").replace("</tig>", ""), "no well-formed entry"),
        (GOOD.format("b", "外交").replace("</termEntry>", ""), "no well-formed entry"),
        (GOOD.format("b", "外交").replace(' xml:lang="zh"', ""), "without xml:lang"),
    ],
)
@pytest.mark.parametrize("separator", ["\n", ""])
def test_good_entries_are_kept_on_request(tmp_path, bad, reason, separator):
    body = separator.join(
        ["", GOOD.format("a", "务实"), bad, GOOD.format("c", "互信"), "<termEntry/>"]
    )
    path = saved(tmp_path, body)
    faults = []

    entries = read_glossary(path, faults.append)

    assert [entry.id for entry in entries] == ["a", "c"]
    assert reason in faults[-1].reason
    assert faults[-1].line == (3 if separator else 1)
    with pytest.raises(InputError):
        read_glossary(path)


def test_a_file_that_ends_too_early_keeps_what_is_whole(tmp_path):
    path = saved(
        tmp_path, "\n" + GOOD.format("a", "务实") + "\n" + GOOD.format("b", "外交")[:60], tail=""
    )
    path.write_text(path.read_text("utf-8").removesuffix("</body></text>"), "utf-8")

    assert [entry.id for entry in read_glossary(path, lambda fault: None)] == ["a"]
