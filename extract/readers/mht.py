"""Saved web archives (MHT, MHTML): the page in the envelope, with the address it was saved from."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from typing import Final

from extract.readers import html
from extract.readers.html_metadata import page_url
from extract.readers.original import Original, ReadError

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})


def read(content: bytes) -> Original:
    """Return the root page of an archive.

    Raises ReadError: no_page where the archive holds none, else what a web page raises.
    """
    archive = message_from_bytes(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    address = _header(archive, "Snapshot-Content-Location") or _header(archive, "Content-Location")
    root = _root(archive, address)
    if root is None:
        raise ReadError("no_page", "存档里没有网页，请重新保存 / the archive holds no web page: save the page again")
    body = root.get_payload(decode=True)
    read = html.page(body if isinstance(body, bytes) else b"", root.get_content_charset())
    own = page_url(address) or page_url(_header(root, "Content-Location"))
    return replace(read, source_url=own or read.source_url)


def _root(archive: Message, address: str) -> Message | None:
    """The part that the archive starts with: named as its start or by its address, else the first page."""
    pages = [part for part in archive.walk() if part.get_content_type() in _PAGES]
    start = archive.get_param("start")
    for part in pages:
        if (start and _header(part, "Content-ID") == start) or (
            address and _header(part, "Content-Location") == address
        ):
            return part
    return pages[0] if pages else None


def _header(part: Message, name: str) -> str:
    return str(part.get(name) or "").strip()
