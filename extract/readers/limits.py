"""Limits: how large a file, what is packed in it, and what is read of it may be, checked before memory is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.readers.original import ReadError

_MB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest that is read: sizes in bytes, `ratio` of unpacked to packed size of one packed part above 1 MB."""

    file_bytes: int = 64 * _MB
    unpacked_bytes: int = 256 * _MB
    ratio: int = 200
    members: int = 20_000
    pages: int = 5_000
    page_characters: int = 100_000
    cells: int = 2_000_000
    characters: int = 2_000_000  # fifty long reports; with all its rows such a text takes half a gigabyte


LIMITS: Final = Limits()


def check_size(size: int, limits: Limits = LIMITS) -> None:
    """Refuse a file by its size in bytes. Raises ReadError: too_large."""
    if size > limits.file_bytes:
        most = limits.file_bytes // _MB
        raise ReadError(
            "too_large", f"文件有 {size // _MB} MB，超过 {most} MB，请拆分 / larger than {most} MB: split it"
        )


def check_pages(pages: int, limits: Limits = LIMITS) -> None:
    """Refuse a document by its number of pages. Raises ReadError: too_large."""
    if pages > limits.pages:
        raise ReadError(
            "too_large", f"有 {pages} 页，超过 {limits.pages} 页，请拆分 / more than {limits.pages} pages: split it"
        )


def check_page(characters: int, limits: Limits = LIMITS) -> None:
    """Refuse a document by the characters of one page. Raises ReadError: too_large."""
    if characters > limits.page_characters:
        raise ReadError(
            "too_large",
            f"一页有 {characters} 字，不像给人读的 / {characters} characters on one page are not made to be read: not opened",
        )


def check_cells(cells: int, limits: Limits = LIMITS) -> None:
    """Refuse a sheet by its number of cells, empty ones too. Raises ReadError: too_large."""
    if cells > limits.cells:
        raise ReadError(
            "too_large",
            f"一张表占 {cells} 格，超过 {limits.cells} 格，请删去空行空列或拆分 / a sheet of more than {limits.cells} cells: "
            "delete its empty rows and columns, or split it",
        )


def check_text(characters: int, limits: Limits = LIMITS) -> None:
    """Refuse a text by its length. Raises ReadError: too_large."""
    if characters > limits.characters:
        raise ReadError(
            "too_large",
            f"文字超过 {limits.characters} 字，请拆分 / more than {limits.characters} characters of text: split it",
        )
