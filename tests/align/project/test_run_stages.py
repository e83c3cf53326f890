"""When a stage is done again, and when it is skipped."""

from functools import partial

import pytest

from align.documents.coverage import relations
from align.mining.miner import mine
from align.project.project_tables import create
from align.project.run_stages import Stages, code_of, key_of
from corpus.model import Topic
from corpus.store.project_file import Store
from corpus.support.fingerprint import fingerprint


@pytest.fixture
def stages(tmp_path):
    with Store(tmp_path / "corpus.sqlite") as store:
        yield Stages(store)


def done(stages, *inputs, compute=dict):
    """Whether a stage with these inputs is computed."""
    calls = []

    def found():
        calls.append(inputs)

    found.__module__ = compute.__module__
    stages.do("stage", found, lambda _connection, _found: None, *inputs)
    return bool(calls)


def test_a_stage_is_done_once_for_the_same_inputs(stages):
    assert done(stages, ["a", "b"], 0.5)
    assert not done(stages, ["a", "b"], 0.5)
    assert done(stages, ["a", "b"], 0.25)
    assert done(stages, ["a", "c"], 0.25)
    assert not done(stages, ["a", "c"], 0.25)


def test_a_stage_that_fails_is_not_done(stages):
    with pytest.raises(ZeroDivisionError):
        stages.do("stage", lambda: None, lambda _connection, _found: 1 / 0, "a")
    assert done(stages, "a")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (({"a": 1},), ({"a": 2},)),  # not by the keys alone
        ((["a"], ["b"]), (["a", "b"], [])),
        ((["ab"],), (["a", "b"],)),
        (("ab",), (["a", "b"],)),
        ((0.1 + 0.2,), (0.3,)),
    ],
)
def test_other_values_have_another_key(one, other):
    assert key_of(*one) != key_of(*other)


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("align/weights/close_look.json", True),
        ("align/mining/miner.py", True),
        ("corpus/language/conversion.py", True),  # far below
        ("glossary/extraction/ranking/term_weights.json", False),
        ("align/report/page.css", False),
        ("align/cli.py", False),
    ],
)
def test_another_weight_or_line_of_code_below_a_stage_makes_it_be_done_again(
    stages, edited, name, again
):
    assert done(stages, compute=mine)
    assert not done(stages, compute=mine)
    edited(name)
    assert done(stages, compute=mine) is again
    assert not done(stages, compute=mine)


def test_another_dictionary_makes_a_stage_be_done_again(tmp_path, monkeypatch):
    with Store(tmp_path / "corpus.sqlite") as store:
        assert done(Stages(store))
        monkeypatch.setattr("align.project.run_stages.dictionary_version", lambda: "2030-01-01-5")
        assert done(Stages(store))


def test_a_partial_is_computed_by_the_module_of_its_function():
    assert code_of(partial(relations, "coverage")) == fingerprint("align.documents.coverage")
    assert code_of(relations) != code_of(mine)


@pytest.fixture
def done_by_topic(stages):
    """Which topics a stage considers, and of which it replaces what is stored."""
    with stages._store.transaction() as connection:
        create(connection)

    def done(topics, texts, common):
        calls = []

        def found(some):
            calls.append([topic.number for topic in some])

        found.__module__ = "align.documents.topic_labels"
        save = partial(lambda _, numbers, __: calls.append(sorted(numbers)))
        stages.do_by_topic("stage", found, save, topics, texts, common)
        return calls

    return done


def test_a_stage_by_topic_does_those_that_have_changed(done_by_topic):
    one, two = Topic(1, ("a", "b")), Topic(2, ("c",))
    texts = {"a": ["A."], "b": ["B."], "c": ["C."], "d": ["D."]}
    assert done_by_topic([one, two], texts, "terms") == [[1, 2], [1, 2]]
    assert done_by_topic([one, two], texts, "terms") == []
    assert done_by_topic([one, two], texts | {"c": ["C!"]}, "terms") == [[2], [2]]
    joined, new = Topic(1, ("a", "b", "d")), Topic(3, ("c",))
    assert done_by_topic([joined, new], texts, "terms") == [[1, 3], [1, 2, 3]]  # 2 is gone
    assert done_by_topic([joined, new], texts, "others") == [[1, 3], [1, 3]]
