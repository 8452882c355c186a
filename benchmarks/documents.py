"""Documents to measure with: the sample's reports, brought to the length and density of published reports by plain prose.

The sample restates figures without the prose around them: short texts with a numeral every 57 bytes of UTF-8. A published
report has about 20 KB and a numeral every 170 to 220 bytes.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BYTES_PER_NUMERAL: Final = 170
NUMERALS: Final = 110  # of one document
_NUMERAL: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def dense(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of `count` documents as dense as the sample."""
    for number, text in _numbered(count):
        yield f"{number:06d}.txt", f"{text}\n（副本）{number}\n".encode()


def published(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of `count` documents as dense as published reports."""
    prose = (Path(__file__).parent / "prose.txt").read_text(encoding="utf-8").splitlines()
    for number, text in _numbered(count):
        yield f"{number:06d}.txt", f"{_thinned(text, prose, random.Random(number))}\n（副本）{number}\n".encode()


def _numbered(count: int) -> Iterator[tuple[int, str]]:
    """Join the sample's reports, beginning with a different one each time, until a document has figures enough."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "data" / "sample" / "reports").glob("*.txt"))]
    for number in range(count):
        joined, figures = [], 0
        for text in itertools.islice(itertools.cycle(texts), number % len(texts), None):
            joined.append(text)
            figures += len(_NUMERAL.findall(text))
            if figures >= NUMERALS:
                break
        yield number, "\n".join(joined)


def _thinned(text: str, prose: list[str], chance: random.Random) -> str:
    """Put paragraphs of prose between the lines of a text until its numerals are far enough apart."""
    lines = text.rstrip("\n").split("\n")
    missing = len(_NUMERAL.findall(text)) * BYTES_PER_NUMERAL - len(text.encode())
    while missing > 0:
        paragraph = "".join(chance.sample(prose, 3))
        lines.insert(chance.randint(1, len(lines)), paragraph)
        missing -= len(paragraph.encode())
    return "\n".join(lines)
