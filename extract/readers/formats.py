"""The formats that can be read, each with its endings and its reader, and which of them a source has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from extract.readers import html, mht, text
from extract.readers.original import Original, ReadError


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `version` rises with each change of its reader, so that only its documents are read again."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    version: int
    read: Callable[[bytes], Original]


TEXT: Final = Format("text", "text/plain", (".txt",), 1, text.read)
TABLE: Final = Format("table", "text/csv", (".csv",), 1, text.read)
HTML: Final = Format("html", "text/html", (".html", ".htm", ".shtml", ".xhtml"), 2, html.read)
MHT: Final = Format("mht", "multipart/related", (".mht", ".mhtml"), 1, mht.read)
FORMATS: Final = (TEXT, TABLE, HTML, MHT)
READABLE: Final = {ending: form for form in FORMATS for ending in form.endings}


def format_of(uri: str, content: bytes) -> Format:
    """Return the format of a source: by its ending, for a web address also by its first bytes.

    Raises ReadError: unsupported, where no reader takes it.
    """
    is_address = uri.startswith(("http://", "https://"))
    ending = PurePath(urlsplit(uri).path if is_address else uri).suffix.lower()
    form = READABLE.get(ending)
    if form is None and is_address:
        form = HTML if b"<" in content[:64] else TEXT
    if form is None:
        raise ReadError(
            "unsupported", f"不认识这种文件，请给 {endings()} / no reader for this ending: give {endings()}"
        )
    return form


def endings() -> str:
    """Return the readable endings as words for a message."""
    return "、".join(sorted(READABLE))
