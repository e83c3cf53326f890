import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Kind, SentencePair
from glossary.entries import ConceptEntry, TermPair
from glossary.formats.contexts import cells, contexts_from, without_remark
from glossary.formats.registry import read_glossary, write_glossary

TRANSLATED = SentencePair("双方增进了互信。", "Both sides built mutual trust.")
ANOTHER = SentencePair("没有互信。", "There is no mutual trust.")
APART = SentencePair("互信不足。", "Trust is the issue.", kind=Kind.COMPARABLE)
ONE_SIDE = SentencePair("互信", "", kind=Kind.COMPARABLE)

SENTENCES = st.text("互信 trust.¶;", max_size=8).map(str.strip)
CONTEXTS = st.builds(
    lambda zh, en, apart: SentencePair(
        zh, en, kind=Kind.PARALLEL if zh and en and not apart else Kind.COMPARABLE
    ),
    SENTENCES,
    SENTENCES,
    st.booleans(),
).filter(lambda context: context.zh or context.en)


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx"])
def test_tables_keep_all_contexts_and_what_is_no_translation(tmp_path, suffix):
    contexts = (TRANSLATED, ANOTHER, APART)
    entry = ConceptEntry("c", (TermPair("互信", "mutual trust", contexts=contexts),), note="ours")
    path = tmp_path / f"g.{suffix}"

    write_glossary(path, [entry])

    assert read_glossary(path) == [entry]


def test_the_cells_are_for_people_too():
    assert cells([APART, TRANSLATED, ANOTHER]) == (
        "双方增进了互信。 ¶ 没有互信。 ¶ 互信不足。",
        "Both sides built mutual trust. ¶ There is no mutual trust. ¶ Trust is the issue.",
        "contexts from 3 on: two documents, not a translation",
    )
    assert cells([APART])[2] == "contexts: two documents, not a translation"
    assert cells([TRANSLATED, ONE_SIDE])[2] == ""
    assert cells([]) == ("", "", "")


def test_a_context_that_someone_wrote_into_the_cells_is_a_translation():
    assert contexts_from("增进互信", "build trust", "a note") == (
        SentencePair("增进互信", "build trust"),
    )
    assert contexts_from("增进互信", "", "") == (
        SentencePair("增进互信", "", kind=Kind.COMPARABLE),
    )


@given(st.lists(CONTEXTS, max_size=4), st.sampled_from(["", "a note", "two; notes"]))
def test_cells_are_read_as_they_were_written(contexts, note):
    zh, en, remark = cells(contexts)
    whole = "; ".join(filter(None, (note, remark)))

    assert sorted(contexts_from(zh, en, whole), key=repr) == sorted(contexts, key=repr)
    assert without_remark(whole) == note
