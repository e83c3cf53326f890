"""What is said of every command that is used wrongly: one line, in words, and exit code 2."""

import re
from functools import partial

import pytest
from typer.main import get_group
from typer.testing import CliRunner

from align.cli import app
from corpus.command_line.usage import plain
from tests.corpus.command_line.tree import ALL, COMMANDS, GROUPS, filled

PARSER = get_group(app)
PARSERS = re.compile(r"Input should|Value error|unable to parse|Missing|Invalid|Got |No such|Usage")


@pytest.fixture
def line(capsys):
    """Gives what is said on stderr, which is one line about the command, and nothing on stdout."""
    return partial(_line, capsys)


def _line(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        PARSER.main(list(arguments), prog_name="duizhao")
    assert ended.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    (said,) = shown.err.splitlines()
    assert said.startswith("duizhao: ")
    assert not PARSERS.search(said)
    assert re.search(r"\(duizhao[a-z ]* -h says more\)$", said)
    return said


def needed(command):
    return [each for each in COMMANDS[command].params if each.required]


def name(parameter):
    names = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[-1]
    return names.removesuffix("...")


@ALL
def test_what_is_missing_is_named(command, line):
    if needed(command):
        assert f"{name(needed(command)[0])}" in line(*command)
    for each in needed(command):
        rest = [part for part in needed(command) if part is not each]
        given = [
            word
            for part in rest
            for word in (["x"] if part.param_type_name == "argument" else [part.opts[0], "x"])
        ]
        if each.param_type_name != "argument" or each is needed(command)[-1]:
            assert name(each) in line(*command, *given)


@ALL
def test_a_wrong_choice_is_told_what_may_be_given(command, line):
    for each in COMMANDS[command].params:
        choices = (each.metavar or "").split("|")
        if len(choices) > 1 and choices[0].islower():
            given = filled(command, "x", each, "nosuch")
            if command == ("corpus", "segment") and each.name == "language":
                continue  # checked by what segments
            said = line(*given)
            assert f"{each.opts[0]} nosuch: give " in said
            for choice in choices:
                assert choice in said.split(": give ")[1]


@ALL
def test_a_number_is_told_its_range(command, line):
    for each in COMMANDS[command].params:
        if each.metavar in {"N", "NUMBER", "MB"}:
            assert re.search(
                r"nosuch: is not a (whole )?number", line(*filled(command, "x", each, "nosuch"))
            )


@ALL
def test_an_option_that_is_not_there_is_named(command, line):
    assert "there is no option --nosuch" in line(*command, "--nosuch")
    for each in COMMANDS[command].params:
        if each.param_type_name == "option" and len(each.opts[-1]) > 5:
            assert f"{each.opts[-1]} is near" in line(*command, each.opts[-1] + "x")


@ALL
def test_an_option_without_its_value_is_told_what_it_takes(command, line):
    for each in COMMANDS[command].params:
        if each.param_type_name == "option" and each.metavar and not each.is_flag:
            assert f"give {each.metavar} behind {each.opts[0]}" in line(*command, each.opts[0])


@pytest.mark.parametrize("group", [each for each in GROUPS if each != ("review",)], ids=" ".join)
def test_a_command_that_is_not_there_is_told_those_that_are(group, line):
    said = line(*group, "nosuch")
    assert "there is no command nosuch; give " in said
    for path in COMMANDS:
        if path[: len(group)] == group:
            assert path[len(group)] in said


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_a_group_alone_shows_its_help(group):
    done = CliRunner().invoke(app, group)
    assert done.exit_code == 2
    assert "Commands:" in done.output


def test_more_than_a_command_takes_is_named(line):
    assert line("config", "one", "two").startswith("duizhao: one two: more than")
    assert "--json takes no value" in line("doctor", "--json=3")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Value error, give 3 dates", "give 3 dates"),
        ("Input should be a valid integer, unable to parse string", "is not a whole number"),
        ("Input should be greater than or equal to 1", "give 1 or more"),
        ("Input should be 'a', 'b' or 'c'", "give a, b or c"),
        ("'x' is not one of 'a', 'b'.", "give a or b"),
        ("Value error, 'x' is not one of 'a'.", "give a"),
        ("whatever else", "whatever else"),
    ],
)
def test_the_words_of_parsers(message, told):
    assert plain(message) == told
