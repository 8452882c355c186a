"""Streams of PDF files: what is packed in them, measured before the library unpacks it into memory."""

from __future__ import annotations

import re
import zlib
from typing import Final

from extract.readers.limits import LIMITS, Limits
from extract.readers.original import ReadError

_STREAM: Final = re.compile(rb"stream\r?\n")
_DENSEST: Final = 1040  # of unpacked to packed size, which the method does not exceed
_CHUNK: Final = 2**16


def check_streams(content: bytes, limits: Limits = LIMITS) -> None:
    """Refuse a file with a stream that unpacks, packed once or twice, to more than the limit. Raises ReadError: zip_bomb."""
    for match in _STREAM.finditer(content):
        if content[match.start() - 3 : match.start()] == b"end" or not _is_packed(
            content[match.end() : match.end() + 2]
        ):
            continue
        end = content.find(b"endstream", match.end())
        packed = content[match.end() : end if end >= 0 else len(content)]
        inner = zlib.decompressobj()
        is_double = _is_packed(_some(packed, 2))
        if len(packed) * _DENSEST * (_DENSEST if is_double else 1) <= limits.unpacked_bytes:
            continue
        if _size(packed, inner if is_double else None, limits.unpacked_bytes) > limits.unpacked_bytes:
            raise ReadError(
                "zip_bomb",
                "压缩内容展开后过大，像是压缩炸弹，未打开 / unpacks far too large, like a zip bomb: not opened",
            )


def _is_packed(start: bytes) -> bool:
    """Tell whether bytes begin as packed ones do."""
    return len(start) == 2 and start[0] & 0x0F == 8 and start[0] >> 4 <= 7 and int.from_bytes(start, "big") % 31 == 0


def _some(packed: bytes, size: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed[:_CHUNK], size)
    except zlib.error:
        return b""


def _size(packed: bytes, inner: zlib._Decompress | None, most: int) -> int:
    """The unpacked size, measured in pieces up to a limit; damaged bytes end it."""
    outer, size = zlib.decompressobj(), 0
    rest = packed
    try:
        while rest and size <= most:
            piece = outer.decompress(rest, _CHUNK)
            rest = outer.unconsumed_tail
            size += len(piece) if inner is None else _through(inner, piece, most)
            if not piece:
                break
    except zlib.error:
        return size
    return size


def _through(inner: zlib._Decompress, piece: bytes, most: int) -> int:
    size = 0
    while piece and size <= most:
        size += len(inner.decompress(piece, _CHUNK))
        piece = inner.unconsumed_tail
    return size
