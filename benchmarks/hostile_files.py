"""The files that no reader may stumble over: forty bad ones with the code each must get, and good ones in every form."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import forms

REPORT: Final = """某县{year}年法治政府建设情况报告
一、依法化解矛盾纠纷
{year}年，全县共受理行政复议案件{cases}件，审结{closed}件。
办理行政应诉案件{suits}件，行政机关负责人出庭应诉率{rate}%。
全县调解各类矛盾纠纷{disputes}件，调解成功率98.{tenth}%。
"""
_LAUGHS: Final = (
    b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
_OUTSIDE: Final = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
_ZEROS: Final = b"0" * (64 * 2**20)
_DOCUMENT, _SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def report(number: int) -> str:
    """Return a short report; no two numbers give the same."""
    return REPORT.format(
        year=2012 + number % 12, cases=20 + number, closed=18 + number, suits=7 + number % 90, rate=80 + number % 20,
        disputes=1000 + 3 * number, tenth=number % 10,
    )  # fmt: skip


def good(number: int) -> tuple[str, bytes]:
    """Return name and content of a good file: mostly texts and pages, every thirtieth one of the other formats."""
    text, rest = report(number), number % 30
    rows = [["地区", "受理行政复议案件（件）"], ["某县", 20 + number], ["某区", 30 + number]]
    if rest in {5, 15, 25}:
        ending = {5: ".pdf", 15: ".docx", 25: ".mht"}[rest]
        return f"{number:05d}{ending}", forms.PROSE[ending](text)
    if rest in {10, 20}:
        ending = {10: ".xlsx", 20: ".csv"}[rest]
        return f"{number:05d}{ending}", forms.TABLES[ending](rows)
    make, ending = ((forms.txt, ".txt"), (forms.html, ".html"), (forms.gbk, ".txt"), (forms.gbk_html, ".htm"))[rest % 4]
    return f"{number:05d}{ending}", make(text)


def write_good(folder: Path, count: int) -> set[str]:
    """Write good files, one of them under a name that holds a line end and a picture; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found = set()
    for number in range(count):
        name, content = good(number)
        path = folder / (f"报告\n第{number}份😀.txt" if number == 0 else name)
        path.write_bytes(content)
        found.add(str(path))
    return found


def _contents() -> Iterator[tuple[str, bytes, str]]:
    text = report(99_999)
    pdf, docx, xlsx = forms.pdf(text), forms.docx(text), forms.xlsx([["地区", "件数"], ["某县", 3]])
    yield "empty.txt", b"", "empty"
    yield "empty-copy.txt", b"", "empty"
    yield "empty.pdf", b"", "empty"
    yield "empty.docx", b"", "empty"
    yield "blank.html", b"<html><body><p>&nbsp;</p><script>1</script></body></html>", "empty"
    yield "blank.txt", "\n \u3000\n".encode(), "empty"
    yield "wordless.docx", forms.docx(""), "empty"
    yield "cut.txt", text.encode()[:-2], "truncated"
    yield "cut.html", forms.html(text)[: forms.html(text).index("某县".encode()) + 1], "truncated"
    yield "cut.pdf", pdf[: len(pdf) // 2], "damaged"
    yield "cut.docx", docx[: len(docx) // 2], "damaged"
    yield "cut.xlsx", xlsx[: len(xlsx) // 2], "damaged"
    yield "noise.txt", random.Random(1).randbytes(9_000), "binary"
    yield "noise.pdf", random.Random(2).randbytes(9_000), "binary"
    yield "noise.docx", random.Random(3).randbytes(9_000), "binary"
    yield "picture.pdf", forms.png(), "wrong_ending"
    yield "text.docx", text.encode(), "wrong_ending"
    yield "page.docx", forms.html(text), "wrong_ending"
    yield "pdf.txt", pdf, "wrong_ending"
    yield "docx.xlsx", docx, "wrong_ending"
    yield "xlsx.docx", xlsx, "wrong_ending"
    yield "docx.doc", docx + b"\0", "wrong_ending"
    yield "archive.xlsx", forms.zipped({"a.txt": b"a"}), "wrong_ending"
    yield "bomb.docx", forms.with_part(docx, "word/media/bomb.xml", _ZEROS), "zip_bomb"
    yield "bomb.xlsx", forms.with_part(xlsx, "xl/bomb.xml", _ZEROS), "zip_bomb"
    yield "outside.docx", forms.with_part(docx, _DOCUMENT, _OUTSIDE + b"<a>&b;</a>"), "unsafe_xml"
    yield "outside.xlsx", forms.with_part(xlsx, _SHEET, _OUTSIDE + b"<a>&b;</a>"), "unsafe_xml"
    yield "laughs.docx", forms.with_part(docx, _DOCUMENT, _LAUGHS + b"<a>&d;</a>"), "unsafe_xml"
    yield "laughs.xlsx", forms.with_part(xlsx, _SHEET, _LAUGHS + b"<a>&d;</a>"), "unsafe_xml"
    yield "closed.pdf", forms.pdf(text, password="secret"), "password"
    yield "closed.docx", forms.encrypted_office(), "password"
    yield "scan.pdf", forms.scan(), "no_text_layer"
    yield "one-line.txt", ("受理行政复议案件20件，" * 1_000_000).encode(), "too_large"
    yield "nul.txt", text.encode().replace(b"\n", b"\0\n"), "binary"
    yield "mojibake.txt", (text + "锟斤拷" * 40).encode(), "mojibake"
    yield "headless.csv", "只有一行\n".encode(), "table_header"


def write_bad(folder: Path) -> dict[str, str]:
    """Write forty bad files; return their paths with the code that each must get."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, content, code in _contents():
        (folder / name).write_bytes(content)
        found[str(folder / name)] = code
    with (folder / "large.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle.txt").symlink_to("circle.txt")  # leads to itself
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "round").symlink_to(".", target_is_directory=True)  # a folder inside itself: entered once, no problem
    others = {
        "large.txt": "too_large",
        "pipe.txt": "not_a_file",
        "circle.txt": "unreadable",
        "nowhere.txt": "unreadable",
    }
    return found | {str(folder / name): code for name, code in others.items()}
