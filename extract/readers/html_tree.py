"""A page as a light tree: its elements with what they hold, counted from the inside out.

Scripts, fields of forms and the like are left out on the way. What a visitor would not see is marked hidden and counts for
nothing around it, unless the report itself is hidden until a script shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_WORDS: Final = [
    "script", "style", "noscript", "template", "svg", "math", "select", "iframe", "object", "embed", "applet", "textarea",
    "button", "canvas", "audio", "video", "map", "datalist", "dialog", "xml", "rt", "rp", "title", "meta", "link", "input",
]  # fmt: skip
_BLOCKS: Final = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "founder-content", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "legend", "li", "listing", "main", "marquee", "menu", "nav", "ol", "p", "plaintext", "pre",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ucapcontent", "ucaptitle",
        "ul", "xmp",
    ]
)  # fmt: skip
_PRE: Final = frozenset({"pre", "xmp", "listing", "plaintext"})
_IS_FILED, _IS_KEYED, _IS_HEADED = 1, 2, 4
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "ucaptitle"})
_UNSEEN: Final = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?![.\d])|opacity:0(?![.\d])|text-indent:-\d{3,}px|clip:rect\([01]"
    r"|(?:^|;)(?:left|top|right|bottom):-\d{3,}(?:\.\d+)?(?:px|r?em)|margin-(?:left|top):-\d{4}"
)
_NO_SIZE: Final = re.compile(r"(?:^|;)(?:max-)?(?:height|width):[01](?:px)?(?:;|$)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DATES: Final = re.compile(
    r"\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?!\d)|\d{1,2}\s*[-月/]\s*\d{1,2}(?!\d)|\d{1,2}:\d\d(?::\d\d)?"
)
_DIGIT: Final = re.compile(r"\d")
_FIGURES: Final = re.compile(r"\d[\d,.]*")
_FILED: Final = re.compile(r"ICP备|公网安备|网站标识码|版权所有|技术支持\s*[:：]|Copyright|©", re.IGNORECASE)
_KEYED: Final = re.compile(r"(?:发布|发文|成文|印发|公开|生成)(?:时间|日期|机构|单位|机关)|来\s*源|索引号|文\s*号")
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|txt|csv)(?:[?#]|$)", re.IGNORECASE)
_TITLE: Final = 8  # words, at least, of a heading that is a title, not a label (相关阅读)
_LABEL: Final = 200  # characters: what is longer is no label of the page
_PROSE: Final = 60  # characters: a longer link with a full stop is a paragraph that an anchor encloses


@dataclass(slots=True, eq=False)
class Element:
    """An element; words are its letters and Chinese characters, figures its runs of digits that are no date."""

    tag: str
    attributes: Mapping[str, str | None]
    is_block: bool  # begins a line of its own
    children: list[Element | str] = field(default_factory=list)
    keeps_breaks: bool = False  # of its source (pre)
    is_hidden: bool = False
    own: int = 0  # words right inside a block, outside links and the blocks in it
    words: int = 0  # outside links
    linked: int = 0  # words inside links
    links: int = 0
    longest: int = 0  # words of the longest block, as `own` counts them
    sentences: int = 0
    figures: int = 0  # outside links
    marks: int = 0

    @property
    def is_filed(self) -> bool:
        """Whether it holds words of a site's footer (ICP备案)."""
        return bool(self.marks & _IS_FILED)

    @property
    def is_keyed(self) -> bool:
        """Whether it holds a label of the report's page lines (发布时间, 来源)."""
        return bool(self.marks & _IS_KEYED)

    @property
    def is_headed(self) -> bool:
        """Whether it holds a heading that is no link."""
        return bool(self.marks & _IS_HEADED)

    def take(self, inner: Element) -> None:
        """Count what an element inside holds."""
        self.words += inner.words
        self.linked += inner.linked
        self.links += inner.links
        self.sentences += inner.sentences
        self.figures += inner.figures
        self.marks |= inner.marks
        self.longest = max(self.longest, inner.longest)


def body_of(tree: LexborHTMLParser) -> Element | None:
    """Return the body of a parsed page with its counts, or None where it has none (a page of frames)."""
    tree.strip_tags(_NO_WORDS, recursive=True)
    body = tree.body
    if body is None:
        return None
    copy = _Copy()
    root = copy.of(body)
    return root if copy.unseen <= root.sentences else _Copy(reveals=True).of(body)


def walk(root: Element, is_left_out: Callable[[Element], bool]) -> Iterator[tuple[Element | str, bool]]:
    """Yield text, and each element when it opens (True) and closes (False); of a cell left out, these two alone."""
    yield root, True
    waiting = [(root, iter(root.children))]
    while waiting:
        element, rest = waiting[-1]
        child = next(rest, None)
        if child is None:
            waiting.pop()
            yield element, False
        elif isinstance(child, str):
            yield child, True
        elif not is_left_out(child):
            yield child, True
            waiting.append((child, iter(child.children)))
        elif child.tag in {"td", "th"}:
            yield child, True
            yield child, False


class _Copy:
    """Copies a page without recursion: damaged pages nest thousands of elements."""

    def __init__(self, *, reveals: bool = False) -> None:
        self.unseen = 0  # sentences of hidden elements that are no links
        self._reveals = reveals
        self._open: list[
            tuple[Element, LexborNode, Element, bool]
        ] = []  # with the nearest block, and whether in a link

    def of(self, body: LexborNode) -> Element:
        """Return the copy of an element and all it holds."""
        root = self._enter(body, "body")
        node = body.first_child
        while True:
            if node is None:
                left = self._leave()
                if not self._open:
                    return root
                node = left.next
            elif (tag := node.tag or "-").startswith("-"):
                if tag == "-text":
                    self._add(node.text_content or "")
                node = node.next
            else:
                self._enter(node, tag)
                node = node.first_child

    def _enter(self, node: LexborNode, tag: str) -> Element:
        attributes = node.attributes
        element = Element(tag, attributes, tag in _BLOCKS, keeps_breaks=tag in _PRE)
        if attributes:
            _style(element)
        _, _, block, is_link = self._open[-1] if self._open else (None, None, element, False)
        if self._open:
            self._open[-1][0].children.append(element)
        if tag == "a" and not is_link and _leads_away(attributes):
            is_link = True
            element.links = 1
        self._open.append((element, node, element if element.is_block else block, is_link))
        return element

    def _leave(self) -> LexborNode:
        element, node, _, _ = self._open.pop()
        element.longest = max(element.longest, element.own)
        if element.own >= _TITLE and element.tag in _HEADINGS:
            element.marks |= _IS_HEADED
        if element.is_hidden and element.sentences and element.linked < element.words:
            self.unseen += element.sentences
            element.is_hidden = not self._reveals
        if self._open and not element.is_hidden:
            self._open[-1][0].take(element)
        return node

    def _add(self, text: str) -> None:
        """Add a piece of text to the innermost open element and count what it holds."""
        element, _, block, is_link = self._open[-1]
        element.children.append(text)
        if text.isspace():
            return
        words = sum(map(len, _LETTERS.findall(text)))
        if is_link and not (len(text) > _PROSE and "。" in text):
            element.linked += words
            return
        element.words += words
        block.own += words
        element.sentences += text.count("。") + text.count("；")
        if _DIGIT.search(text):
            element.figures += len(_FIGURES.findall(_DATES.sub("", text)))
        if words and len(text) < _LABEL:
            element.marks |= (_IS_FILED if _FILED.search(text) else 0) | (_IS_KEYED if _KEYED.search(text) else 0)


def _style(element: Element) -> None:
    """Note what attributes say of how an element looks."""
    attributes = element.attributes
    element.is_hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    style = attributes.get("style")
    if style:
        is_unseen, is_block, keeps_breaks = _styled(style)
        element.is_hidden |= is_unseen
        element.is_block |= is_block
        element.keeps_breaks |= keeps_breaks


@lru_cache(maxsize=4096)
def _styled(style: str) -> tuple[bool, bool, bool]:
    """Whether an inline style hides an element, makes it a block, keeps the line breaks of its source."""
    plain = "".join(style.lower().split())
    is_unseen = _UNSEEN.search(plain) or ("overflow:hidden" in plain and _NO_SIZE.search(plain))
    return bool(is_unseen), "display:block" in plain, "white-space:pre" in plain


def _leads_away(attributes: Mapping[str, str | None]) -> bool:
    """Whether an anchor leads to another page: not to a place of this one, nor to a file that belongs to it."""
    target = attributes.get("href")
    if target is None:
        return "onclick" in attributes
    return not (target.startswith("#") and len(target) > 1) and not _FILE.search(target)
