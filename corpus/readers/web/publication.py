"""When and by whom a web page says that its article was published, and what it is called.

find(tree, title, address) -> Publication

In the order in which it is believed: what the page states for machines (meta elements, JSON-LD),
by-lines near the headline, time elements, the address, the end of the title, the dateline.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from corpus.cleaning import bylines
from corpus.language.conversion import to_simplified

_DATES = (
    *("article:published_time", "og:published_time", "og:article:published_time"),
    *("datepublished", "published_time", "published", "publishdate", "publish-date"),
    *("publish_date", "pubdate", "pub_date", "publishtime", "publish_time", "published-date"),
    *("og:release_date", "dc.date.issued", "dc.date.created", "dc.date", "dcterms.created"),
    *("dcterms.issued", "dcterms.date", "sailthru.date", "parsely-pub-date", "releasedate"),
    *("article:create_at", "firstcreatetime", "contentdate", "issuedate", "displaydate"),
    *("citation_publication_date", "date"),
)
"""Names of meta elements that hold the date, in small letters, best first."""
_SOURCES = ("contentsource", "source", "article:source", "dc.source", "mediaid")
"""Those that say whose text it is."""
_SITES = (
    *("og:site_name", "sitename", "site_name", "publisher", "dc.publisher", "dcterms.publisher"),
    *("article:publisher_name", "application-name", "apple-mobile-web-app-title"),
)
"""Those that say whose page it is."""
_ARTICLE = re.compile(r"Article|Posting|Report|Review|WebPage")
_PLAIN_DATE = re.compile(r'"(?:datePublished|pubDate)"\s*:\s*"([^"]{8,40})"')
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-](\d{1,2})[/_-](\d{1,2})|[/_-]?(\d\d)[/_-]?(\d\d))(?!\d)"
)

_NEAR = range(-6, 13)
"""Lines from the headline within which a by-line or a dateline stands."""
_NO_TEXT = ("script", "style", "noscript", "template", "select", "svg", "iframe", "textarea")
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "label", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    }
)
_MOST_LINES = 5_000
"""Lines of a page that are looked at."""

_STRONG = re.compile(r"\s*[_|｜丨»]+\s*|\s+(?:::|·|•)\s+")
_WEAK = re.compile(r"\s+[-–—]+\s+|\s*(?:——|--)\s*|(?<=[^\x00-\x7f\d])-(?=[^\x00-\x7f])")
_LONGEST_TAG = 4
"""Characters of a label that a headline element holds behind the headline: 原创, 独家."""
_LONGEST_NAME = 24
"""Characters of an outlet's name at the end of a title."""
_DATELINE = re.compile(
    r"[（(【\[]?\s*(?P<zh>[^\s，。：:（(【\d]{2,8}?(?:社|网|報|报|台|新闻|新聞))"
    r"(?:[^，。]{0,16}?\d{1,2}月\d{1,2}日\S{0,6}?(?:电|電|讯|訊|消息|报道|報導)|记者|記者)"
    r"|[A-Z][A-Za-z .,'’-]{2,40}?\d{0,2}\s*\((?P<en>Reuters|AP|AFP|Xinhua|Bloomberg|CNN|UPI|dpa"
    r"|Kyodo|Yonhap)\)\s*[-–—]"
)


class Publication(NamedTuple):
    """What a page says of its article; what it does not say is empty.

    Attributes:
        title: the headline, without the outlet behind it.
        published: ISO date.
        outlet: whose text it is.
    """

    title: str
    published: str
    outlet: str


def find(tree: HtmlElement, title: str, address: str) -> Publication:
    """What a page says of its article.

    Args:
        tree: the page.
        title: what is known of it, perhaps with the outlet's name.
        address: of the page, or empty.
    """
    meta = _meta(tree)
    linked = list(_linked(tree))
    lines = list(_lines(tree))
    site = _first(meta, _SITES) or _publisher(linked)
    title, suffix = parted(title, lines, (site,))
    shown, behind = parted(tree.findtext(".//title") or "", [*lines, title], (site,))
    suffix = suffix or behind
    near, others = _by_lines(lines, title)
    if shown and title.startswith(shown) and len(title) - len(shown) <= _LONGEST_TAG:
        title = shown
    date = (
        bylines.date_in(_first(meta, _DATES))
        or _linked_date(linked)
        or _plain_date(tree)
        or next((each.published for each in near if each.published), "")
        or _time_element(tree)
        or date_in_address(address)
        or next((each.published for each in others if each.published and not each.bare), "")
    )
    outlet = (
        bylines.outlet_in(_first(meta, _SOURCES))
        or next((each.outlet for each in near if each.outlet), "")
        or site
        or suffix
        or next((each.outlet for each in others if each.outlet), "")
        or _dateline(lines, title)
    )
    return Publication(title, date, outlet)


def parted(title: str, lines: Iterable[str], names: Iterable[str]) -> tuple[str, str]:
    """A title without what stands behind the headline, and the outlet that stands there.

    Args:
        title: as a browser shows it: headline_channel_outlet, Headline - Outlet.
        lines: of the page; where one is the headline, all that follows it in the title is no part.
        names: of the outlet, where known.
    """
    title = title.strip()
    plain = {"".join(line.split()) for line in lines}
    known = {"".join(name.split()).casefold() for name in names if name}
    cuts = sorted(
        (match.start(), match.end(), strong)
        for pattern, strong in ((_STRONG, True), (_WEAK, False))
        for match in pattern.finditer(title)
        if match.start()
    )
    outlet = title[cuts[-1][1] :].strip() if cuts else ""
    for start, _, _ in cuts:
        if "".join(title[:start].split()) in plain:
            return title[:start], outlet if len(outlet) <= _LONGEST_NAME else ""
    end = len(title)
    found = ""
    for start, stop, strong in reversed(cuts):
        tail = title[stop:end].strip()
        is_one = "".join(tail.split()).casefold() in known or _is_outlet(tail)
        if len(tail) > _LONGEST_NAME or not (is_one or strong or found):
            break
        if found and not strong and len(tail) > len(title[:start]):
            break
        found = found or tail
        end = start
    return title[:end].strip() or title, found


def date_in_address(address: str) -> str:
    """The date in the address of a page, in ISO form: /2026/03/10/, /202603/t20260310_1.html."""
    for match in _IN_ADDRESS.finditer(address):
        year, month, day = (int(part) for part in match.groups() if part)
        if bylines.is_day(year, month, day):
            return f"{year}-{month:02}-{day:02}"
    return ""


def _is_outlet(name: str) -> bool:
    return bylines.LIKE_AN_OUTLET.fullmatch(to_simplified(name)) is not None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What the meta elements state, by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str:
    """The first of some values that is there and no address."""
    values = (meta.get(name, "") for name in names)
    return next((value for value in values if value and "://" not in value), "")


def _linked(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting = value + waiting
            elif isinstance(value, dict):
                yield value
                waiting += [value["@graph"]] if "@graph" in value else []


def _linked_date(linked: Iterable[Mapping[str, Any]]) -> str:
    """The date of the article in JSON-LD."""
    for each in sorted(linked, key=lambda value: "WebPage" in str(value.get("@type"))):
        value = each.get("datePublished") or each.get("pubDate")
        if isinstance(value, str) and (date := bylines.date_in(value)):
            return date
    return ""


def _publisher(linked: Iterable[Mapping[str, Any]]) -> str:
    """The publisher in JSON-LD, else the site's name."""
    site = ""
    for each in linked:
        publisher = each.get("publisher")
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name and _ARTICLE.search(str(each.get("@type"))):
            return name
        if str(each.get("@type")) in ("WebSite", "NewsMediaOrganization", "Organization"):
            site = site or str(each.get("name") or "")
    return site


def _plain_date(tree: HtmlElement) -> str:
    """The date in JSON-LD that cannot be parsed."""
    for script in tree.iter("script"):
        match = (
            _PLAIN_DATE.search(script.text or "") if "ld+json" in script.get("type", "") else None
        )
        if match and (date := bylines.date_in(match[1])):
            return date
    return ""


def _time_element(tree: HtmlElement) -> str:
    """The date of the first element that states one."""
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        stated = element.get("datetime") or ""
        if element.get("itemprop") == "datePublished":
            stated = stated or element.get("content") or element.text_content()
        if stated and (date := bylines.date_in(stated)):
            return date
    return ""


def _lines(tree: HtmlElement) -> Iterator[str]:
    """The text of the page as lines: what block elements and breaks part."""
    parts: list[str] = []
    count = 0
    for fragment in _fragments(tree):
        if fragment is not None:
            parts.append(fragment)
            continue
        line = " ".join(" ".join(parts).split())
        parts = []
        if line:
            yield line
            count += 1
            if count > _MOST_LINES:
                return


def _fragments(tree: HtmlElement) -> Iterator[str | None]:
    """Text, and None where a line ends."""
    body = tree.find("body")
    stack: list[tuple[HtmlElement, bool]] = [(tree if body is None else body, False)]
    while stack:
        element, done = stack.pop()
        inline = element.tag in _INLINE
        if done:
            if not inline:
                yield None
            yield element.tail or ""
            continue
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
            yield element.tail or ""
            continue
        if not inline:
            yield None
        yield element.text or ""
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]
    yield None


def _by_lines(
    lines: Sequence[str], title: str
) -> tuple[list[bylines.Byline], list[bylines.Byline]]:
    """The by-lines near the headline, and the others, those behind it first."""
    at = _headline(lines, title)
    places = sorted(range(len(lines)), key=lambda k: (k < at, k))
    near: list[bylines.Byline] = []
    others: list[bylines.Byline] = []
    for place in places:
        if found := bylines.read(lines[place]):
            (near if place - at in _NEAR else others).append(found)
    around = [*lines[max(0, at + _NEAR.start) : at], *lines[at + 1 : at + _NEAR.stop]]
    return [*near, *map(bylines.glimpse, around)], others


def _headline(lines: Sequence[str], title: str) -> int:
    """The line that holds the title; the first one if none does."""
    plain = "".join(title.split())
    return next((k for k, line in enumerate(lines) if "".join(line.split()) == plain), 0)


def _dateline(lines: Sequence[str], title: str) -> str:
    """The agency at the beginning of the text: 江海社3月10日电, LONDON (Reuters) -."""
    at = _headline(lines, title)
    for line in lines[at : at + _NEAR.stop]:
        if match := _DATELINE.match(line):
            return match["zh"] or match["en"]
    return ""
