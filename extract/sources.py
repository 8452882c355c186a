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
    stage: str = "find"


@dataclass(frozen=True, slots=True)
class Stored:
    """A source whose bytes lie in a file of another name: a downloaded address."""

    uri: str
    path: Path


def find(sources: Sequence[str], endings: Collection[str]) -> Iterator[Path | Missing]:
    """Yield the files below the named files and folders, sorted, and a Missing for each name that gives none."""
    words = "、".join(sorted(endings))
    for source in sources:
        if source.startswith(("http://", "https://")):
            yield Missing(
                source,
                "unsupported",
                f"{source}：这里要文件；网址请用 fazhi extract 读入 / a file is needed here: `fazhi extract` reads addresses",
            )
            continue
        path = Path(source)
        if path.is_dir():
            yield from _folder(path, source, endings)
        elif not path.exists():
            yield Missing(
                source,
                "missing",
                f"{source}：没有这个文件或文件夹，请检查路径 / no such file or folder: check the path",
            )
        elif path.suffix.lower() not in endings:
            yield Missing(
                source,
                "unsupported",
                f"{source}：不认识这种文件，请给 {words} / no reader for this ending: give {words}",
            )
        else:
            yield path


def _folder(path: Path, source: str, endings: Collection[str]) -> Iterator[Path | Missing]:
    files = sorted(
        p for p in path.rglob("*") if p.suffix.lower() in endings and p.is_file() and not p.name.startswith(".")
    )
    if not files:
        words = "、".join(sorted(endings))
        yield Missing(
            source,
            "no_documents",
            f"{source}：文件夹里没有可读的文件（{words}）/ the folder holds no document ({words})",
        )
    yield from files


def read(path: Path) -> bytes | Missing:
    """Return the bytes of a file, or a Missing that says why not."""
    try:
        return path.read_bytes()
    except OSError as error:
        return Missing(
            str(path),
            "unreadable",
            f"{path}：读不了（{error.strerror or error}），请检查文件和权限 / cannot be read: check the file and its permissions",
        )
