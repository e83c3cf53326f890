import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.registry import read_bytes
from corpus.readers.web.publication import date_in_address, parted
from tests.corpus.readers.web.pages import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_pages_of_usual_shape_say(page):
    (found,) = read_bytes("a.html", page.html.encode())
    assert (found.title, found.published, found.outlet) == (
        page.title,
        page.published,
        page.outlet,
    )
    assert [text for text in page.body if text not in found.paragraphs] == []
    assert found.paragraphs[0] == page.title


@pytest.mark.parametrize(
    ("title", "headline", "outlet"),
    [
        ("新厂投用_某网新闻", "新厂投用", "某网新闻"),
        ("新厂投用_国内_某网", "新厂投用", "某网"),
        ("新厂投用--时政--某民网", "新厂投用", "某民网"),
        ("新厂投用-某网", "新厂投用", "某网"),
        ("新廠投用 | 生活 | 某聯社", "新廠投用", "某聯社"),
        ("Plant opens - Reuters", "Plant opens", "Reuters"),
        ("Plant opens | World | The Harbour Daily", "Plant opens", "The Harbour Daily"),
        ("Smith - a life in water", "Smith - a life in water", ""),
        ("Covid-19 in Jianghai", "Covid-19 in Jianghai", ""),
        ("新厂投用：三个问题", "新厂投用：三个问题", ""),
        ("", "", ""),
    ],
)
def test_the_outlet_behind_a_title(title, headline, outlet):
    assert parted(title, (), ()) == (headline, outlet)


def test_the_headline_on_the_page_tells_what_is_behind_it():
    assert parted("Smith - Harbour", ["Smith"], ()) == ("Smith", "Harbour")
    assert parted("Smith - Harbour", ["Text."], ["harbour"]) == ("Smith", "Harbour")


@given(st.text(alphabet="新厂AB _|-–·:  网News"))
def test_a_title_is_never_lost(title):
    headline, outlet = parted(title, (), ())
    assert bool(headline) == bool(title.strip())
    assert title.strip().startswith(headline)
    assert outlet in title


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://a.example/2026/03/10/c_1.html", "2026-03-10"),
        ("https://a.example/2026-3-10/1.html", "2026-03-10"),
        ("https://a.example/202603/t20260310_1.html", "2026-03-10"),
        ("https://a.example/n1/2026/0310/c1-2.html", "2026-03-10"),
        ("https://a.example/id/20261399/", ""),
        ("https://a.example/id/320260310/", ""),
        ("", ""),
    ],
)
def test_dates_in_addresses(address, date):
    assert date_in_address(address) == date
