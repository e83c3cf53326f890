"""Lists of sentences that are mined: a contract."""

import pytest

from align.mining.lists import mine_files
from corpus.errors import InputError

SAME = {
    "韩国总统周一抵达北京。": "The South Korean president arrived in Beijing on Monday.",
    "双方签署了十二项合作文件。": "The two sides signed twelve cooperation documents.",
    "气象部门预计降雨将持续到周末。": "Forecasters expect the rain to last until the weekend.",
    "当地已转移群众八万多人。": "More than 80,000 local people have been moved.",
    "疫苗试验在广州和新加坡进行。": "The vaccine trial was held in Guangzhou and Singapore.",
    "这座桥是一九三七年建成的。": "The bridge was built in 1937.",
    "她的父亲是一名渔民。": "Her father was a fisherman.",
    "法院周五驳回了上诉。": "The court dismissed the appeal on Friday.",
}
ZH = [f"z{k}\t{text}" for k, text in enumerate([*SAME, "他每个月烧一次柴窑。"])]
EN = [f"e{k}\t{text}" for k, text in enumerate([*SAME.values(), "Trams were late in Oslo."])][::-1]


@pytest.fixture
def lists(tmp_path):
    for name, lines in (("zh.tsv", ZH), ("en.tsv", EN)):
        (tmp_path / name).write_text("\n".join(lines) + "\n\n", "utf-8")
    return tmp_path / "zh.tsv", tmp_path / "en.tsv", tmp_path / "mined.tsv"


def test_mined_pairs_are_best_first_without_header(lists):
    zh, en, out = lists
    assert mine_files(zh, en, out, None) is False
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert all(a[1:] == b[1:] for a, b, _ in rows)
    assert len(rows) >= 3
    scores = [float(score) for *_, score in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_given_the_other_way_round_it_says_so_and_writes_the_same(lists):
    zh, en, out = lists
    mine_files(zh, en, out, None)
    before = out.read_bytes()
    assert mine_files(en, zh, out, None) is True
    assert out.read_bytes() == before


def test_threshold(lists):
    zh, en, out = lists
    mine_files(zh, en, out, 0.0)
    every = out.read_text("utf-8").splitlines()
    assert len(every) >= 5
    mine_files(zh, en, out, None)
    assert set(out.read_text("utf-8").splitlines()) <= set(every)
    mine_files(zh, en, out, 1.0)
    assert len(out.read_text("utf-8").splitlines()) <= 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        ("z1 没有制表符\n".encode(), "no tab"),
        (b"z1\t\xff\xfe\x81\xff\n", "UTF-8"),
        (b"z1\tThe talks went on.\n", "not Chinese, like"),
    ],
)
def test_a_list_that_cannot_be_mined_is_named(lists, content, reason):
    zh, en, out = lists
    zh.write_bytes(content)
    with pytest.raises(InputError, match=reason):
        mine_files(zh, en, out, None)
    assert not out.exists()


def test_an_encoder_that_mining_has_no_weights_for(lists, duizhao):
    zh, en, out = map(str, lists)
    result = duizhao("align", "mine", zh, en, "-o", out, "--encoder", "LaBSE")
    message = "the weights of mining were learnt with --encoder use; give that"
    assert (result.code, result.stderr) == (2, f"duizhao: --encoder LaBSE: {message}\n")
    assert not lists[2].exists()
