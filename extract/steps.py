"""Readings of several texts in step: all pass one stage before any passes the next, so that a stage's tables and code stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
Steps = Generator[None, None, T]  # a reading that pauses behind each stage

_BYTES: Final = 2**21  # of the sources that are read in step: a hundred reports


def done(steps: Steps[T]) -> T:
    """Return what a reading gives when it is read alone."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def in_step(readings: Sequence[Steps[T]]) -> list[T | Exception]:
    """Return what each of several readings gives, or the exception that ended it."""
    ended: dict[int, T | Exception] = {}
    while len(ended) < len(readings):
        for index, steps in enumerate(readings):
            if index in ended:
                continue
            try:
                next(steps)
            except StopIteration as end:
                ended[index] = end.value
            except Exception as error:  # noqa: BLE001 - it ends this reading, and the caller tells of it
                ended[index] = error
    return [ended[index] for index in range(len(readings))]


def together(sources: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Part sources, each a name and its content, into those that are read in step."""
    part: list[tuple[str, bytes]] = []
    size = 0
    for uri, content in sources:
        if part and size + len(content) > _BYTES:
            yield part
            part, size = [], 0
        part.append((uri, content))
        size += len(content)
    if part:
        yield part
