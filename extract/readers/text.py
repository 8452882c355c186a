"""Plain text: bytes to the canonical text, by BOM and by what decodes without a fault."""

from __future__ import annotations

import codecs
import re
from typing import Final

from extract.readers.original import Original, ReadError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_HAN: Final = re.compile(r"[一-龥]")


def read(content: bytes) -> Original:
    """Return a plain text as it is. Raises ReadError as `decode` does."""
    return Original(decode(content))


def decode(content: bytes) -> str:
    r"""Return the canonical text: decoded, without a BOM, with \\n line ends, and nothing else changed.

    Raises ReadError: empty, binary or encoding.
    """
    if not content.strip():
        raise ReadError("empty", "文件里没有文字，请换一份或去掉 / the file holds no text: replace it or leave it out")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :], (encoding,))
    if b"\x00" in content:
        raise ReadError(
            "binary",
            "不是文本文件（含零字节），请另存为 UTF-8 的 .txt / not a text file (zero bytes): save it as .txt in UTF-8",
        )
    return _checked(content, ("utf-8", "gb18030"))


def _checked(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text)) * 20 > len(text):
            raise ReadError(
                "binary",
                "不是文本文件（满是控制字符），请另存为 UTF-8 的 .txt / not a text file: save it as .txt in UTF-8",
            )
        if encoding == "gb18030" and not _HAN.search(text):
            continue
        return text.replace("\r\n", "\n")
    tried = "、".join(encodings)
    raise ReadError(
        "encoding", f"编码不是 {tried}，请另存为 UTF-8 的 .txt / none of these encodings: save it as .txt in UTF-8"
    )
