"""What must not be opened: files too large, zip bombs, XML that reaches outside; and files that are not what they are called."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from extract.catalogue import Catalogue
from extract.landing import land
from extract.readers import limits, package
from extract.readers.formats import READABLE, format_of
from extract.readers.original import Original, ReadError
from extract.readers.pdf.document import read as read_pdf
from extract.readers.sheets.workbook import read as read_xlsx
from extract.readers.signatures import signature
from extract.readers.word.document import read as read_docx
from extract.sources import Missing, read
from tests.unit.extract.readers import made_office as office
from tests.unit.extract.readers import made_pdf

DOCX, XLSX, PDF = office.docx("受理20件。"), office.xlsx({"表": [["甲", 1]]}), made_pdf.pdf("受理20件。")
DOC = office.ole({"WordDocument": b"x"})
SMALL = limits.Limits(file_bytes=2**20, unpacked_bytes=2**21, pages=3, cells=10, characters=100)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(ReadError) as raised:
        call()
    assert " / " in raised.value.detail
    assert "\n" not in raised.value.detail
    return raised.value.code


def test_a_file_over_the_limit_is_not_loaded(tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(limits.LIMITS.file_bytes + 1)
    found = read(large)
    assert isinstance(found, Missing)
    assert (found.error, "\n" in found.detail) == ("too_large", False)
    assert isinstance(read(large, dataclasses.replace(limits.LIMITS, file_bytes=2**30)), bytes)


@pytest.mark.parametrize(
    "check", [limits.check_size, limits.check_pages, limits.check_cells, limits.check_text], ids=lambda c: c.__name__
)
def test_each_limit_has_a_line(check: Callable[..., None]) -> None:
    check(3, SMALL)
    assert code_of(lambda: check(2**21, SMALL)) == "too_large"


@pytest.mark.parametrize(("content", "reader"), [(DOCX, read_docx), (XLSX, read_xlsx)])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(content: bytes, reader: Callable[[bytes], Original]) -> None:
    bomb = office.with_part(content, "word/media/a.xml", b"0" * 8 * 2**20)
    assert len(bomb) < 100_000
    assert code_of(lambda: reader(bomb)) == "zip_bomb"


def test_the_sum_of_the_parts_counts() -> None:
    many = office.packed({f"word/{n}.xml": bytes(range(256)) * 2**10 for n in range(9)})
    assert code_of(lambda: package.unpack(many, SMALL)) == "zip_bomb"


def test_a_size_that_the_package_lies_about_gives_no_more_than_it_says() -> None:
    honest = office.packed({"word/document.xml": b"0" * 5_000_000})
    lie = honest.replace((5_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lie != honest
    assert code_of(lambda: package.unpack(lie)) in {"damaged", "zip_bomb"}


LAUGHS = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("form", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    ("content", "name", "reader"), [(DOCX, "word/document.xml", read_docx), (XLSX, "xl/styles.xml", read_xlsx)]
)
def test_entities_are_refused_in_any_encoding(
    content: bytes, name: str, reader: Callable[[bytes], Original], entities: str, form: str
) -> None:
    head, _, rest = office.part(content, name).rpartition("?>")
    unsafe = f"<?xml version='1.0'?>{entities}{rest or head}".encode(form)
    assert code_of(lambda: reader(office.with_part(content, name, unsafe))) == "unsafe_xml"


def test_xml_in_an_unusual_encoding_is_refused() -> None:
    hidden = "<?xml version='1.0' encoding='utf-7'?><a/>".encode("ascii")
    assert code_of(lambda: read_docx(office.with_part(DOCX, "word/settings.xml", hidden))) == "unsafe_xml"


def test_xml_in_utf_16_is_read() -> None:
    wide = office.part(DOCX, "word/document.xml").replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_docx(office.with_part(DOCX, "word/document.xml", wide)).text == "受理20件。\n"


def test_a_package_with_a_password_says_so() -> None:
    content = bytearray(DOCX)
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert code_of(lambda: read_docx(bytes(content))) == "password"


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.pdf.glyphs.check_pages", lambda pages: limits.check_pages(pages, SMALL))
    assert code_of(lambda: read_pdf(made_pdf.drawn(*[lambda *_: None] * 4))) == "too_large"


KINDS: list[tuple[str, bytes]] = [
    ("pdf", PDF), ("pdf", b"junk\x00\n" + PDF), ("docx", DOCX), ("xlsx", XLSX), ("doc", DOC), ("xls", office.xls([["a", 1.0]])),
    ("encrypted", office.ole({"EncryptedPackage": b"x"})), ("slides", office.ole({"PowerPoint Document": b"x"})),
    ("ole", office.ole({"Contents": b"x"})), ("slides", office.packed({"ppt/a.xml": b"x"})),
    ("ofd", office.packed({"OFD.xml": b"x"})), ("archive", office.packed({"a.txt": b"x"})), ("archive", b"Rar!\x1a\x07\x00xx"),
    ("archive", b"7z\xbc\xaf\x27\x1cxx"), ("archive", b"\x1f\x8b\x08xx"), ("picture", b"\x89PNG\r\n\x1a\nxx"),
    ("picture", b"\xff\xd8\xff\xe0xx"), ("rtf", b"{\\rtf1 x}"), ("html", b"\n<!-- a --><!DOCTYPE html><p>x"),
    ("html", b"<html><p>x"), ("mht", b"From: <Saved>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
    ("text", "行政复议".encode()), ("text", "行政复议".encode("gb18030")), ("text", "行政".encode("utf-16")), ("empty", b" \n"),
    ("binary", bytes(range(256))), ("docx", DOCX[:-50]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content"), KINDS)
def test_bytes_say_what_a_file_is(kind: str, content: bytes) -> None:
    assert signature(content) == kind


def test_many_comments_before_a_page_cost_no_time() -> None:
    assert signature(b"<!-- a -->" * 400 + b"x") == "text"


WRONG: list[tuple[str, bytes, str, str]] = [
    ("a.pdf", DOCX, "wrong_ending", "请改名为 .docx"), ("a.docx", PDF, "wrong_ending", "请改名为 .pdf"),
    ("a.docx", DOC, "wrong_ending", "请改名为 .doc"), ("a.doc", DOCX, "wrong_ending", "请改名为 .docx"),
    ("a.doc", b"<html><p>x", "wrong_ending", "请改名为 .html"), ("a.xls", XLSX, "wrong_ending", "请改名为 .xlsx"),
    ("a.xls", b"<html><table>", "wrong_ending", "请改名为 .html"), ("a.pdf", "公告".encode(), "wrong_ending", "请改名为 .txt"),
    ("a.txt", PDF, "wrong_ending", "请改名为 .pdf"), ("a.csv", XLSX, "wrong_ending", "请改名为 .xlsx"),
    ("a.html", DOCX, "wrong_ending", "请改名为 .docx"), ("a.txt", b"<html><p>x", "wrong_ending", "请改名为 .html"),
    ("a.docx", b"Rar!\x1a\x07\x00xx", "wrong_ending", "请先解压"), ("a.pdf", b"\xff\xd8\xff\xe0", "wrong_ending", "识别"),
    ("a.pdf", office.packed({"OFD.xml": b"x"}), "wrong_ending", "另存为 .pdf"), ("a.doc", b"{\\rtf1 x}", "wrong_ending", "另存为"),
    ("a.docx", office.ole({"EncryptedPackage": b"x"}), "password", "去掉密码"), ("a.pdf", bytes(range(256)), "binary", "重新下载"),
    ("a.xlsx", b"", "empty", "换一份"), ("a.png", b"\x89PNG\r\n\x1a\n", "unsupported", ".docx"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code", "advice"), WRONG)
def test_an_ending_that_the_bytes_belie_is_refused_with_advice(
    name: str, content: bytes, code: str, advice: str
) -> None:
    with pytest.raises(ReadError, match=advice) as raised:
        format_of(name, content)
    assert raised.value.code == code


def test_each_bad_file_is_one_problem_and_the_good_ones_land(tmp_path: Path, catalogue: Catalogue) -> None:
    bad = [entry for entry in WRONG if entry[2] != "unsupported"]
    for number, (name, content, _, _) in enumerate(bad):
        (tmp_path / "in" / str(number)).mkdir(parents=True)
        (tmp_path / "in" / str(number) / name).write_bytes(content)
    for name, content in (("a.docx", DOCX), ("a.xlsx", XLSX), ("a.pdf", PDF)):
        (tmp_path / "in" / name).write_bytes(content)
    report = land([str(tmp_path / "in")], tmp_path / "raw", catalogue)
    assert (report.landed, report.problems) == (3, len(bad))
    problems = pl.read_parquet(tmp_path / "raw" / "problems" / "*.parquet")
    assert sorted(problems["error"]) == sorted(code for _, _, code, _ in bad)
    assert not any("\n" in line for line in report.messages)
    documents = pl.read_parquet(tmp_path / "raw" / "documents" / "*.parquet")
    assert {r["reader"]: r["page_starts"] for r in documents.iter_rows(named=True)} == {
        "docx": [],
        "xlsx": [],
        "pdf": [0],
    }


@pytest.mark.parametrize(
    ("address", "content", "name"),
    [
        ("https://example.org/file?id=1", PDF, "pdf"), ("https://example.org/a.html", DOCX, "docx"),
        ("https://example.org/a.doc", XLSX, "xlsx"), ("https://example.org/a.pdf", b"<html><p>x", "html"),
        ("https://example.org/a", "公告".encode(), "text"), ("https://example.org/a.csv", b"a,b", "table"),
        ("https://example.org/a", b"<div>x</div>", "html"), ("https://example.org/a.pdf", b"\xef\xbb\xbf x", "text"),
    ],
)  # fmt: skip
def test_the_bytes_of_an_address_decide(address: str, content: bytes, name: str) -> None:
    assert format_of(address, content).name == name


def test_an_address_that_gives_a_picture_is_unsupported() -> None:
    assert code_of(lambda: format_of("https://example.org/a.pdf", b"\x89PNG\r\n\x1a\nxx")) == "unsupported"


def test_every_ending_has_one_format() -> None:
    assert {".txt", ".csv", ".html", ".pdf", ".docx", ".doc", ".xlsx", ".xls"} <= set(READABLE)


def test_a_package_stays_whole_when_it_is_stored_again() -> None:
    stored = package.unpack(XLSX).stored()
    with zipfile.ZipFile(stored) as archive:
        assert archive.testzip() is None
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
