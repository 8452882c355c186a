"""Damages files as transports, editors and ill will do: bytes flipped, cut, doubled, inserted; packages also part by part."""

from __future__ import annotations

import io
import random
from typing import Final
from zipfile import BadZipFile, ZipFile

from benchmarks.forms import zipped

_PIECES: Final = (
    b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"<", b">", b"&", b"&#xD800;", b"&#0;", b"_xD800_", b"\xed\xa0\x80",
    b"<table>", b"<td>", b"<!--", b"]]>", b"99999999999999999999", b"-1", b"0", b"\r", b"\n", b"\t", b"/Kids [1 0 R]", b"endobj",
    b"1e308", b"\xe5\x90", "％".encode(), "亿元".encode(), "①".encode(), "其中：".encode(), "、".encode(), "（".encode(),
)  # fmt: skip
_LARGEST: Final = 2**20


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one to six faults; of a package sometimes in a part of it, packed again."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _inside(content, chance)
    for _ in range(chance.randint(1, 6)):
        content = _fault(content, chance)
    return content[:_LARGEST]


def _inside(content: bytes, chance: random.Random) -> bytes:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (BadZipFile, OSError, ValueError):
        return content
    name = chance.choice([name for name in members if name.endswith((".xml", ".rels"))] or list(members))
    for _ in range(chance.randint(1, 4)):
        members[name] = _fault(members[name], chance)
    return zipped(members)


def _fault(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    to = min(len(content), at + chance.choice((1, 2, 8, 64, 1024)))
    kind = chance.randrange(8)
    if kind == 0:  # flipped bits
        changed = bytearray(content)
        for _ in range(chance.randint(1, 16)):
            if changed:
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)
    if kind == 1:  # cut off
        return content[:at]
    if kind == 2:  # a hole
        return content[:at] + content[to:]
    if kind == 3:  # repeated, now and then very often
        return content[:at] + content[at:to] * chance.choice((2, 3, 50, 2000)) + content[to:]
    if kind == 4:  # something foreign
        return content[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 3000)) + content[at:]
    if kind == 5:  # moved
        return content[:at] + content[to:] + content[at:to]
    if kind == 6:  # any bytes
        return content[:at] + chance.randbytes(to - at) + content[to:]
    return _digits(content, chance)


def _digits(content: bytes, chance: random.Random) -> bytes:
    """Replace one digit or number: counts, lengths, references, figures."""
    places = [n for n, byte in enumerate(content[:200_000]) if 0x30 <= byte <= 0x39]
    if not places:
        return content
    at = chance.choice(places)
    return content[:at] + chance.choice((b"0", b"9", b"-", b".", b"99999999", b"1" * 400)) + content[at + 1 :]
