"""What a run says at its end."""

from align.outputs.summary import what_was_read
from corpus.model import Language
from corpus.readers.registry import ReadFailure
from corpus.store.project_file import Added, Store
from tests.small_coverage import write

ZH, EN = Language


def test_files_documents_and_failures_by_kind():
    files = {"a.txt": [ZH], "b.TXT": [EN], "c.jsonl": [ZH, EN, EN], "d.doc": []}
    added = Added(
        ("a.txt",),
        ("b.TXT",),
        ("c.jsonl",),
        (ReadFailure("c.jsonl#7", "no text"), ReadFailure("d.doc", "no"), ReadFailure("e", "no")),
    )
    assert what_was_read(files, added).splitlines() == [
        "kind    files  zh  en  not read",
        "(none)      0   0   0         1",
        ".doc        0   0   0         1",
        ".jsonl      1   1   2         1",
        ".txt        2   1   1         0",
    ]


def test_what_earlier_runs_brought_and_what_is_gone(tmp_path, monkeypatch, duizhao):
    monkeypatch.chdir(tmp_path)
    folder = write(tmp_path)
    with Store("out/corpus.sqlite") as store:
        first = store.add(["zh"])
        gone = sorted((folder / "zh").iterdir())[0]
        gone.unlink()
        second = store.add(["en"])
        said = what_was_read(store.files(), second).splitlines()
        count = len(first.new)
    assert said[-2] == f"{count} more file{'' if count == 1 else 's'} from earlier runs"
    assert said[-1].startswith(f"1 of them is not there any more: zh/{gone.name} ")
    listed = duizhao("corpus", "list", "out").stdout.splitlines()
    assert len(listed) == count + len(second.new)
    assert duizhao("corpus", "list", "--db", "out").stdout.splitlines() == listed
