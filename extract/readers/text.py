"""Plain text: the canonical text is the decoded file itself."""

from __future__ import annotations

from extract.readers.encoding import decode
from extract.readers.original import Original


def read(content: bytes) -> Original:
    """Return a plain text as it is. Raises ReadError as `decode` does."""
    return Original(decode(content))
