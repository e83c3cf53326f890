import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.bylines import date_in, read

DATES = {
    "2026年03月10日": "2026-03-10",
    "2026-3-10": "2026-03-10",
    "2026/03/10": "2026-03-10",
    "2026.03.10": "2026-03-10",
    "20260310": "2026-03-10",
    "民國115年3月10日": "2026-03-10",
    "二〇二六年十二月三十一日": "2026-12-31",
    "二零二六年十月十日": "2026-10-10",
    "March 10, 2026": "2026-03-10",
    "Mar. 10th, 2026": "2026-03-10",
    "10 March 2026": "2026-03-10",
}
dates = st.sampled_from(sorted(DATES))
times = st.sampled_from(["", "09:15", "9:15:22", "09：15", "下午3:20"])
labels = st.sampled_from(["来源：", "來源：", "来源:", "稿源：", "来源 | ", "文章来源：", "来源: "])
outlets = st.sampled_from(["江海日报", "江海網", "江海市水务局", "JH晚报"])
ends = st.sampled_from(["", " 作者：李雷", "　编辑：韩梅", " 浏览：123", " 举报", " 【打印】"])
before = st.sampled_from(["", "发布时间：", "时间：", "發布時間: "])


@given(before, dates, times, labels, outlets, ends)
def test_date_and_source_of_chinese_by_lines(label, date, time, source, outlet, end):
    for line in (f"{label}{date} {time} {source}{outlet}{end}", f"{source}{outlet} {date} {time}"):
        found = read(line)
        assert found is not None, line
        assert (found.published, found.outlet) == (DATES[date], outlet)
        assert not found.bare


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("江海网 09-12 17:42", "", "江海网"),
        ("Reuters | March 10, 2026, 9:15 a.m. ET", "2026-03-10", "Reuters"),
        ("By Jane Roe, Harbour News, 10 March 2026", "2026-03-10", "Harbour News"),
        ("Source: Xinhua | 2026-03-10 09:15:22 | Editor: huaxia", "2026-03-10", "Xinhua"),
        ("Published March 10, 2026 9:15 AM", "2026-03-10", ""),
        ("2026-03-10 来源：原创", "2026-03-10", ""),
        ("新华社记者 李雷 摄", "", ""),
        ("责任编辑：韩梅", "", ""),
    ],
)
def test_by_lines(line, published, outlet):
    found = read(line)
    assert found is not None
    assert (found.published, found.outlet, found.bare) == (published, outlet, False)


@pytest.mark.parametrize("line", ["2026年1月4日", "March 10, 2026", "By Jane Roe"])
def test_a_date_or_a_name_alone_may_be_text(line):
    found = read(line)
    assert found is not None
    assert found.bare


@pytest.mark.parametrize(
    "line",
    [
        "来源不明的消息说，会谈已经结束。",
        "2026年3月10日，外长访问了北京。",
        "记者昨天从港务局获悉",
        "周三",
        "9:15",
        "On Monday",
        "May",
        "编辑部",
        "The Times",
        "",
        "He published it on March 10, 2026.",
    ],
)
def test_what_is_no_by_line(line):
    assert read(line) is None


@given(st.text(alphabet="2026年3月10日来源：江海网 |.,-/:By March编辑记者", max_size=60))
def test_any_text_is_read(text):
    found = read(text)
    assert found is None or len(found.published) in (0, 10)
    assert len(date_in(text)) in (0, 10)


def test_a_day_that_is_none_is_no_date():
    assert date_in("2026年2月31日 来源：江海网") == ""
    assert date_in("2026-02-31, then 2026-03-01") == "2026-03-01"
    assert date_in("29 February 2024") == "2024-02-29"


@pytest.mark.parametrize("line", ["ſeptember 4, 2020", "4 aprıl 2021", "Prınted 4 AprİL 2021"])
def test_a_month_in_letters_that_only_look_alike_is_no_date(line):
    assert date_in(line) == ""
