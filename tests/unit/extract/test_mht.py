"""Saved web archives: the root page, decoded, with the address it was saved from."""

from __future__ import annotations

import base64
import quopri
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.readers.mht import read
from extract.readers.original import ReadError

ADDRESS = "https://sfj.binhu.example/art/2024/3/5/art_1_2.html"
PAGE = (
    "<html><head><title>余杭区2023年法治政府建设情况报告</title></head><body><ul class='nav'><li><a href='/'>首页</a></li></ul>"
    "<h1>余杭区2023年法治政府建设情况报告</h1><p>全区受理行政复议案件1,234件。</p></body></html>"
)
TEXT = "余杭区2023年法治政府建设情况报告\n全区受理行政复议案件1,234件。\n"


def archive(body: bytes, encoding: str, charset: str, *, frame: bytes = b"") -> bytes:
    """An archive as a browser saves it: the page, a picture, perhaps a frame before it."""
    head = f"Subject: saved\r\nSnapshot-Content-Location: {ADDRESS}\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="--=_b"\r\n\r\n'
    part = f"----=_b\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    return (
        head.encode() + frame + part.encode() + f"Content-Location: {ADDRESS}\r\n\r\n".encode() + body
        + b"\r\n----=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----=_b--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        archive(quopri.encodestring(PAGE.encode()), "quoted-printable", "utf-8"),
        archive(base64.encodebytes(PAGE.encode("gb18030")), "base64", "gb2312"),
        archive(PAGE.encode("gb18030"), "8bit", "utf-8"),
        b"\r\n" + archive(quopri.encodestring(PAGE.encode("gb18030")), "quoted-printable", '"GBK"'),
        archive(
            quopri.encodestring(PAGE.encode()),
            "quoted-printable",
            "utf-8",
            frame=b"----=_b\r\nContent-Type: text/html\r\nContent-Location: cid:ad\r\n\r\n<p>365</p>\r\n",
        ),
    ],
)
def test_the_root_page_is_read(content: bytes) -> None:
    original = read(content)
    assert original.text == TEXT
    assert original.source_url == ADDRESS


def test_a_page_in_an_envelope_of_its_own() -> None:
    content = f"Content-Type: text/html\nContent-Location: {ADDRESS}\n\n{PAGE}".encode()
    assert read(content).text == TEXT
    assert read(content).source_url == ADDRESS
    local = content.replace(ADDRESS.encode(), b"file:///C:/report.htm")
    assert read(local).source_url is None


def test_the_start_of_an_archive_is_its_root() -> None:
    content = (
        'Content-Type: multipart/related; boundary=b; start="<2@x>"\n\n--b\nContent-Type: text/html\nContent-ID: <1@x>\n\n'
        f"<p>一</p>\n--b\nContent-Type: text/html\nContent-ID: <2@x>\n\n{PAGE}\n--b--\n"
    )
    assert read(content.encode()).text == TEXT


@pytest.mark.parametrize("ending", [".mht", ".mhtml", ".MHT"])
def test_the_facts_of_an_archive_point_into_its_text(extractor: Extractor, ending: str) -> None:
    found = extractor.read(f"saved{ending}", archive(quopri.encodestring(PAGE.encode()), "quoted-printable", "utf-8"))
    assert [(f.indicator, int(f.value), r.name if r else None) for f, r in found.facts] == [
        ("reconsideration_accepted", 1234, "余杭区")
    ]
    assert all(found.text[f.start : f.end] == f.mention for f, _ in found.facts)


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(ReadError, match="no web page") as refused:
        read(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")
    assert refused.value.code == "no_page"


LINES = st.sampled_from(
    ["Content-Type: multipart/related; boundary=b", "Content-Type: text/html; charset=gb2312", "Content-Type: text/html",
     "Content-Type: text/html; charset*=x'y'%ff", "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: x-uuencode",
     "Content-Transfer-Encoding: quoted-printable", "Content-Location: =?gb2312?Q?=ff?=", "Content-Type: message/rfc822",
     "", "--b", "--b--", "=E8=A1=8C=E6=94=BF", "6KGM5pS/5aSN6K6u", "<p>行政复议", "\x00", "begin 644 x"]
)  # fmt: skip


@given(st.lists(LINES, max_size=20))
@settings(deadline=None)
def test_damaged_archives_raise_nothing_else(lines: list[str]) -> None:
    with suppress(ReadError):
        assert read("\n".join(lines).encode()).text.strip()
