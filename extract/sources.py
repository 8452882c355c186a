"""Sources: the files that a user names, found and read in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Missing:
    """A named source that gives no document: a short code and one line for the user."""

    uri: str
    error: str
    detail: str


def find(sources: Sequence[str], endings: Collection[str]) -> Iterator[Path | Missing]:
    """Yield the files below the named files and folders, sorted, and a Missing for each name that gives none."""
    for source in sources:
        if source.startswith(("http://", "https://")):
            yield Missing(
                source, "unsupported", f"{source}: links cannot be read yet; save the page as .txt and give its path"
            )
            continue
        path = Path(source)
        if path.is_dir():
            yield from _folder(path, source, endings)
        elif not path.exists():
            yield Missing(source, "missing", f"{source}: no such file or folder; check the path")
        elif path.suffix.lower() not in endings:
            yield Missing(
                source, "unsupported", f"{source}: no reader for this ending; give {' or '.join(sorted(endings))}"
            )
        else:
            yield path


def _folder(path: Path, source: str, endings: Collection[str]) -> Iterator[Path | Missing]:
    files = sorted(
        p for p in path.rglob("*") if p.suffix.lower() in endings and p.is_file() and not p.name.startswith(".")
    )
    if not files:
        yield Missing(
            source, "no_documents", f"{source}: the folder holds no document ({' or '.join(sorted(endings))})"
        )
    yield from files


def read(path: Path) -> bytes | Missing:
    """Return the bytes of a file, or a Missing that says why not."""
    try:
        return path.read_bytes()
    except OSError as error:
        return Missing(
            str(path), "unreadable", f"{path}: {error.strerror or error}; check the file and its permissions"
        )
