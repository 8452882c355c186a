"""Addresses as users write them: what is asked for, what is refused unread, what may be shown."""

from __future__ import annotations

import re
from typing import Final

import httpx

from extract.web.failure import FetchError

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_USERINFO: Final = re.compile(r"(?<=://)[^/?#]*@")
_LONGEST: Final = 4096


def is_address(source: str) -> bool:
    """Tell a web address from a path: it begins with a scheme and ://, even where that scheme is not read."""
    return _SCHEME.match(source.strip()) is not None


def tidy(address: str) -> str:
    """Return the address under which its document is known: as given, the scheme in small letters, without a fragment."""
    scheme, _, rest = address.strip().partition("://")
    return f"{scheme.lower()}://{rest.partition('#')[0]}"


def shown(address: str) -> str:
    """Return an address that may be printed and kept: on one line, without a password."""
    return _USERINFO.sub("***@", " ".join(address.split()))


def parse(address: str) -> httpx.URL:
    """Return the address as it is asked for.

    Raises FetchError: bad_address, where it is not http(s), names no host, or carries a user name.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise _bad() from error
    if url.scheme not in {"http", "https"} or not url.host or len(address) > _LONGEST:
        raise _bad()
    if url.port is not None and not 0 < url.port < 65536:
        raise _bad()
    if url.userinfo:
        raise FetchError(
            "bad_address", "网址里不能有用户名和密码，请去掉 / a user name or password in an address: take it out"
        )
    return url.copy_with(fragment=None)


def follow(url: httpx.URL, location: str) -> httpx.URL:
    """Return the address that a redirect leads to. Raises FetchError as `parse` does."""
    try:
        return parse(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise _bad() from error


def _bad() -> FetchError:
    return FetchError(
        "bad_address",
        "不是可读的网址，请给 http:// 或 https:// 开头的完整网址 / not an address that is read: give a whole http(s) one",
    )
