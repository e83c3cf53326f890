import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.furniture import furniture
from corpus.cleaning.lists import from_lines, merged, plain
from corpus.errors import InputError
from corpus.model import Document, Language, Script

BODY = ("外长周三会见了记者，介绍了会谈的成果。", "双方将在年底之前再次会谈。")


def listed(*lines):
    return from_lines(enumerate(lines, 1), "own.txt")


def left_out(own, *paragraphs):
    document = Document("a", "a", Language.ZH, Script.HANS, (BODY[0], *paragraphs, BODY[1]))
    found = furniture([document], own).get("a", {})
    return [document.paragraphs[index] for index in found]


def test_lines_patterns_and_what_is_kept():
    own = listed("# of 江海网", "", "江海网，看得见的江海", r"/本文浏览\d+次.*/", "!责任编辑：王芳")
    lines = ["江海网，看得见的江海", "本文浏览123次，谢谢", "责任编辑：王芳", "责任编辑：李雷"]
    assert left_out(own, *lines) == [lines[0], lines[1], lines[3]]


@pytest.mark.parametrize(
    "line", ["江海網，看得見的江海", "　江海网，看得见的江海 ", "江海网，看得见的江海"]
)
def test_script_and_white_space_make_no_difference(line):
    assert listed("江海网，看得见的江海").takes(line)


def test_a_list_goes_before_every_rule():
    assert left_out(listed("第一章 总则"), "第一章 总则") == ["第一章 总则"]
    assert left_out(listed("!/责任编辑.*/"), "责任编辑：王芳") == []


def test_a_backslash_takes_the_character_behind_it():
    own = listed(r"\# 要闻", r"\/江海/", r"\!注意")
    assert all(own.takes(line) for line in ("# 要闻", "/江海/", "!注意"))
    assert own.keeps("注意") is False


@pytest.mark.parametrize("bad", ["/(/", "/[/", "/a*/", "//", "!/*/"])
def test_an_entry_that_is_no_pattern_is_named_with_its_line(bad):
    with pytest.raises(InputError) as raised:
        listed("江海网", "# note", bad)
    assert (raised.value.path, raised.value.line) == ("own.txt", 3)


def test_lists_are_joined():
    own = merged([listed("江海网"), listed("!海网", "/报\\d/")])
    assert own.takes("江海网")
    assert own.takes("报1")
    assert own.keeps("海网")
    assert own.entries == ("江海网", "!海网", "/报\\d/")


@given(st.lists(st.text(alphabet="江海網网 #!/\\ab(", max_size=8), max_size=5))
def test_a_line_of_a_list_takes_itself_whatever_it_is(lines):
    own = listed(*("\\" + line for line in lines if line.strip()))
    for line in lines:
        if line.strip() and line == line.rstrip():
            assert own.takes(line), (line, plain(line))


def test_an_expression_without_end_is_named_with_its_line(monkeypatch):
    monkeypatch.setattr("corpus.cleaning.lists._SECONDS", 0.05)
    own = listed("# note", "/(字|字)+$/")
    assert own.takes("字字")
    with pytest.raises(InputError, match="repeat nothing that repeats") as raised:
        own.takes("字" * 40 + "。")
    assert (raised.value.path, raised.value.line) == ("own.txt", 2)
