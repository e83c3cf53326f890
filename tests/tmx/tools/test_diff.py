import pytest

import tmx
from corpus.errors import UsageError
from corpus.model import SentencePair
from tmx.tools.diff import Change, ChangeKind, Difference


@pytest.fixture
def memory(tmp_path):
    def write(name, *texts, source="zh-CN", target="en-US"):
        path = tmp_path / name
        units = [tmx.unit_from_pair(SentencePair(*pair), source, target) for pair in texts]
        tmx.write(path, units, source=source, target=target)
        return path

    return write


def test_sources_are_added_removed_and_changed(memory):
    first = memory("a.tmx", ("好", "Good"), ("再见", "Bye"), ("是", "Yes"), ("否", "No"))
    second = memory("b.tmx", ("谢谢", "Thanks"), ("否", "No"), ("再见", "Goodbye"), ("好", "Good"))
    assert tmx.diff(first, second) == Difference(
        2,
        (
            Change(ChangeKind.CHANGED, "再见", ("Bye",), ("Goodbye",)),
            Change(ChangeKind.REMOVED, "是", ("Yes",), ()),
            Change(ChangeKind.ADDED, "谢谢", (), ("Thanks",)),
        ),
    )


def test_several_targets_of_a_source_are_compared_as_a_whole(memory):
    first = memory("a.tmx", ("再见", "Bye"), ("再见", "Goodbye"), ("再见", "Bye"))
    second = memory("b.tmx", ("再见", "Goodbye"), ("再见", "Bye"))
    assert tmx.diff(first, second) == Difference(1, ())
    third = memory("c.tmx", ("再见", "Goodbye"))
    (change,) = tmx.diff(first, third).changes
    assert (change.kind, change.before, change.after) == (
        ChangeKind.CHANGED,
        ("Bye", "Goodbye"),
        ("Goodbye",),
    )


def test_order_repetition_direction_and_properties_make_no_difference(memory):
    first = memory("a.tmx", ("好", "Good", 0.5), ("再见", "Bye"))
    second = memory(
        "b.tmx", ("再见", "Bye"), ("好", "Good"), ("好", "Good"), source="en-GB", target="zh"
    )
    assert tmx.diff(first, second) == Difference(2, ())


def test_another_language_is_not_compared(memory, tmp_path):
    other = tmp_path / "b.tmx"
    unit = tmx.TranslationUnit((tmx.Variant("zh-CN", "是"), tmx.Variant("de", "Ja")))
    tmx.write(other, [unit], target="de")
    with pytest.raises(UsageError, match=r"b\.tmx is zh-CN and de, not zh-CN and en-US"):
        tmx.diff(memory("a.tmx", ("好", "Good")), other)


def test_another_script_is_not_compared(memory):
    second = memory("b.tmx", ("好", "Good"), source="zh-TW")
    with pytest.raises(UsageError, match=r"b\.tmx is zh-TW and en-US"):
        tmx.diff(memory("a.tmx", ("好", "Good")), second)


def test_texts_in_further_languages_are_compared(tmp_path):
    def memory(name, *units):
        made = [tmx.TranslationUnit(tuple(tmx.Variant(*each) for each in unit)) for unit in units]
        tmx.write(tmp_path / name, made)
        return tmp_path / name

    both = (("zh-CN", "你好"), ("en-US", "Hello"))
    first = memory("a.tmx", (*both, ("fr", "Bonjour")), (("fr", "Oui"), ("de", "Ja")))
    second = memory("b.tmx", (*both, ("fr", "Salut")), (("fr", "Non"), ("de", "Nein")))
    found = tmx.diff(first, second)
    assert found.same == 0
    assert [(each.kind, each.source) for each in found.changes] == [
        ("changed", "你好"), ("removed", "Oui"), ("added", "Non"),
    ]  # fmt: skip
    assert found.changes[0].before == ("Hello", "Bonjour")
    assert tmx.diff(first, first).changes == ()
