"""Web pages: HTML to a canonical text, one line a block, the rows of tables as lines with cells parted by tabs.

Offsets then point into this text, as they do for plain text.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from extract.readers.html_blocks import lines_of
from extract.readers.html_furniture import is_furniture
from extract.readers.html_metadata import metadata
from extract.readers.html_source import source
from extract.readers.html_tree import Element, body_of
from extract.readers.limits import check_text
from extract.readers.original import Original, ReadError

_PARTS: Final = re.compile(r"\s*[_|]\s*|\s+[-–—]+\s+|[-–—]+(?=[^-–—]*(?:网|网站|门户|政府|局|首页|公开)$)")
_SITE: Final = re.compile(r"(?:网|网站|门户|政府|首页)$")
_DATED: Final = re.compile(r"[12]\d{3}\s*年|[二一][〇○零\d一二三四五六七八九]{3}年|^关于")
_TITLE: Final = 8  # characters of a title at least


def read(content: bytes) -> Original:
    """Return the text of a page with what its head says. Raises ReadError as `page` does."""
    return page(content)


def canonical(content: bytes) -> str:
    """Return the text of a page. Raises ReadError as `page` does."""
    return page(content).text


def page(content: bytes, charset: str | None = None) -> Original:
    """Return a page as its text and what it says of itself; charset: what its server or its envelope names.

    Raises ReadError as `source` does, and empty also where the page shows no words.
    """
    html = source(content, charset)
    tree = LexborHTMLParser(html, scripting=True)
    said = metadata(tree, html)
    heading = tree.css_first("title")
    page_title = heading.text() if heading is not None else ""
    body = body_of(tree)
    lines = _lines(body) if body is not None else []
    if body is None or not lines:
        raise ReadError("empty", "网页里没有文字，请换一份或去掉 / the page shows no text: replace it or leave it out")
    title = said.title or ("" if body.is_headed else _own_part(page_title))
    if title and _bare(title) not in _bare("".join(lines)):
        lines.insert(0, title)
    text = "\n".join(lines) + "\n"
    check_text(len(text))
    return Original(text, (), said.published_on, said.source, said.publisher, said.url)


def _lines(body: Element) -> list[str]:
    """The lines of the report; of a page that is nothing but links, all its lines."""
    lines = lines_of(body, partial(is_furniture, page=body))
    return lines or lines_of(body, lambda element: element.is_hidden)


def _own_part(title: str) -> str:
    """The part of a page's title that names the report, without the names of site and column."""
    parts = (" ".join(part.split()) for part in _PARTS.split(title))
    return next((p for p in parts if len(p) >= _TITLE and _DATED.search(p) and not _SITE.search(p)), "")


def _bare(words: str) -> str:
    return "".join(words.split())
