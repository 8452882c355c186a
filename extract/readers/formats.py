"""The formats that can be read, each with its endings and its reader, and which of them a source has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from extract.readers import html, mht, text
from extract.readers.original import Original, ReadError
from extract.readers.pdf import document as pdf
from extract.readers.sheets import workbook
from extract.readers.signatures import refuse, signature
from extract.readers.word import document as word
from extract.readers.word import old as old_word


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
PDF: Final = Format("pdf", "application/pdf", (".pdf",), 1, pdf.read)
DOCX: Final = Format(
    "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), 1, word.read
)
DOC: Final = Format("doc", "application/msword", (".doc",), 1, old_word.read)
XLSX: Final = Format(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",), 1, workbook.read
)
XLS: Final = Format("xls", "application/vnd.ms-excel", (".xls",), 1, workbook.read_old)
FORMATS: Final = (TEXT, TABLE, HTML, MHT, PDF, DOCX, DOC, XLSX, XLS)
READABLE: Final = {ending: form for form in FORMATS for ending in form.endings}
_BY_NAME: Final = {form.name: form for form in FORMATS}
_RENAME: Final = {form.name: form.endings[0] for form in FORMATS}
_ANY_TEXT: Final = frozenset({"text", "binary", "empty"})  # what the readers of text judge by themselves


def format_of(uri: str, content: bytes) -> Format:
    """Return the format of a source: by its ending, which its bytes must bear out; for a web address by its bytes.

    Raises ReadError: unsupported, where no reader takes it; wrong_ending, binary, empty or password, where the bytes are
    another thing than the ending says.
    """
    is_address = uri.startswith(("http://", "https://"))
    form = READABLE.get(PurePath(_path(uri) if is_address else uri).suffix.lower())
    found = signature(content)
    if is_address:
        return _by_bytes(form, found, content)
    if form is None:
        raise ReadError(
            "unsupported", f"不认识这种文件，请给 {endings()} / no reader for this ending: give {endings()}"
        )
    if form.name == found or (_is_text(form) and found in _ANY_TEXT):
        return form
    raise refuse(found, _RENAME)


def _by_bytes(form: Format | None, found: str, content: bytes) -> Format:
    """The format of what a web address gave; its ending only parts one kind of text from another."""
    if found in _BY_NAME and found != TEXT.name:
        return _BY_NAME[found]
    if found not in _ANY_TEXT:
        raise refuse(found, {}, "unsupported")
    if form is not None and _is_text(form):
        return form
    return HTML if b"<" in content[:64] else TEXT


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # an unclosed bracket: no ending to go by
        return ""


def _is_text(form: Format) -> bool:
    return form.media_type.startswith("text/")


def endings() -> str:
    """Return the readable endings as words for a message."""
    return "、".join(sorted(READABLE))
