"""The source of a page, decoded and made fit to parse."""

from __future__ import annotations

import re
from typing import Final

from extract.readers.encoding import decode
from extract.readers.original import ReadError

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{3,20})",
    re.IGNORECASE,
)
_HEAD: Final = 8192  # bytes in which a page names its charset
_SELF_CLOSED: Final = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|div|span|a|p|td)(\s[^<>]*)?/>", re.IGNORECASE
)
_LOOKS: Final = r"font|b|i|u|s|em|strong|big|small|tt|strike|code|nobr"
_NESTING: Final = re.compile(rf"<(/?)(?:({_LOOKS})|div|span|section|center|ul|ol|table|form)\b", re.IGNORECASE)
_LOOK: Final = re.compile(rf"</?(?:{_LOOKS})\b[^<>]*>", re.IGNORECASE)
_MOST_LOOKS: Final = 200  # open at once: left open, they multiply in every paragraph below
_DEEPEST: Final = 5000  # elements within each other: such a page is broken, and would take minutes to parse


def source(content: bytes, charset: str | None = None) -> str:
    """Return the source of a page; charset: what its server or its envelope names, else what the page declares.

    Raises ReadError: nesting, and what `decode` raises.
    """
    named = _CHARSET.search(content[:_HEAD])
    declared = (named[1] or named[2]).decode() if named else None
    html = decode(content, charset or declared)
    if html.startswith("<?xml"):  # in XHTML <script/> ends there, in HTML it takes the rest of the page with it
        html = _SELF_CLOSED.sub(r"<\1\2></\1>", html)
    looks, deepest = _nesting(html)
    if deepest > _DEEPEST:
        raise ReadError(
            "nesting",
            "网页标签坏了（几千层没有结束），请重新保存 / the markup is broken (thousands of open elements): save the page again",
        )
    return _LOOK.sub("", html) if looks > _MOST_LOOKS else html


def _nesting(html: str) -> tuple[int, int]:
    """How many elements of mere looks, and how many others, stand within each other at most."""
    depth, deepest = [0, 0], [0, 0]
    for tag in _NESTING.finditer(html):
        kind = tag[2] is None
        depth[kind] = max(depth[kind] - 1, 0) if tag[1] else depth[kind] + 1
        deepest[kind] = max(deepest[kind], depth[kind])
    return deepest[0], deepest[1]
