"""Small valid files of every format that mutations begin with."""

from __future__ import annotations

from pathlib import Path

from benchmarks.documents import ROOT
from benchmarks.forms import PROSE, TABLES, csv, encrypted_office, gbk, scan, xlsx

_PAGE = """<html><head><title>某市2021年统计_某市政府网</title><meta name="PubDate" content="2022-01-30"></head><body>
<table border=1><caption>表1</caption><tr><th rowspan=2>地区<th colspan=2>行政复议案件（件）<tr><td>受理<td>审结
<tr><td>某县<td>1,203<td>99<tr><td>某区<td>17<td>8</table><ol><li>一<li>二</ol><pre>全市 受理 20 件</pre></body></html>"""
_ROWS = [
    ["地区", "受理行政复议案件（件）", "审结（件）", "占比"],
    ["北京市", 9298, 8801, 0.95],
    ["天津市", 1832, 1700.5, None],
]


def seeds() -> list[tuple[str, bytes]]:
    """Return names and contents: reports of the sample in every form of prose, tables in every form of table."""
    reports = [read(path) for path in sorted((ROOT / "data" / "sample" / "reports").glob("*.txt"))[::6]]
    tables = [path.read_bytes() for path in sorted((ROOT / "data" / "sample" / "tables").glob("*.csv"))]
    found = [(f"report{ending}", make(text)) for text in reports for ending, make in PROSE.items()]
    found += [(f"table{ending}", make(_ROWS)) for ending, make in TABLES.items()]
    found += [("table.csv", content) for content in tables]
    found += [("gbk.txt", gbk(reports[0])), ("page.html", _PAGE.encode()), ("scan.pdf", scan())]
    found += [("book.xlsx", xlsx([*_ROWS, *[[f"第{n}区", n, n, n / 7] for n in range(60)]])), ("wide.csv", csv(_ROWS))]
    found += [("closed.docx", encrypted_office()), ("book.xls", encrypted_office()), ("old.doc", encrypted_office())]
    return found


def read(path: Path) -> str:
    """Return a report of the sample."""
    return path.read_text(encoding="utf-8")
