"""No command waits for a named pipe or reads a device without end: it names what is no file."""

import os
import re
import signal
import socket
import sys

import pytest

import tmx
from align.cli import app, main
from corpus.model import SentencePair
from corpus.support.inputs import special

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names of pipes are no paths there")
PAIR = SentencePair("会谈周四举行。", "The talks were held on Thursday.")
SECONDS = 60
"""After which a command is taken to be stuck."""

TABLES = ("tsv", "csv", "xlsx")
MEMORIES = ("jsonl", "xlf", "po", "docx")
COMMANDS = (
    "run bad.txt -o out",
    *(f"corpus add bad.{suffix} --db new.sqlite" for suffix in ("txt", "html", "jsonl")),
    "corpus add sound.zh --db bad.sqlite",
    "corpus list --db bad.sqlite",
    "corpus show x --db bad.sqlite",
    "corpus remove x --db bad.sqlite",
    "corpus search x --db bad.sqlite",
    "corpus segment bad.txt",
    "align pair bad.txt sound.en",
    "align pair sound.zh bad.txt --lines",
    "align pair sound.zh sound.en --memory bad.tmx",
    "align pair sound.zh sound.en --glossary bad.tsv",
    "align pair sound.zh sound.en --beads bad.align",
    "align pair sound.zh sound.en --rejected bad.align",
    "align pair sound.zh sound.en --pivot bad.txt",
    "align pair sound.zh sound.en --vectors bad.npy bad.npy",
    "align batch folder folder -o out",
    "align score bad.align gold.align",
    "align score gold.align bad.align",
    "align documents bad.txt -o out.tsv",
    "align topics bad.txt -o out.tsv",
    "align mine bad.tsv sound.tsv -o out.tsv",
    "align mine sound.tsv bad.tsv -o out.tsv",
    *(f"glossary extract bad.{suffix} -o out.tsv" for suffix in (*TABLES, "tmx", "sqlite")),
    "glossary extract sound.tsv -o out.tsv -g bad.tsv",
    *(f"glossary lookup 会谈 -g bad.{suffix}" for suffix in (*TABLES, "tbx", "utf8")),
    "glossary scan bad.txt -g sound.tsv",
    "glossary scan sound.zh -g bad.tsv",
    "glossary check bad.tmx -g sound.tsv",
    "glossary check sound.tsv -g bad.tsv",
    *(f"glossary convert bad.{suffix} out.tsv" for suffix in (*TABLES, "tbx", "utf8")),
    "glossary merge sound.tsv bad.tsv -o out.tsv",
    "glossary validate bad.tbx",
    "glossary verify bad.tsv --against sound.tsv",
    "glossary verify sound.tsv --against bad.tmx",
    "glossary for bad.txt -g sound.tsv",
    "glossary for sound.zh -g bad.tsv",
    "review open bad.sqlite --no-browser",
    "review export out.jsonl --project bad.sqlite",
    "review import bad.jsonl --project folder",
    "tmx validate bad.tmx",
    "tmx stats bad.tmx",
    "tmx clean bad.tmx -o out.tmx",
    "tmx split bad.tmx -o parts --units 3",
    "tmx diff bad.tmx bad.tmx",
    "tmx merge bad.tmx -o out.tmx",
    *(f"tmx convert bad.{suffix} out.tmx" for suffix in (*TABLES, *MEMORIES)),
    *(f"tmx convert bad.{suffix} out.tmx --onto sound.tmx" for suffix in (*TABLES, "docx")),
    "tmx convert sound.tsv out.tmx --onto bad.tmx",
    "tmx convert bad.tmx out.tsv --recover",
    "tmx lookup 会谈 --memory bad.tmx",
    "tmx evaluate bad.tmx sound.tsv",
    "tmx evaluate sound.tmx bad.tsv",
    # and what is written
    *(f"tmx convert sound.tmx bad.{suffix}" for suffix in (*TABLES, "tmx", *MEMORIES)),
    *(f"glossary convert sound.tsv bad.{suffix}" for suffix in (*TABLES, "tbx", "utf8")),
    "align pair sound.zh sound.en -o bad.align",
)


def fifo(path):
    os.mkfifo(path)


def endless(path):
    path.symlink_to("/dev/zero")


def bound(path):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))  # a name of at most 107 bytes


KINDS = {fifo: "a named pipe", endless: "a device", bound: "a socket"}


def names(group=app, before=""):
    """Every command, as it is typed."""
    for command in group.registered_commands:
        yield before + (command.name or command.callback.__name__)
    for inner in group.registered_groups:
        yield from names(inner.typer_instance, before + (f"{inner.name} " if inner.name else ""))


def test_every_command_is_tried():
    tried = {" ".join(command.split()[:2]) for command in COMMANDS}
    assert {*names()} - {"run", "config", "doctor"} <= tried  # the last two read no file


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sound files beside which the others are put."""
    folder = tmp_path_factory.mktemp("special")
    tmx.write_pairs(folder / "sound.tmx", [PAIR])
    (folder / "sound.tsv").write_text(f"zh\ten\n{PAIR.zh}\t{PAIR.en}\n", "utf-8")
    (folder / "sound.zh").write_text(f"{PAIR.zh}\n", "utf-8")
    (folder / "sound.en").write_text(f"{PAIR.en}\n", "utf-8")
    (folder / "gold.align").write_text("[0]:[0]:1\n", "utf-8")
    (folder / "folder").mkdir()
    return folder


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_named(folder, monkeypatch, capsys, command, make):
    monkeypatch.chdir(folder)
    found = re.search(r"\bbad\.\w+", command)
    bad = folder / (found[0] if found else "folder/bad.txt")
    make(bad)
    monkeypatch.setattr(sys, "argv", ["duizhao", *command.split()])
    signal.alarm(SECONDS)
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        signal.alarm(0)
        stands = special(bad)
        bad.unlink()
    said = capsys.readouterr().err
    assert ended.value.code in (1, 2)
    assert stands == KINDS[make]
    named = rf"^duizhao: \S*{re.escape(bad.name)}\S*:? .*{KINDS[make]}"
    assert re.search(named, said, re.MULTILINE), said
