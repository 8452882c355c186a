"""Plain text: the canonical text is the decoded file itself."""

from __future__ import annotations

from extract.readers.encoding import decode
from extract.readers.limits import check_text
from extract.readers.original import Original


def read(content: bytes) -> Original:
    """Return a plain text as it is. Raises ReadError as `decode` does, and too_large."""
    text = decode(content)
    check_text(len(text))
    return Original(text)
