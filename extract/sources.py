"""Sources: the files that a user names, found and read in a fixed order."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extract.readers.limits import LIMITS, Limits, check_size
from extract.readers.original import ReadError

# without waiting: a pipe that nobody writes to would never answer
_READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})  # what breaks a line, and bytes that no encoding takes
_TURNING: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


def uri_of(path: Path) -> str:
    r"""Return a path as it stands in the tables: one line of text, with \n, \xff … for what a name may hold but a line not."""
    return "".join(_visible(char) for char in str(path))


def find(sources: Sequence[str], endings: Collection[str]) -> Iterator[Path | Missing]:
    """Yield the files below the named files and folders, sorted, and a Missing for each name that gives none."""
    words = "、".join(sorted(endings))
    for source in sources:
        path = Path(source)
        uri = uri_of(path)
        if source.startswith(("http://", "https://")):
            yield Missing(
                source,
                "unsupported",
                f"{source}：这里要文件；网址请用 fazhi extract 读入 / a file is needed here: `fazhi extract` reads addresses",
            )
        elif not os.path.lexists(path):
            yield Missing(
                uri, "missing", f"{uri}：没有这个文件或文件夹，请检查路径 / no such file or folder: check the path"
            )
        elif path.is_dir():
            yield from _folder(path, endings)
        elif path.suffix.lower() not in endings:
            yield Missing(
                uri, "unsupported", f"{uri}：不认识这种文件，请给 {words} / no reader for this ending: give {words}"
            )
        else:
            yield path


def _folder(path: Path, endings: Collection[str]) -> Iterator[Path | Missing]:
    found: list[Path] = []
    closed: list[Missing] = []
    for entry in _below(path):
        if isinstance(entry, Missing):
            closed.append(entry)
        elif entry.suffix.lower() in endings and not entry.name.startswith("."):
            found.append(entry)
    if not found and not closed:
        words, uri = "、".join(sorted(endings)), uri_of(path)
        yield Missing(
            uri,
            "no_documents",
            f"{uri}：文件夹里没有可读的文件（{words}）/ the folder holds no document ({words})",
        )
    yield from closed
    yield from sorted(found)


def _below(top: Path) -> Iterator[Path | Missing]:
    """Yield what stands in a folder and the folders below, each folder once, however many links lead to it."""
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            known = folder.stat()
            if (known.st_dev, known.st_ino) in seen:
                continue
            seen.add((known.st_dev, known.st_ino))
            inside = [(entry, entry.is_dir()) for entry in sorted(folder.iterdir())]
        except OSError as error:
            yield _unreadable(folder, error)
            continue
        for entry, is_folder in inside:
            if is_folder:
                waiting.append(entry)
            else:
                yield entry


def read(path: Path, limits: Limits = LIMITS) -> bytes | Missing:
    """Return the bytes of a file, or a Missing that says why not: unreadable, not_a_file or too_large."""
    uri = uri_of(path)
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            known = os.fstat(file.fileno())
            if not stat.S_ISREG(known.st_mode):
                return Missing(
                    uri,
                    "not_a_file",
                    f"{uri}：不是普通文件（管道、设备等），未读 / no regular file (a pipe, a device): not read",
                )
            check_size(known.st_size, limits)
            content = file.read(limits.file_bytes + 1)
            check_size(len(content), limits)
            return content
    except ReadError as error:
        return Missing(uri, error.code, f"{uri}：{error.detail}")
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Missing:
    uri, why = uri_of(path), error.strerror or type(error).__name__
    return Missing(
        uri,
        "unreadable",
        f"{uri}：读不了（{why}），请检查路径和权限 / cannot be read: check the path and its permissions",
    )


def _visible(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN and char not in _TURNING:
        return char
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name in another encoding
        return f"\\x{code - 0xDC00:02x}"
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
