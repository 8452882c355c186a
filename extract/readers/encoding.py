"""From bytes to text: by byte order mark, by what the file declares, and above all by what decodes without a fault.

UTF-8 that decodes is UTF-8, whatever is declared; GB18030 follows; Big5 only where it is declared; a guess comes last and
counts only where it gives Chinese words.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from extract.readers.original import ReadError

_MARKS: Final = (
    (codecs.BOM_UTF8, ()),
    (codecs.BOM_UTF16_LE, ("utf-16-le",)),
    (codecs.BOM_UTF16_BE, ("utf-16-be",)),
)
_FAMILIES: Final = (  # what a declared name begins with, and what its bytes are read as
    (("gb", "x-gb", "euc-cn", "cp936", "ms936", "936"), ("gb18030",)),
    (("big5", "x-x-big5", "cn-big5", "cp950"), ("big5hkscs", "cp950")),
    (("utf-16be",), ("utf-16-be",)),
    (("utf-16", "utf16"), ("utf-16-le",)),
)
_WIDE: Final = frozenset({"utf-16-le", "utf-16-be"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HAN: Final = re.compile(r"[一-龥]")
_LOST: Final = ("\ufffd", "锟斤拷", "锛", "銆", "鈥")  # the last three: ，。“ in UTF-8 read as GBK
_LATIN: Final = re.compile(r"[\xe4-\xe9][\x80-\xbf\u0152-\u0192\u2013-\u2122]")  # a Chinese character read as Latin
_READABLE: Final = 200  # characters for each lost one, at least, where a text can still be read
_WINDOW: Final = 3000  # bytes around the first fault that tell whether it is one, or another encoding
_SAMPLE: Final = 65_536  # bytes that a guess looks at


def decode(content: bytes, declared: str | None = None) -> str:
    r"""Return the text: without a byte order mark, with \\n line ends, and nothing else changed.

    declared: the charset that a page or a server names, if any; it yields to what decodes. A lost character here and there
    stays as U+FFFD. Raises ReadError: empty, binary, truncated, mojibake or encoding.
    """
    mark, named = next(((m, n) for m, n in _MARKS if content.startswith(m)), (b"", _named(declared)))
    content = content[len(mark) :]
    if not content.strip():
        raise _empty()
    if not mark and b"\x00" not in content:
        named = tuple(
            name for name in named if name not in _WIDE
        )  # the declaration itself stands there in single bytes
    if named and named[0] in _WIDE:
        text = _decoded(content, named[0]) or _damaged(content, named[0])
    elif b"\x00" in content:
        raise ReadError(
            "binary",
            "不是文本文件（含零字节），请另存为 UTF-8 的 .txt / not a text file (zero bytes): save it as .txt in UTF-8",
        )
    else:
        text = _eight_bit(content, named)
    if text is None:
        raise ReadError(
            "encoding",
            "编码不是 UTF-8、GB18030，请另存为 UTF-8 / neither UTF-8 nor GB18030: save it in UTF-8",
        )
    if not text.strip():
        raise _empty()  # ideographic spaces
    _check(text)
    return text.replace("\r\n", "\n")


def _empty() -> ReadError:
    return ReadError("empty", "文件里没有文字，请换一份或去掉 / the file holds no text: replace it or leave it out")


def _named(declared: str | None) -> tuple[str, ...]:
    name = (declared or "").strip().lower().replace("_", "-")
    return next((encodings for starts, encodings in _FAMILIES if name.startswith(starts)), ())


def _eight_bit(content: bytes, named: tuple[str, ...]) -> str | None:
    """Decode UTF-8 that holds Chinese words, or no other letters than a declared GB would; then the rest in turn."""
    unicode = _decoded(content, "utf-8")
    if unicode is not None and (not named or unicode.isascii() or _HAN.search(unicode)):
        return unicode
    if unicode is None and (damaged := _damaged(content, "utf-8")):
        return damaged
    encodings = (*named, "gb18030")
    for encoding in encodings:
        text = _decoded(content, encoding)
        if text is not None and _HAN.search(text):
            return text
    if unicode is not None:
        return unicode
    return next(filter(None, (_damaged(content, encoding) for encoding in encodings)), None) or _guessed(content)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged(content: bytes, encoding: str) -> str | None:
    """Text that is this encoding but for a few bytes, each now U+FFFD.

    Raises ReadError truncated where the last character is one of them.
    """
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        around = content[: error.start + _WINDOW][-2 * _WINDOW :]
        if not _is_mostly(around.decode(encoding, "replace")):
            return None
    text = content.decode(encoding, "replace")
    if not _is_mostly(text):
        return None
    if text.endswith("\ufffd"):
        raise ReadError(
            "truncated",
            "文件在一个汉字中间断了，没有存完整，请重新取得 / the file ends inside a character: get it again, whole",
        )
    return text


def _is_mostly(text: str) -> bool:
    return len(_HAN.findall(text)) >= 4 * text.count("\ufffd")


def _guessed(content: bytes) -> str | None:
    best = from_bytes(content[:_SAMPLE]).best()
    text = _decoded(content, best.encoding) if best is not None else None
    return text if text is not None and len(_HAN.findall(text)) * 5 > len(text) else None


def _check(text: str) -> None:
    if len(_CONTROL.findall(text)) * 20 > len(text):
        raise ReadError(
            "binary",
            "不是文本文件（满是控制字符），请另存为 UTF-8 的 .txt / not a text file: save it as .txt in UTF-8",
        )
    lost = sum(map(text.count, _LOST))
    if not lost and not _HAN.search(text):
        lost = len(_LATIN.findall(text))
    if lost > 1 and lost * _READABLE > len(text):
        raise ReadError(
            "mojibake",
            "文字在存盘前已成乱码（如“锟斤拷”），请重新取得 / the words were garbled before they were saved: get them again",
        )
