"""Office packages (docx, xlsx): the XML of a zip file, unpacked only where its size and its markup are safe."""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extract.readers.limits import LIMITS, Limits
from extract.readers.original import ReadError

_XML: Final = (".xml", ".rels", ".vml")
_SMALL: Final = 2**20  # below it, no ratio is suspicious
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_PLAIN_ENCODINGS: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1"})
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(r"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
# the strict form of the standard names the same elements in other namespaces
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip
DAMAGED: Final = "文件损坏或不完整，请重新下载或另存一份 / the file is damaged or cut off: download or save it again"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a package by name, in UTF-8; pictures and other parts are named but empty."""

    parts: dict[str, bytes]

    def main(self) -> str:
        """Return the name of the main part. Raises ReadError: damaged where the package names none."""
        found = [name for _, kind, name in self.relations("") if kind == "officeDocument" and name in self.parts]
        if not found:
            raise ReadError("damaged", DAMAGED)
        return found[0]

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """Return what a part refers to inside the package: id, kind (the last word of its type) and part name."""
        folder, name = posixpath.split(part)
        raw = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"").decode("utf-8", "replace")
        found = []
        for match in _RELATION.finditer(raw):
            said = dict(_ATTRIBUTE.findall(match[1]))
            if said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, said.get("Target", "")))
                found.append((said.get("Id", ""), said.get("Type", "").rpartition("/")[2], target.lstrip("/")))
        return found

    def related(self, part: str, kind: str) -> bytes | None:
        """Return the first part of a kind that another part refers to."""
        names = (name for _, found, name in self.relations(part) if found == kind)
        return next((self.parts[name] for name in names if name in self.parts), None)

    def stored(self) -> BytesIO:
        """Return the package as a zip file without compression, for a reader that unpacks by itself."""
        target = BytesIO()
        with ZipFile(target, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        target.seek(0)
        return target


def unpack(content: bytes, limits: Limits = LIMITS) -> Package:
    """Unpack the XML of a package.

    Raises ReadError: damaged, password, zip_bomb (before anything is unpacked), unsafe_xml.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = {entry.filename.lstrip("/"): entry for entry in archive.infolist() if not entry.is_dir()}
            _check(list(entries.values()), limits)
            return Package({name: _part(archive, name, entry) for name, entry in entries.items()})
    except (
        BadZipFile,
        LargeZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise ReadError("damaged", DAMAGED) from error


def _check(entries: list[ZipInfo], limits: Limits) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("password", "压缩包加了密码，请去掉密码另存 / the package has a password: save it without one")
    total = sum(entry.file_size for entry in entries)
    dense = any(
        entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1) for entry in entries
    )
    if total > limits.unpacked_bytes or len(entries) > limits.members or dense:
        raise ReadError(
            "zip_bomb",
            f"解压后有 {total // 2**20} MB，像是压缩炸弹，未打开 / unpacks to {total // 2**20} MB like a zip bomb: not opened",
        )


def _part(archive: ZipFile, name: str, entry: ZipInfo) -> bytes:
    """Unpack one part; zipfile never gives more than the size that was checked."""
    if not name.lower().endswith(_XML):
        return b""
    content = _in_utf8(archive.read(entry))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ReadError(
            "unsafe_xml",
            f"{name} 里有 DTD 或实体定义，不安全，未打开；请用办公软件另存一份 / DTD or entities inside: not opened, save it again",
        )
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content


def _in_utf8(content: bytes) -> bytes:
    """Write XML in UTF-8, so that what is searched for cannot hide in another encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4]:
        wide = (
            "utf-16"
            if content[:2] in {b"\xff\xfe", b"\xfe\xff"}
            else ("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
        )
        return re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", content.decode(wide)).encode()
    named = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if named and named[1].lower() not in _PLAIN_ENCODINGS:
        raise ReadError(
            "unsafe_xml",
            "XML 的编码不常用，未打开；请用办公软件另存一份 / XML in an unusual encoding: not opened, save it again",
        )
    return content
