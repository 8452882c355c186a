"""Signatures: what a file really is by its bytes, and what to do where its name says otherwise."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from extract.readers.original import ReadError

_STARTS: Final = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"), (b"GIF89a", "picture"), (b"II*\x00", "picture"), (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"), (b"Rar!\x1a\x07", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"), (b"BZh91AY&SY", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
)  # fmt: skip
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = (  # the streams of an OLE file that tell what it is
    ("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)  # fmt: skip
_FOLDERS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "slides"), ("OFD.xml", "ofd"))
_HTML: Final = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>])",
                          re.IGNORECASE | re.DOTALL)  # fmt: skip
_MIME: Final = re.compile(rb"(?:[\w-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,12}?MIME-Version\s*:", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_HEAD: Final = 4096  # bytes that tell text from other bytes
_NAMES: Final = {
    "pdf": ("PDF", "PDF"), "docx": ("Word 文档（docx）", "a Word document (docx)"),
    "doc": ("旧版 Word 文档（doc）", "an old Word document (doc)"), "xlsx": ("Excel 工作簿（xlsx）", "a workbook (xlsx)"),
    "xls": ("旧版 Excel 工作簿（xls）", "an old workbook (xls)"), "html": ("网页", "a web page"),
    "mht": ("存成单个文件的网页（mht）", "a web page saved as one file (mht)"), "text": ("纯文本", "plain text"),
    "picture": ("图片", "a picture"), "archive": ("压缩包", "an archive"), "rtf": ("RTF 文档", "an RTF document"),
    "slides": ("演示文稿", "slides"), "ofd": ("OFD 版式文件", "an OFD document"), "ole": ("旧版办公文件", "an old office file"),
}  # fmt: skip
_ADVICE: Final = {
    "picture": ("请先识别出文字，另存为 .txt", "recognise its text first and save it as .txt"),
    "archive": ("请先解压", "unpack it first"),
    "ofd": ("请另存为 .pdf", "save it as .pdf"),
    "mht": ("请另存为网页 .html", "save it as a page, .html"),
}
_SAVE: Final = ("请另存为 .docx、.pdf 或 .txt", "save it as .docx, .pdf or .txt")


def signature(content: bytes) -> str:
    """Return what bytes are: a key of the names above, encrypted, empty or binary."""
    if not content.strip():
        return "empty"
    start = content[:64].lstrip()
    for mark, name in _STARTS:
        if start.startswith(mark):
            return name
    if content.startswith(_OLE):
        return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in content), "ole")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if _HTML.match(content[:_HEAD]):
        return "html"
    if _MIME.match(content[:_HEAD]):
        return "mht"
    if b"%PDF-" in content[:1024] and b"\x00" in content:  # readers of PDF allow other bytes before its mark
        return "pdf"
    return "text" if _is_text(content) else "binary"


def refuse(found: str, endings: Mapping[str, str], code: str = "wrong_ending") -> ReadError:
    """Return the error that says what a file is in truth; endings: the ending of each readable kind."""
    if found == "encrypted":
        return ReadError("password", "文件加了密码，请去掉密码另存 / the file has a password: save it without one")
    if found == "empty":
        return ReadError("empty", "文件里没有内容，请换一份或去掉 / the file is empty: replace it or leave it out")
    if found == "binary":
        return ReadError(
            "binary",
            "认不出是什么文件，可能已损坏，请重新下载或另存 / no known kind of file, perhaps damaged: download it again",
        )
    zh, en = _NAMES[found]
    if found in endings:
        do_zh, do_en = f"请改名为 {endings[found]}", f"rename it to {endings[found]}"
    else:
        do_zh, do_en = _ADVICE.get(found, _SAVE)
    return ReadError(code, f"文件其实是{zh}：{do_zh} / in truth it is {en}: {do_en}")


def _packed(content: bytes) -> str:
    """What a zip file is by its folders; a file whose list of contents is cut off by what its parts are called."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        names = [mark for mark, _ in _FOLDERS if mark.encode() in content]
    return next((kind for mark, kind in _FOLDERS if any(name.startswith(mark) for name in names)), "archive")


def _is_text(content: bytes) -> bool:
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(content[:_HEAD])
        except UnicodeDecodeError:
            continue
        return len(_CONTROL.findall(text)) * 20 <= len(text)
    return False
