"""What every command says of a file that is not what it should be: in a line, by its name."""

import random
import shutil

import pytest

from align.cli import main
from tests.corpus.command_line.tree import COMMANDS

TEXTS = {
    "a.txt": "会谈周三在首都举行，双方同意继续扩大贸易。\n",
    "b.txt": "Talks were held in the capital on Wednesday; both sides agreed to extend trade.\n",
    "pairs.tsv": "zh\ten\n会谈周三举行。\tTalks were held.\n",
    "zh.tsv": "1\t会谈周三在首都举行。\n",
    "en.tsv": "1\tTalks were held in the capital on Wednesday.\n",
    "beads.align": "[0]:[0]:1.000\n",
    "zh/a.txt": "会谈周三举行。\n",
    "decisions.jsonl": '{"duizhao": "decisions", "form": 1}\n',
    "en/a.txt": "Talks were held on Wednesday.\n",
}
GOOD = {
    ("run",): ["a.txt", "b.txt", "-o", "out"],
    ("corpus", "add"): ["a.txt"],
    ("corpus", "show"): ["x", "--db", "pairs.tsv"],
    ("corpus", "remove"): ["x", "--db", "pairs.tsv"],
    ("corpus", "search"): ["x", "--db", "pairs.tsv"],
    ("corpus", "segment"): ["a.txt"],
    ("align", "pair"): ["a.txt", "b.txt"],
    ("align", "batch"): ["zh", "en", "-o", "out"],
    ("align", "score"): ["beads.align", "beads.align"],
    ("align", "documents"): ["a.txt", "-o", "out.tsv"],
    ("align", "topics"): ["a.txt", "-o", "out.tsv"],
    ("align", "mine"): ["zh.tsv", "en.tsv", "-o", "out.tsv"],
    ("glossary", "extract"): ["pairs.tsv", "-o", "out.tsv"],
    ("glossary", "lookup"): ["会谈"],
    ("glossary", "scan"): ["a.txt", "-g", "pairs.tsv"],
    ("glossary", "check"): ["pairs.tsv", "-g", "pairs.tsv"],
    ("glossary", "convert"): ["pairs.tsv", "out.tsv"],
    ("glossary", "merge"): ["pairs.tsv", "-o", "out.tsv"],
    ("glossary", "validate"): ["pairs.tsv"],
    ("glossary", "verify"): ["pairs.tsv", "--against", "pairs.tsv"],
    ("glossary", "for"): ["a.txt", "-g", "pairs.tsv"],
    ("tmx", "validate"): ["pairs.tsv"],
    ("tmx", "lookup"): ["会谈"],
    ("tmx", "evaluate"): ["pairs.tsv", "pairs.tsv"],
    ("tmx", "clean"): ["pairs.tsv", "-o", "out.tmx"],
    ("tmx", "split"): ["pairs.tsv", "-o", "out", "--units", "1"],
    ("tmx", "diff"): ["pairs.tsv", "pairs.tsv"],
    ("tmx", "stats"): ["pairs.tsv"],
    ("tmx", "merge"): ["pairs.tsv", "-o", "out.tmx"],
    ("tmx", "convert"): ["pairs.tsv", "out.tmx"],
    ("review", "import"): ["decisions.jsonl", "--project", "a.txt"],
}
"""Arguments with which each command finds its files, if it is about these; the rest have none."""
ARGUMENTS = {  # the places of files among the arguments
    ("run",): 1, ("corpus", "add"): 1, ("corpus", "segment"): 1, ("align", "pair"): 2,
    ("align", "batch"): 2, ("align", "score"): 2, ("align", "documents"): 1, ("align", "topics"): 1,
    ("align", "mine"): 2, ("glossary", "extract"): 1, ("glossary", "scan"): 1,
    ("glossary", "check"): 1, ("glossary", "convert"): 1, ("glossary", "merge"): 1,
    ("glossary", "validate"): 1, ("glossary", "verify"): 1, ("glossary", "for"): 1,
    ("tmx", "validate"): 1, ("tmx", "evaluate"): 2, ("tmx", "clean"): 1, ("tmx", "split"): 1,
    ("tmx", "diff"): 2, ("tmx", "stats"): 1, ("tmx", "merge"): 1, ("tmx", "convert"): 1,
    ("review", "import"): 1,
}  # fmt: skip
RUBBISH = random.Random(1).randbytes(3000)  # noqa: S311
WRITTEN = {"out", "output", "plot"}
HARMLESS = {
    *((command, "furniture") for command in GOOD),
    *((("align", name), option) for name in ("pair", "batch") for option in ("beads", "rejected")),
    *((("corpus", name), "db") for name in ("add", "list", "show", "remove", "search")),
    (("align", "score"), ""),
    (("glossary", "lookup"), "glossaries"),
    (("review", "import"), ""),
    (("review", "import"), "project"),
    (("tmx", "convert"), "onto"),
}
"""What may be empty: a list of nothing, a new project; what comes of it is said."""


def lines(bad):
    """Every command with the file in the place of each of those that it reads."""
    for command, good in GOOD.items():
        for place in range(ARGUMENTS.get(command, 0)):
            yield command, "", [*command, *good[:place], bad, *good[place + 1 :]]
        for each in COMMANDS[command].params:
            is_file = each.metavar in {"FILE", "MEMORY", "MEMORY|OUT", "OUT", "A.npy B.npy"}
            if each.param_type_name == "option" and is_file and each.name not in WRITTEN:
                given = [bad] * (2 if each.nargs == 2 else 1)
                yield command, each.name, [*command, *good, each.opts[0], *given]


def make(path, kind):
    """As new, for each command."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        path.write_bytes(RUBBISH if kind == "rubbish" else b"")


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "rubbish"])
@pytest.mark.parametrize("suffix", ["tmx", "tsv", "sqlite"])
def test_a_file_that_is_not_what_it_should_be_is_named(kind, suffix, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    bad = f"{kind}.{suffix}"
    for command, option, line in lines(bad):
        if (command, option, kind) == (("corpus", "add"), "db", "missing"):
            continue  # it is made
        make(tmp_path / bad, kind)
        monkeypatch.setattr("sys.argv", ["duizhao", *line])
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = ended.code
        shown = capsys.readouterr()
        where = " ".join(line), code, shown.err
        assert code in {0, 1, 2}, where
        assert "Traceback" not in shown.err, where
        if option == "db" and command == ("corpus", "add"):
            continue
        if kind != "empty" or (command, option) not in HARMLESS:
            assert code, where
            assert bad in shown.err + shown.out, where
