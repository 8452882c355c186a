"""Addresses: what is taken for one, what is refused unread, what may be shown."""

from __future__ import annotations

import contextlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.web.addresses import follow, is_address, parse, shown, tidy
from extract.web.failure import FetchError


@pytest.mark.parametrize(
    "source", ["http://a.cn", "HTTPS://a.cn/b", "ftp://a.cn", "file:///etc/passwd", " http://a.cn"]
)
def test_a_scheme_makes_an_address(source: str) -> None:
    assert is_address(source)


@pytest.mark.parametrize("source", ["report.txt", "/data/报告", "C:\\reports\\a.txt", "a//b", "://x", "报告://x"])
def test_a_path_is_none(source: str) -> None:
    assert not is_address(source)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.cn/b", "file:///etc/passwd", "gopher://a.cn", "javascript://a.cn/%0Aalert(1)", "http://", "http:///x",
        "http://user@a.cn/", "http://user:word@a.cn/", "http://a.cn\\@b.cn/", "http://a.cn:0/", "http://a.cn:99999/",
        "http://a.cn:x/", "http://[::1/", "http://0177.0.0.1/", "http://300.1.1.1/", "http://①②⑦.0.0.1/",
        "http://a.cn/\x00", "http://a.cn/\n", "http://a.cn/" + "x" * 5000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_read(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(address)
    assert caught.value.code == "bad_address"


def test_names_and_paths_in_chinese_are_asked_for_as_the_web_does() -> None:
    url = parse("http://例子.中国/法治/报告.html?年=2020")
    assert url.raw_host == b"xn--fsqu00a.xn--fiqs8s"
    assert url.raw_path == b"/%E6%B3%95%E6%B2%BB/%E6%8A%A5%E5%91%8A.html?%E5%B9%B4=2020"


def test_one_document_has_one_name() -> None:
    assert tidy(" HTTP://A.cn/Path#part ") == "http://A.cn/Path"


def test_no_password_is_shown() -> None:
    assert shown("http://user:se@cret@a.cn/x\ny?mail=b@c") == "http://***@a.cn/x y?mail=b@c"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.cn/b"),
        ("c?d=1#e", "http://a.cn/x/c?d=1"),
        ("//b.cn/", "http://b.cn/"),
        ("https://b.cn/", "https://b.cn/"),
        ("/报告", "http://a.cn/%E6%8A%A5%E5%91%8A"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(location: str, target: str) -> None:
    assert str(follow(httpx.URL("http://a.cn/x/y"), location)) == target


@given(st.one_of(st.text(), st.text().map("http://".__add__)))
def test_whatever_is_written_is_an_address_or_a_failure(text: str) -> None:
    with contextlib.suppress(FetchError):
        parse(text)
    with contextlib.suppress(FetchError):
        follow(httpx.URL("http://a.cn/x"), text)
    assert "\n" not in shown(text)
