import pytest
from lxml import html

from corpus.readers.web.blocks import blocks


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<h1>One <b>two</b></h1>\n<p>Three\n four<br>five</p>", ["One two", "Three four", "five"]),
        ("<div>Loose <p>held</p> again</div>", ["Loose", "held", "again"]),
        ("<ul><li>a<ul><li>b</ul></ul><table><tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
        ("<p>新<ruby>线<rp>(</rp><rt>xian</rt><rp>)</rp></ruby>开通</p>", ["新线开通"]),
        ('<p>It runs<a epub:type="noteref" href="#n">note</a>.</p>', ["It runs."]),
        ('<p>It runs<sup><a href="#n">1</a></sup>.</p>', ["It runs."]),
        ('<p>It runs<a href="#n"><sup>[12]</sup></a>.</p>', ["It runs."]),
        ("<p>10 m<sup>2</sup> of it</p>", ["10 m2 of it"]),
        ('<p>See <a href="b.html">7</a></p>', ["See 7"]),
        ("<nav><p>x</p></nav><style>y</style><script>z</script><!-- c --><p>a", ["a"]),
    ],
)
def test_paragraphs_of_a_page(page, texts):
    assert blocks(html.document_fromstring(f"<html><body>{page}</body></html>")) == texts
