"""What a site lets robots read: its robots.txt, fetched once per site and run (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import httpx
from protego import Protego

from extract.web.client import Answer
from extract.web.failure import FetchError

_READ: Final = 500 * 1024  # bytes of a robots.txt that count, as the RFC asks at least
Get = Callable[[httpx.URL], Answer]  # follows redirects, asks no robots.txt
_ABOUT_THE_SITE: Final = frozenset({"refused_address", "unreachable", "tls", "busy"})  # its pages fail just so


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | FetchError | None = None


class Robots:
    """The rules of all sites of a run; shared by its threads."""

    def __init__(self, user_agent: str) -> None:
        # The product alone is the name that a robots.txt speaks to; words of the comment behind it are nobody's name.
        self._name = user_agent.partition("/")[0].strip()
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def check(self, url: httpx.URL, get: Get) -> float:
        """Return the pause in seconds that the site asks for, 0 for none.

        Raises FetchError: robots, where the page may not be read or the rules cannot be had for now; or what keeps the
        site itself from answering.
        """
        rules = self._rules(url, get)
        if not rules.can_fetch(str(url), self._name):
            raise FetchError("robots", "该站 robots.txt 不许读取此页 / robots.txt of the site forbids this page")
        return rules.crawl_delay(self._name) or 0.0

    def _rules(self, url: httpx.URL, get: Get) -> Protego:
        origin = url.copy_with(raw_path=b"/robots.txt")
        with self._lock:
            site = self._sites.setdefault(str(origin), _Site())
        with site.lock:
            if site.rules is None:
                try:
                    site.rules = _read(origin, get)
                except FetchError as failure:
                    site.rules = failure
        if isinstance(site.rules, FetchError):
            raise FetchError(site.rules.code, site.rules.detail)
        return site.rules


def _read(origin: httpx.URL, get: Get) -> Protego:
    """Read the rules of a site: what is not there allows everything, what cannot be had forbids everything for now."""
    try:
        answer = get(origin)
    except FetchError as failure:
        if failure.code in _ABOUT_THE_SITE:
            raise
        if failure.code == "too_many_redirects":
            return Protego.parse("")
        raise _not_now(failure.code) from failure
    if answer.status == 200:
        return Protego.parse(answer.content[:_READ].decode("utf-8-sig", errors="replace"))
    if 400 <= answer.status < 500 and answer.status != 429:  # 429 is no answer about the rules
        return Protego.parse("")
    raise _not_now(str(answer.status))


def _not_now(reason: str) -> FetchError:
    return FetchError(
        "robots",
        f"该站 robots.txt 暂时读不到（{reason}），先不读取，请稍后再试"
        f" / robots.txt of the site cannot be had for now ({reason}): try again later",
    )
