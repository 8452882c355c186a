"""Word's XML: its names, and what a style says of a paragraph through the styles that it is based on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement as Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = frozenset({"0", "false", "off"})
_DEEPEST: Final = 20  # styles based on styles; more is a circle
_CONTENTS: Final = "toc "  # how the names of the styles of a table of contents begin


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path below (names without prefix), none where there is none."""
    found = child(element, path)
    return None if found is None else found.get(W + attribute)


def child(element: Element | None, path: str) -> Element | None:
    """Return the element at a path below, names without prefix."""
    return None if element is None else element.find("/".join(W + name for name in path.split("/")))


def is_on(element: Element | None, path: str) -> bool:
    """Tell whether a switch (vanish) stands at a path below and is not turned off."""
    found = child(element, path)
    return found is not None and found.get(W + "val") not in _OFF


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles: dict[str, Element] = {style.get(f"{W}styleId") or "": style for style in found}
        self._default = next(
            (s.get(f"{W}styleId") for s in found
             if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in {"1", "true", "on"}), None,
        )  # fmt: skip

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """Yield a paragraph's style and those that it is based on, nearest first."""
        current = style_id or self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(current or "")
            if current is None or style is None:
                return
            yield current, style
            current = value(style, "basedOn")

    def is_hidden(self, style_id: str | None) -> bool:
        """Tell whether a style hides its text."""
        return style_id is not None and any(is_on(style, "rPr/vanish") for _, style in self.chain(style_id))

    def is_contents(self, style_id: str | None) -> bool:
        """Tell whether a style is that of a table of contents."""
        style = self._styles.get(style_id or "")
        return (value(style, "name") or "").lower().startswith(_CONTENTS)
