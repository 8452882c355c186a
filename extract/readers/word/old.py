"""Old Word documents (doc): turned into docx or text by a converter that is installed, in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from extract.readers import text
from extract.readers.apart import run
from extract.readers.original import Original, ReadError
from extract.readers.package import DAMAGED
from extract.readers.word import document

_OFFICES: Final = ("soffice", "libreoffice")
_PRINTERS: Final = (("antiword", "-w", "0", "-m", "UTF-8.txt"), ("catdoc", "-w", "-d", "utf-8"))
_SECONDS: Final = 120.0


def read(content: bytes, seconds: float = _SECONDS) -> Original:
    """Return the text of a doc document; a converter has `seconds` for it.

    Raises ReadError: no_converter, timeout, damaged, and those of docx documents.
    """
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "document.doc"
        source.write_bytes(content)
        office = next((found for name in _OFFICES if (found := shutil.which(name))), None)
        if office is not None:
            return document.read(_as_docx(office, source, seconds))
        for name, *options in _PRINTERS:
            printer = shutil.which(name)
            if printer is not None:
                return text.read(_run([printer, *options, str(source)], source.parent, seconds))
    raise ReadError(
        "no_converter",
        "读旧版 .doc 需要 LibreOffice，请安装它或另存为 .docx / an old .doc needs LibreOffice: install it, or save it as .docx",
    )


def _as_docx(office: str, source: Path, seconds: float) -> bytes:
    target = source.parent / "out"
    profile = (source.parent / "profile").as_uri()  # of its own, for an office that is open already would refuse
    options = ["--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    _run([office, *options, "--outdir", str(target), str(source)], source.parent, seconds)
    made = target / "document.docx"
    if not made.is_file():
        raise ReadError("damaged", DAMAGED)
    return made.read_bytes()


def _run(command: Sequence[str], folder: Path, seconds: float) -> bytes:
    return run(command, folder=folder, seconds=seconds, environment={"HOME": str(folder)})
