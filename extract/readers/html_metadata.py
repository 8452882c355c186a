"""What a page says of itself: meta tags of 《政府网站发展指引》, Open Graph, JSON-LD, <time>, its canonical address.

Names of persons (Author, 责任编辑) are not taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from extract.language.furniture import first_day

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {  # in small letters, the most telling first
    "title": ("articletitle", "og:title", "dc.title", "dcterms.title", "headline"),
    "published_on": (
        "pubdate", "article:published_time", "og:published_time", "og:release_date", "publishdate", "publish_date",
        "publish-date", "publishtime", "publish_time", "publicationdate", "datepublished", "dc.date.issued",
        "dcterms.issued", "dc.date", "dcterms.date", "weibo:article:create_at", "firstpublishtime", "date",
    ),
    "source": ("contentsource", "source", "article:source", "dc.source", "dcterms.source", "mediaid"),
    "publisher": ("publishunit", "publisher", "dc.publisher", "dcterms.publisher", "sitename", "og:site_name"),
    "url": ("og:url", "url", "@id"),
}  # fmt: skip
_BEIJING: Final = timezone(timedelta(hours=8))
_EARLIEST: Final = 1995  # older dates are fillers of a program (1970-01-01)
_BODY: Final = re.compile(r"[一-龥（）()·A-Za-z\d]{2,30}?[府局厅委院办部处网报社台站室会科中心队镇乡街道司署团]")
_SITE: Final = re.compile(r"(?:政务|门户|官方|信息公开)*(?:网站|网)(?:群|集群)?$|^中国[·.\-]?(?=[一-龥]{2,}政府)")
_OWN: Final = frozenset({"本站", "本网", "原创", "本部", "网站", "管理员"})
_SAVED: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_LD_SIZE: Final = 20_000  # characters of JSON-LD that are read


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page says; None where it says nothing."""

    title: str | None = None
    published_on: date | None = None
    source: str | None = None
    publisher: str | None = None
    url: str | None = None


def metadata(tree: LexborHTMLParser, html: str) -> Metadata:
    """Read the head of a page; html is its source, whose comments may name the address it was saved from."""
    said: dict[str, list[str]] = {}
    for name, value in (*_meta(tree), *_linked_data(tree)):
        said.setdefault(name.strip().lower(), []).append(value)
    values = {part: [v for n in names for v in said.get(n, ()) if v.strip()] for part, names in _NAMES.items()}
    saved = _SAVED.search(html[:2000])
    urls = [*_canonical(tree), *([saved[1]] if saved else []), *values["url"]]
    return Metadata(
        next((" ".join(value.split()) for value in values["title"]), None),
        next(filter(None, map(day, [*values["published_on"], *_times(tree)])), None),
        next(filter(None, map(_body, values["source"])), None),
        next(filter(None, (_body(_SITE.sub("", value.strip())) for value in values["publisher"])), None),
        next(filter(None, map(page_url, urls)), None),
    )


def day(written: str) -> date | None:
    """Return the day of a date or a moment, in Chinese time; None where it is none or a filler."""
    try:
        moment = datetime.fromisoformat(written.strip())
        found: date | None = (moment.astimezone(_BEIJING) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        found = first_day(written)
    return found if found and found.year >= _EARLIEST else None


def page_url(written: str) -> str | None:
    """Return the address of a page on the web; None for other addresses and for the front page of a site."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return None
    is_page = parts.scheme in {"http", "https"} and parts.netloc and (parts.path.strip("/") or parts.query)
    return written.strip() if is_page and "@" not in parts.netloc else None


def _meta(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        if name:
            yield name, attributes["content"] or ""


def _linked_data(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The plain properties of the JSON-LD of a page."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            parsed = json.loads(node.text()[:_LD_SIZE])
        except (ValueError, RecursionError):
            continue
        for thing in parsed if isinstance(parsed, list) else [parsed]:
            if isinstance(thing, dict):
                yield from ((name, value) for name, value in thing.items() if isinstance(value, str))


def _canonical(tree: LexborHTMLParser) -> list[str]:
    return [href for node in tree.css('link[rel="canonical"]') if (href := node.attributes.get("href"))]


def _times(tree: LexborHTMLParser) -> list[str]:
    """The moment of a page's only <time>, or of the one that is marked as its publication."""
    times = tree.css("time[datetime]")
    marked = [t for t in times if "pubdate" in t.attributes or t.attributes.get("itemprop") == "datePublished"]
    return [t.attributes["datetime"] or "" for t in marked or (times if len(times) == 1 else [])]


def _body(written: str) -> str | None:
    """A name that can be of a body or a medium, never of a person."""
    name = re.sub(r"^(?:信息|稿件|文章)?来源\s*[:：]\s*", "", written.strip()).split(" ")[0]
    return name if name not in _OWN and _BODY.fullmatch(name) else None
