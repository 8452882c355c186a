"""Originals: the bytes of every answer as they came, RAW/originals/<two digits>/<sha256><ending>."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.readers.formats import format_of
from extract.readers.original import ReadError


class Originals:
    """The stored answers of a raw directory; equal bytes are stored once."""

    def __init__(self, raw_dir: Path) -> None:
        self._folder = raw_dir / "originals"

    def find(self, doc_id: str) -> Path | None:
        """Return the file that holds these bytes, or None."""
        return next((self._folder / doc_id[:2]).glob(f"{doc_id}.*"), None)

    def keep(self, address: str, content: bytes) -> tuple[str, Path]:
        """Store the bytes, in one step, and return their sha256 with the file that holds them."""
        doc_id = hashlib.sha256(content).hexdigest()
        path = self.find(doc_id)
        if path is None:
            path = self._folder / doc_id[:2] / f"{doc_id}{_ending(address, content)}"
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{doc_id}.tmp")
            draft.write_bytes(content)
            draft.replace(path)
        return doc_id, path


def _ending(address: str, content: bytes) -> str:
    try:
        return format_of(address, content).endings[0]
    except ReadError:
        return ".bin"
