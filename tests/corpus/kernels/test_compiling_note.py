"""That machine code is being made is said, once, when it takes long enough to be felt."""

from corpus.kernels import compiling_note


def compile_for(monkeypatch, *seconds):
    """The lines that are said while functions take so long to compile, by this clock."""
    said = []
    now = [100.0]
    compiling = type(
        "Fresh", (compiling_note.Compiling,), {"depth": 0, "spent": 0.0, "_said": 0.0, "_count": 0}
    )
    monkeypatch.setattr(compiling_note, "note", said.append)
    monkeypatch.setattr(compiling_note.time, "monotonic", lambda: now[0])
    for each in seconds:
        compiling.begin()
        compiling.begin()  # a function that it calls
        now[0] += each
        compiling.end()
        compiling.end()
    return said


def test_a_few_small_functions_are_not_worth_a_word(monkeypatch):
    assert compile_for(monkeypatch, 0.5, 0.5, 1.0) == []


def test_it_is_said_once(monkeypatch):
    (said,) = compile_for(monkeypatch, 2.0, 2.0, 5.0)
    assert said == "compiling machine code (once): 4 kernels, 4 s"


def test_ten_seconds_never_pass_without_a_word(monkeypatch):
    said = compile_for(monkeypatch, *[1.5] * 20)
    assert said == [
        f"compiling machine code (once): {number} kernels, {seconds} s"
        for number, seconds in ((6, 4), (18, 14), (30, 22))
    ]


def test_where_it_is_known_how_many_there_are_to_be_that_is_said(monkeypatch):
    monkeypatch.setattr(compiling_note.Compiling, "far", lambda: (12, 58))
    (said,) = compile_for(monkeypatch, 4.0)
    assert said == "compiling machine code (once): 12 of 58 kernels, 4 s"
