"""A decision stands above what nobody decided on, wherever its row stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from glossary.checking.validate import GlossaryRule, validate
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary

WANTED = {Status.PREFERRED, Status.APPROVED}
DECIDED = [status for status in Status if status.is_decided]


def table(folder, statuses):
    path = folder / "g.tsv"
    rows = [f"出口\texports\t{status}" for status in statuses]
    path.write_text("\n".join(["zh\ten\tstatus", *rows, "进口\timports\t"]), "utf-8")
    return path


@given(
    st.permutations(["candidate", "suggested", "candidate"]), st.sampled_from(DECIDED), st.data()
)
def test_one_decision_holds_wherever_it_stands(tmp_path_factory, others, status, data):
    place = data.draw(st.integers(0, len(others)))
    path = table(tmp_path_factory.mktemp("g"), [*others[:place], status, *others[place:]])
    first, _ = read_glossary(path)
    assert [pair.status for pair in first.pairs] == [status]


@given(st.permutations(["candidate", "approved", "preferred"]))
def test_the_more_welcome_of_two_that_agree_holds(tmp_path_factory, statuses):
    first, _ = read_glossary(table(tmp_path_factory.mktemp("g"), statuses))
    assert [pair.status for pair in first.pairs] == [Status.PREFERRED]


@given(st.lists(st.sampled_from(list(Status)), min_size=1, max_size=5))
def test_conflicts_are_named_and_neither_side_wins(tmp_path_factory, statuses):
    path = table(tmp_path_factory.mktemp("g"), statuses)
    decided = {status for status in statuses if status.is_decided}
    if decided & WANTED and decided - WANTED:
        with pytest.raises(InputError, match=r"exports is .* here and .* in line \d; keep"):
            read_glossary(path)
        faults = []
        (entry,) = read_glossary(path, faults.append)
        assert faults
        assert entry.pairs[0].zh == "进口"
        assert GlossaryRule.STATUS in {fault.rule for fault in validate(path)}
        assert GlossaryRule.STRUCTURE not in {fault.rule for fault in validate(path)}
    else:
        assert len(read_glossary(path)) == 2


def test_a_decision_appended_to_our_own_table_survives_with_the_evidence(tmp_path):
    path = tmp_path / "glossary.tsv"
    entry = ConceptEntry(
        "c9", (TermPair("贸易", "trade", 0.9, 0.9, 7), TermPair("出口", "exports", 0.8))
    )
    write_glossary(path, [entry])
    with path.open("a", encoding="utf-8") as stream:
        stream.write("出口\texports\t\t\t\tpreferred\n")
    (found,) = read_glossary(path)
    assert found.id == "c9"
    assert [(p.zh, p.status, p.score) for p in found.pairs] == [
        ("贸易", Status.CANDIDATE, 0.9),
        ("出口", Status.PREFERRED, 0.8),
    ]
