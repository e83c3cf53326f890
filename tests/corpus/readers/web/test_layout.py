from lxml.html import fromstring

from corpus.readers.registry import read_bytes
from corpus.readers.web.layout import cells, unfold

LONG = "江海市水务局周二宣布，新建的净水厂将于下月投入使用，供水范围覆盖东部三个城区。" * 2


def tags(markup):
    tree = fromstring(markup)
    unfold(tree)
    return [element.tag for element in tree.iter()]


def test_a_table_with_text_in_blocks_becomes_blocks():
    text = f"<p>{LONG}</p><p>{LONG}</p>"
    markup = f"<div><table><tr><td>首页</td></tr><tr><td>{text}</td></tr></table></div>"
    assert set(tags(markup)) == {"div", "p"}


def test_tables_in_tables_become_blocks_and_tables_of_values_stay():
    inner = "<table><tr><td>2025</td><td>12</td></tr><tr><td>2026</td><td>15</td></tr></table>"
    markup = f"<div><table><tr><td>{inner}</td></tr></table></div>"
    assert tags(markup).count("table") == 1
    assert tags(f"<div>{inner}</div>").count("td") == 4


def test_the_cells_of_a_row_are_paragraphs():
    assert cells("| 首页 | 国内 |") == ["首页", "国内"]
    assert cells("| a \\| b | c |") == ["a | b", "c"]
    assert cells("| --- | --- |") == []
    assert cells("a | b") == ["a | b"]


def test_no_bar_of_a_table_is_text():
    rows = "".join(
        f"<tr><td>{year}</td><td>{year}年的供水量比上年增加</td></tr>" for year in range(2020, 2026)
    )
    text = f"<h1>供水</h1><p>{LONG}</p><table>{rows}</table><p>{LONG}</p>"
    markup = f"<html><body><article>{text}</article></body></html>"
    (found,) = read_bytes("a.html", markup.encode())
    assert not any("|" in paragraph for paragraph in found.paragraphs)
