import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.model import Document, Language, Script
from corpus.readers.bilingual import documents, sides
from corpus.readers.registry import read, read_bytes
from corpus.store.project_file import Store

ZH = (
    "市议会周一批准了一条新的有轨电车线路。",
    "工程将于三月开工，耗资4000万美元。",
    "居民们说，他们已经等了十年。",
    "线路将连接港口和大学。",
)
EN = (
    "The city council approved a new tram line on Monday.",
    "Construction will begin in March and cost 40 million dollars.",
    "Residents said that they had waited for ten years.",
    "The line will connect the port with the university.",
)


def split(*paragraphs, title="", **metadata):
    """The paragraphs of both sides, of a file that is taken apart."""
    zh, en = documents("a.txt", title, paragraphs, metadata)
    assert (zh.origin, en.origin) == ("a.txt#zh", "a.txt#en")
    assert (zh.language, en.language) == (Language.ZH, Language.EN)
    assert (zh.counterpart, en.counterpart) == (en.id, zh.id)
    return zh.paragraphs, en.paragraphs


def turns(zh=ZH, en=EN):
    return [text for pair in zip(zh, en, strict=True) for text in pair]


@pytest.mark.parametrize(
    "paragraphs",
    [
        turns(),
        turns(EN, ZH),
        [*ZH, *EN],
        [*EN, *ZH],
        [*ZH[:2], *EN[:2], *ZH[2:], *EN[2:]],
        [f"{zh} {en}" for zh, en in zip(ZH, EN, strict=True)],
        [f"{en}\t{zh}" for zh, en in zip(ZH, EN, strict=True)],
        [f"{zh} | {en}" for zh, en in zip(ZH, EN, strict=True)],
        [f"{zh}\n{en}" for zh, en in zip(ZH, EN, strict=True)],
    ],
)
def test_whatever_the_turns_both_sides_are_whole(paragraphs):
    assert split(*paragraphs) == (ZH, EN)


def test_names_and_quotations_stay_where_they_stand():
    zh = (
        "市议会周一批准了 Siemens Mobility 公司的方案。",
        "市长说：“这是 a great day！”",
        "“Tram 28”号线将通往港口和大学。",
    )
    en = (
        "The council approved the plan of Siemens Mobility (西门子交通) on Monday.",
        "The mayor called it a great day (好日子).",
        "The line “Tram 28” will go to the port and the university.",
    )
    assert split(*turns(zh, en)) == (zh, en)


def test_headings_captions_and_numbers_stay_with_their_side():
    body = [
        "新线获批",
        "New line approved",
        "一",
        *turns()[:4],
        "（完）",
        *turns()[4:],
        "2026-03-01",
    ]
    zh, en = split(*body)
    assert zh == ("新线获批", "一", *ZH[:2], "（完）", *ZH[2:])
    assert en == ("New line approved", *EN, "2026-03-01")


def test_each_side_has_the_title_in_its_language():
    zh, en = documents("a.txt", "新线获批", ["新线获批", "New line approved", *turns()], {})
    assert (zh.title, en.title) == ("新线获批", "New line approved")
    zh, en = documents("a.txt", "New line", turns(), {"title": "Tram", "date": "2026-03-01"})
    assert (zh.title, en.title) == ("", "Tram")
    assert zh.published == en.published == "2026-03-01"


def test_traditional_chinese_is_known_by_its_own_side():
    zh = ("市議會週一批准了一條新的有軌電車線路。", "工程將於三月開工，耗資4000萬美元。")
    assert documents("a.txt", "", turns(zh, EN[:2]), {})[0].script is Script.HANT


@pytest.mark.parametrize(
    "paragraphs",
    [
        ZH,
        EN,
        [*ZH, "Abstract: a new tram line."],
        [*ZH, *ZH, "“We have waited for years,” said Jane Roe of Siemens Mobility."],
        [*EN, *EN, "标题：新线获批"],
        ["他们用 Docker 部署 Kubernetes 集群。", "然后配置 Prometheus 和 Grafana 监控。"],
    ],
)
def test_a_text_that_quotes_is_one_document(paragraphs):
    (document,) = documents("a.txt", "", paragraphs, {})
    assert document.paragraphs == tuple(paragraphs)
    assert document.counterpart == ""


def test_a_language_that_is_given_holds():
    (document,) = documents("a.txt", "", turns(), {"language": "zh"})
    assert document.paragraphs == tuple(turns())


def test_what_is_mixed_otherwise_is_read_in_two_and_named():
    paragraphs = [*ZH * 4, EN[0], ZH[0], *EN, *EN]
    zh, en, said = documents("a.txt", "", paragraphs, {})
    assert zh.counterpart == en.counterpart == ""
    assert isinstance(said, InputError)
    assert "% Chinese" in said.reason
    assert "not in turns" in said.reason


def test_a_side_in_a_third_language_is_named_and_the_other_read():
    french = (
        "Le conseil municipal a approuvé lundi une nouvelle ligne de tramway.",
        "Les travaux commenceront en mars et coûteront quarante millions.",
        "Les habitants disent qu'ils ont attendu pendant dix ans.",
        "La ligne reliera le port à l'université de la ville.",
    )
    zh, said = documents("a.txt", "", turns(ZH, french), {})
    assert zh.paragraphs == ZH
    assert zh.counterpart == ""
    assert "French" in said.reason


def test_two_columns_are_two_documents():
    zh, en = sides("a.csv", ["", ""], ZH, EN, {"outlet": "Example"})
    assert (zh.counterpart, en.counterpart) == (en.id, zh.id)
    assert zh.outlet == en.outlet == "Example"
    zh, said = sides("a.csv", ["", ""], ZH, ZH, {})
    assert isinstance(zh, Document)
    assert "is Chinese, where English is expected" in said.reason


@settings(deadline=None)  # the first call loads tables
@given(st.permutations(range(4)), st.lists(st.sampled_from("*-1"), max_size=4))
def test_every_paragraph_is_kept_in_its_order(order, marks):
    paragraphs = [*marks, *(text for k in order for text in (ZH[k], EN[k])), *marks]
    zh, en = split(*paragraphs)
    assert sorted(zh + en) == sorted(paragraphs)
    assert [p for p in zh if p in ZH] == [ZH[k] for k in order]
    assert [p for p in en if p in EN] == [EN[k] for k in order]


def test_every_reader_takes_bilingual_files_apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("\n\n".join(turns()), "utf-8")
    record = {"id": "x", "title": "新线获批", "text": turns()}
    (tmp_path / "b.jsonl").write_text(json.dumps(record), "utf-8")
    cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in zip(ZH, EN, strict=True))
    page = f"<html><body><article><h1>新线获批</h1><table>{cells}</table></article></body></html>"
    (tmp_path / "c.html").write_text(page, "utf-8")
    origins = {document.origin for document in read(["a.txt", "b.jsonl", "c.html"])}
    assert origins == {
        *("a.txt#zh", "a.txt#en"),
        *("b.jsonl#x#zh", "b.jsonl#x#en"),
        *("c.html#zh", "c.html#en"),
    }


def test_a_project_keeps_which_documents_are_counterparts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(turns()), "utf-8")
    with Store("corpus.sqlite") as store:
        store.add(["a.txt"])
        zh, en = (store.document(f"a.txt#{language}").id for language in Language)
        assert store.counterparts() == {(zh, en)}
        store.add(["a.txt"])
        assert store.counterparts() == {(zh, en)}
        path.write_text("\n\n".join(ZH), "utf-8")
        store.add(["a.txt"])
        assert store.counterparts() == frozenset()


@pytest.mark.parametrize(
    "names", [("原文", "译文"), ("序号", "中文", "英文", "备注"), ("No.", "Chinese", "English")]
)
def test_names_of_columns_are_no_text_and_no_title(names):
    assert split("有轨电车", "Trams", *names, *turns()) == (("有轨电车", *ZH), ("Trams", *EN))
    page = "".join(f"<tr><td>{zh}</td><td>{en}</td></tr>" for zh, en in zip(ZH, EN, strict=True))
    head = "".join(f"<th>{name}</th>" for name in names)
    html = f"<html><body><table><tr>{head}</tr>{page}</table></body></html>"
    zh, en = read_bytes("a.html", html.encode(), {})
    assert (zh.title, en.title) == ("", "")
    assert (zh.paragraphs, en.paragraphs) == (ZH, EN)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_chinese_text_with_lines_of_code_stays_one_text(name):
    code = ("pumpctl --version && echo ready", "pip install pumpctl", "for k in range(7): print(k)")
    text = "\n\n".join(part for pair in zip(ZH, (*code, code[1]), strict=True) for part in pair)
    (document,) = read_bytes(name, text.encode(), {})
    assert (document.language, document.counterpart) == (Language.ZH, "")
    assert set(ZH) <= set(document.paragraphs)


def test_short_lines_of_both_languages_are_still_two_texts():
    zh, en = (
        ("走吧", "谢谢你", "别再等了", "有轨电车通车"),
        ("come on", "thanks", "no more waiting", "Trams"),
    )
    assert split(*turns(zh, en)) == (zh, en)
