"""What a reader makes of a source: its canonical text, with what the file itself says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class ReadError(Exception):
    """An input that cannot be read: a short code for the problems table and one line for the user."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Original:
    """A source as text; all offsets of its facts count characters of `text` from 0, end exclusive.

    What the file says of itself (meta tags, document properties) is None where it says nothing.
    """

    text: str
    page_starts: tuple[int, ...] = ()  # where its pages begin; empty where it has none
    published_on: date | None = None
    source: str | None = None  # who wrote it, as a page names its 来源
    publisher: str | None = None  # the body that publishes the page
    source_url: str | None = None
