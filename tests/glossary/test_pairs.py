import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.model import Kind, SentencePair
from glossary.pairs import read_pairs, write_pairs

PAIR = SentencePair(
    "李在明总统本周访华。",
    "President Lee visits China this week.",
    0.9312,
    Kind.COMPARABLE,
    "访华",
    "zh/a.txt",
    "en/b.html",
    (3, 4),
    (7,),
)


def test_the_file_has_the_columns_of_the_contract(tmp_path):
    path = tmp_path / "pairs.tsv"
    write_pairs(path, [PAIR])

    assert path.read_text("utf-8") == (
        "zh\ten\tscore\tkind\ttopic\tzh_document\ten_document\tzh_ids\ten_ids\n"
        "李在明总统本周访华。\tPresident Lee visits China this week.\t0.9312\tcomparable\t访华\t"
        "zh/a.txt\ten/b.html\t3,4\t7\n"
    )
    assert list(read_pairs(path)) == [PAIR]


def test_two_columns_are_enough_in_any_order(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("en\tzh\nHello.\t你好。\n\n", "utf-8")

    assert list(read_pairs(path)) == [SentencePair("你好。", "Hello.")]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("中文\tEnglish\n你好\tHello\n", 1, "no column zh"),
        ("zh\ten\tscore\n你好\tHello\t1\n再见\tBye\thigh\n", 3, "score is a number"),
        ("zh\ten\tkind\n你好\tHello\texact\n", 2, "parallel or comparable"),
        ("zh\ten\tzh_ids\n你好\tHello\tfirst\n", 2, "ids are 3,4"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path, content, line, reason):
    path = tmp_path / "pairs.tsv"
    path.write_text(content, "utf-8")

    with pytest.raises(InputError, match=reason) as caught:
        list(read_pairs(path))
    assert caught.value.line == line


def test_another_encoding_is_named(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_bytes("zh\ten\n你好\tHello\n".encode("gb18030"))

    with pytest.raises(InputError, match="UTF-8"):
        list(read_pairs(path))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
IDS = st.lists(st.integers(0, 99)).map(tuple)


@given(
    st.lists(
        st.builds(
            SentencePair,
            TEXT,
            TEXT,
            st.integers(0, 10_000).map(lambda n: n / 10_000),
            st.sampled_from(Kind),
            TEXT,
            TEXT,
            TEXT,
            IDS,
            IDS,
        ),
        max_size=3,
    )
)
def test_what_is_written_is_read(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("pairs") / "pairs.tsv"
    write_pairs(path, pairs)

    assert list(read_pairs(path)) == pairs
