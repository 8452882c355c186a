"""What of a page is not its report: navigation, breadcrumbs, buttons, counters, link lists, side columns, the footer.

An element is left out for its tag, role, class or id together with what it holds, or for its links alone; never where it
holds a sentence, figures, the title or a page line of the report. What stays in doubt stays: the page lines of a text are
marked where the text is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from extract.readers.html_tree import Element

_WORDS: Final[Mapping[str, str]] = {  # what an element is, by words of its tag, role, class and id
    "navigation": r"(?:main|sub|top|left|site)?-?nav\w*|(?:main|sub|top|left)?-?menus?|daohang|skip(?:nav|link)?s?",
    "crumbs": r"bread\w*|crumbs?|dqwz|weizhi|mianbaoxie|cur(?:rent)?-?(?:pos\w*|place|path)|positions?|location|path|wz",
    "buttons": r"b?d?shares?\w*|jiathis\w*|addthis\w*|socials?|fenxiang|fx|print\w*|dayin|font-?size\w*|zihao|ziti|tools?"
    r"|tool-?(?:bar|box)|ewm|qr-?code\w*|erweima|collect\w*|favou?rites?|close|guanbi|go-?back|(?:back-?)?to-?top",
    "counters": r"hits?|(?:page-?)?views?|(?:view|click|read|visit)-?(?:count|num)\w*|counters?|clicks?|dj[ls]|lll|llcs|yd(?:l|cs)|browse\w*",
    "footer": r"foot\w*|contentinfo|copyright\w*|banquan|dibu|beian|icp|bottom\w*|friend\w*|yqlj",
    "beside": r"relat\w*|recommend\w*|xg(?:wz|xx|yd|lj|bd|xw|wd|jd)|xiangguan\w*|hots?|hot-\w+|rd(?:tj|xw|wz)|rm(?:tj|wz)|latest|tuijian"
    r"|tjyd|prev-?next|pre-?next|page-?turn\w*|side\w*|aside|complementary|(?:left|right)-?(?:bar|side|col\w*|list|box)",
    "links": r"header\w*|head|top\w*|banners?|logo|left|right|search\w*|login|links?|list|tabs?|pages?|pager|pagination|more|hd|ft"
    r"|bar|ads?|float\w*|map|lang\w*|wza|wuzhangai",
    "unseen": r"hidden|hide|d-none|none|sr-only|visually-?hidden|invisible",
}
_WORD: Final = re.compile(
    r"(?<![a-z])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")(?![a-z])"
)
_UTILITIES: Final = re.compile(  # classes that say how an element is laid out, not what it is
    r"position-(?:relative|absolute|static|fixed|sticky)|(?:hidden|visible|d)-(?:xs|sm|md|lg|xl|print)\S*|print-(?:none|block|area)"
    r"|text-(?:left|right|hide)|(?:float|pull|align)-\w+|(?:top|bottom|left|right)-\d+"
)
_CAMEL: Final = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_TAGS: Final = frozenset({"nav", "aside", "header", "footer", "menu", "search"})
_SMALL: Final = 30  # words of a row of buttons
_LINE: Final = 80  # words of a line of breadcrumbs, outside its links
_FOOTER: Final = 500  # words of a footer that is named so
_FILING: Final = 200  # words of one that is not
_LABEL: Final = 10  # words of the longest label among links
_LINKED: Final = 0.2  # words in links, of the words outside, at least in such a column
_SHARE: Final = 0.3  # of the sentences and figures of a page, at most, in a column beside its report


def is_furniture(element: Element, page: Element) -> bool:
    """Whether an element, with all it holds, is no part of the report; page: the body around it."""
    if element.is_hidden:
        return True
    attributes = element.attributes
    if "class" in attributes or "id" in attributes or "role" in attributes or element.tag in _TAGS:
        names = " ".join([element.tag, *(attributes.get(name) or "" for name in ("role", "class", "id"))])
        if any(_HOLDS[kind](element, page) for kind in _kinds(names)):
            return True
    return element.is_block and (_is_link_list(element) or _is_filing(element))


@lru_cache(maxsize=4096)
def _kinds(names: str) -> frozenset[str]:
    words = _UTILITIES.sub(" ", _CAMEL.sub("-", names).lower())
    return frozenset(match.lastgroup for match in _WORD.finditer(words) if match.lastgroup)


def _is_quiet(element: Element) -> bool:
    """Nothing of a report in it: no sentence, no page line, no title."""
    return not (element.sentences or element.is_keyed or element.is_headed)


def _is_links(element: Element, share: float) -> bool:
    """Links, with short labels between them at most."""
    return (
        element.links > 0
        and element.linked >= share * (element.linked + element.words)
        and element.longest <= _LABEL
        and not element.figures
        and _is_quiet(element)
    )


def _is_link_list(element: Element) -> bool:
    return element.links >= 3 and _is_links(element, 0.7)


def _is_filing(element: Element) -> bool:
    """A footer without a name: the filing of the site in few blocks."""
    return (
        element.is_filed and element.words <= _FILING and element.longest >= 0.4 * element.words and _is_quiet(element)
    )


def _is_beside(element: Element, page: Element) -> bool:
    """A column beside the report: links, and few of the page's sentences and figures."""
    return (
        element.links > 0
        and element.linked >= _LINKED * element.words
        and not element.is_keyed
        and element.sentences <= _SHARE * page.sentences
        and element.figures <= _SHARE * page.figures
    )


def _is_footer(element: Element, _: Element) -> bool:
    is_filing = element.is_filed and element.words <= _FOOTER and element.sentences <= 3 and not element.is_keyed
    return is_filing or _is_links(element, 0.5)


_HOLDS: Final[Mapping[str, Callable[[Element, Element], bool]]] = {  # what it must hold, to be what its name says
    "navigation": lambda element, _: element.links > 0 and not element.figures and _is_quiet(element),
    "crumbs": lambda element, _: (
        element.links > 0 and element.words <= _LINE and not element.figures and _is_quiet(element)
    ),
    "buttons": lambda element, _: element.words <= _SMALL and element.figures <= 2 and _is_quiet(element),
    "counters": lambda element, _: element.words <= _LABEL and element.figures <= 2 and _is_quiet(element),
    "footer": _is_footer,
    "beside": _is_beside,
    "links": lambda element, _: _is_links(element, 0.5),
    "unseen": lambda element, _: not element.figures and _is_quiet(element),
}
