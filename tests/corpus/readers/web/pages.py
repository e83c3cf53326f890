"""Pages of the shapes that news sites have, each with the date, outlet and title it states."""

# ruff: noqa: E501  (a page a line)

from typing import NamedTuple

TITLE = "新净水厂下月投用"
BODY = (
    "江海市水务局周二宣布，新建的净水厂将于下月投入使用，供水范围覆盖东部三个城区。",
    "该厂每日可处理原水二十万吨，能满足约八十万居民的用水需求，比旧厂多出一倍。",
    "水务局副局长孙立群表示，工程总投资为六亿四千万元，历时三年建成，目前正在调试设备。",
    "“我们希望居民能喝上更放心的水。”他说，“水质将每天公布，居民可以随时查询。”",
    "据介绍，第二期工程将于明年三月开工，届时全市的供水能力还将提高三成。",
)
EN_TITLE = "New water plant to open next month"
EN_BODY = (
    "The water bureau of Jianghai said on Tuesday that its new plant would open next month.",
    "The plant can treat 200,000 tonnes a day and meet the needs of about 800,000 residents.",
    "Sun Liqun, deputy head of the bureau, said the work had cost 640 million yuan.",
    '"We hope residents can drink safer water," he said, adding that data would be published.',
    "Work on the second phase will begin in March next year, according to the bureau.",
)
DATE = "2026-03-10"


class Page(NamedTuple):
    """A page, and what it says; an empty value is not stated."""

    name: str
    html: str
    outlet: str
    published: str = DATE
    title: str = TITLE
    body: tuple[str, ...] = BODY


def _page(
    name: str,
    outlet: str,
    *,
    head: str = "",
    byline: str = "",
    end: str = "",
    shown: str = "",
    english: bool = False,
    published: str = DATE,
    headline: bool = True,
) -> Page:
    """A page with navigation, headline, by-line, body and footer."""
    title, body = (EN_TITLE, EN_BODY) if english else (TITLE, BODY)
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    navigation = "Home News Sport" if english else "首页 新闻 体育"
    footer = "Contact us" if english else "关于我们 联系我们"
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{shown or title}</title>{head}'
        f"</head><body><div class='nav'>{navigation}</div><div class='main'>"
        f"{f'<h1>{title}</h1>' if headline else ''}{byline}"
        f"<div class='content'>{paragraphs}{end}</div></div>"
        f"<div class='foot'>{footer}</div></body></html>"
    )
    return Page(name, html, outlet, published, title, body)


def _byline(name: str, text: str, outlet: str, *, published: str = DATE) -> Page:
    """A page that says it in a line below the headline and nowhere else."""
    return _page(name, outlet, byline=f"<div class='info'>{text}</div>", published=published)


def _meta(name: str, content: str, kind: str = "name") -> str:
    return f'<meta {kind}="{name}" content="{content}">'


_LINKED = '<script type="application/ld+json">{"@context": "https://schema.org", %s}</script>'
_CHINESE_LINES = (
    _byline("date time source", "2026年03月10日 09:15 来源：江海日报", "江海日报"),
    _byline("published and source", "发布时间：2026/03/10 来源 | 江海网", "江海网"),
    _byline("source first", "来源：江海日报 2026-03-10 09:15:22", "江海日报"),
    _byline("稿源", "2026-03-10 09:15 稿源：江海晚报", "江海晚报"),
    _byline("traditional", "2026年03月10日 09:15 來源：江海日報", "江海日報"),
    _byline("full-width space", "2026-03-10 09:15:00　来源: 江海日报 北京 举报", "江海日报"),
    _byline("bare outlet", "江海网 2026-03-10 17:42", "江海网"),
    _byline("no source", "2026-03-10 09:15", ""),
    _byline("with people", "2026-03-10 09:15 来源：江海日报 作者：李雷 编辑：韩梅", "江海日报"),
    _byline("with counts", "2026-03-10 09:15 来源：江海日报 浏览：1234 字号：大 中 小", "江海日报"),
    _byline("dots", "2026.03.10 09:15 来源：江海电视台", "江海电视台"),
    _byline("weekday", "2026年3月10日 星期二 来源：江海日报", "江海日报"),
    _byline("Republic", "中華民國115年3月10日 來源：江海通訊社"[2:], "江海通訊社"),
    _byline("Han numerals", "二〇二六年三月十日 来源：江海日报", "江海日报"),
    _byline("spans", "<span>2026</span> <span>03/10</span> <span>09:15:22</span><p>来源：江海社</p>", "江海社"),
    _byline("in links", '2026-03-10 09:15 <a href="/">江海日报</a>', "江海日报"),
    _byline("two lines", "<p>发布时间：2026-03-10</p><p>来源：江海市人民政府</p>", "江海市人民政府"),
    _byline("book marks", "2026-03-10 来源：《江海日报》", "江海日报"),
    _byline("reprinted", "2026-03-10 09:15 转载自：江海日报", "江海日报"),
    _byline("original", "2026-03-10 09:15 来源：原创", ""),
    _page("source at the end", "江海日报", byline="<p>2026-03-10 09:15</p>", end="<p>（来源：江海日报）</p>"),
)  # fmt: skip
_CHINESE_STATED = (
    _page("government", "江海日报", head=_meta("PubDate", "2026-03-10 09:15") + _meta("ContentSource", "江海日报")),
    _page("open graph", "江海网", head=_meta("og:site_name", "江海网", "property") + _meta("article:published_time", "2026-03-10T09:15:00+08:00", "property")),
    _page("published in meta", "江海网", head=_meta("publishdate", "2026-03-10") + _meta("publisher", "江海网")),
    _page("JSON-LD", "江海日报", head=_LINKED % '"@type": "NewsArticle", "datePublished": "2026-03-10T09:15:00+08:00", "publisher": {"@type": "Organization", "name": "江海日报"}'),
    _page("JSON-LD graph", "江海网", head=_LINKED % '"@graph": [{"@type": "WebSite", "name": "江海"}, {"@type": "NewsArticle", "datePublished": "2026-03-10", "publisher": {"name": "江海网"}}]'),
    _page("JSON-LD pubDate", "江海网", head=_LINKED % '"title": "x", "pubDate": "2026-03-10T09:15:22"', byline="<p>江海网</p>", shown=f"{TITLE}_江海网"),
    _page("JSON-LD damaged", "江海网", head=_LINKED % '"datePublished": "2026-03-10T09:15:22", "x": }', shown=f"{TITLE}-江海网"),
    _page("time element", "江海网", byline='<time datetime="2026-03-10T09:15">今天</time>', shown=f"{TITLE} - 江海网"),
    _page("time inside", "江海日报", byline="<div><time>2026-03-10 09:15</time><span>来源：江海日报</span></div>"),
    _page("micro data", "江海网", byline='<span itemprop="datePublished" content="2026-03-10">前天</span>', shown=f"{TITLE}_江海网"),
    _page("address", "江海新闻", head='<link rel="canonical" href="https://news.example.org/2026/03/10/c_1.html">', shown=f"{TITLE}_国内_江海新闻"),
    _page("address in one", "江海新闻", head='<link rel="canonical" href="https://example.org/a/202603/t20260310_1.shtml">', shown=f"{TITLE}--时政--江海新闻"),
    _page("address in two", "江海网", head='<link rel="canonical" href="https://example.org/n1/2026/0310/c1-2.html">', shown=f"{TITLE}|江海网"),
    _page("no headline element", "江海网新闻", byline=f"<p>{TITLE}</p><p>2026-03-10 09:15</p>", shown=f"{TITLE}_江海网新闻", headline=False),
    _page("only the title", "江海网新闻", byline="<p>2026-03-10 09:15</p>", shown=f"{TITLE}_江海网新闻", headline=False),
    _page("dateline", "江海社", byline="<p>2026-03-10</p><p>江海社北京3月10日电（记者李雷）今年的供水工程进展顺利，多个项目提前完工。</p>"),
)  # fmt: skip
_ENGLISH = (
    _page("by-line", "Reuters", english=True, byline="<p>Reuters | March 10, 2026, 9:15 a.m. ET</p>"),
    _page("published", "Harbour Times", english=True, byline="<p>By Jane Roe</p><p>Published March 10, 2026 9:15 AM</p>", shown=f"{EN_TITLE} - Harbour Times"),
    _page("day first", "The Harbour Post", english=True, byline="<p>10 March 2026</p>", shown=f"{EN_TITLE} | The Harbour Post"),
    _page("source", "Xinhua", english=True, byline="<p>Source: Xinhua | 2026-03-10 09:15:22 | Editor: huaxia</p>"),
    _page("updated", "Harbour News", english=True, byline="<p>Updated: Mar 10, 2026</p>", shown=f"{EN_TITLE} – Harbour News"),
    _page("agency", "Reuters", english=True, byline="<p>March 10, 2026</p><p>LONDON (Reuters) - The harbour city has kept its promise of better water, officials said.</p>"),
    _page("suffix", "Reuters", english=True, byline='<time datetime="2026-03-10">Tuesday</time>', shown=f"{EN_TITLE} - Reuters", headline=False),
    _page("open graph", "The Harbour", english=True, head=_meta("og:site_name", "The Harbour", "property") + _meta("datePublished", "2026-03-10", "itemprop"), shown=f"{EN_TITLE} | The Harbour"),
    _page("channel and outlet", "The Harbour Daily", english=True, byline="<p>Mar 10, 2026</p>", shown=f"{EN_TITLE} | World | The Harbour Daily"),
)  # fmt: skip


def _laid_out() -> Page:
    """Everything in the cells of one table, paragraphs parted by two breaks."""
    text = "<br><br>".join(f"　　{line}" for line in BODY)
    html = (
        f"<html><head><title>{TITLE}_江海网</title></head><body><table>"
        f"<tr><td><a href=a>首页</a> <a href=b>国内</a> <a href=c>国际</a></td></tr>"
        f"<tr><td>{TITLE}</td></tr><tr><td>2026年03月10日 09:15 来源：江海日报</td></tr>"
        f"<tr><td>{text}<br><br>(责任编辑：韩梅)</td></tr>"
        f"<tr><td>版权所有 江海公司 | 公司简介 | 联系方法</td></tr></table></body></html>"
    )
    return Page("table", html, "江海日报")


def _nested() -> Page:
    """Tables in tables, and paragraphs in cells."""
    text = "".join(f"<p>{line}</p>" for line in BODY)
    html = (
        f"<html><head><title>{TITLE}-江海网</title></head><body><table><tr><td>"
        f"<table><tr><td>首页</td><td>新闻</td><td>体育</td></tr></table></td></tr><tr>"
        f"<td><table><tr><td><b>{TITLE}</b></td></tr>"
        f"<tr><td>http://www.example.org 2026年03月10日 09:15 江海网</td></tr>"
        f"<tr><td>{text}</td></tr></table></td></tr></table></body></html>"
    )
    return Page("tables in tables", html, "江海网")


PAGES = (*_CHINESE_LINES, *_CHINESE_STATED, *_ENGLISH, _laid_out(), _nested())
