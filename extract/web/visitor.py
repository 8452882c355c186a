"""A visit: one address asked politely, with its redirects, retries and the rules of each site on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from extract.web.addresses import follow
from extract.web.client import Answer, Client
from extract.web.failure import FetchError
from extract.web.options import DownloadOptions
from extract.web.robots import Robots
from extract.web.turns import Turns

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
HeadersFor = Callable[[httpx.URL], Mapping[str, str]]


class Visitor:
    """Fetches one address after another; turns and robots are shared with the other visitors of a run."""

    def __init__(self, client: Client, turns: Turns, robots: Robots, options: DownloadOptions) -> None:
        self._client, self._turns, self._robots, self._options = client, turns, robots, options

    def fetch(self, url: httpx.URL, headers_for: HeadersFor) -> Answer:
        """Return the answer at the end of all redirects, whatever its status.

        Raises FetchError; StoppedError where the run is being ended.
        """
        return self._follow(url, headers_for, self._permitted)

    def _permitted(self, url: httpx.URL) -> None:
        """Ask the site's robots.txt, which itself is fetched by all the other rules. Raises FetchError."""
        delay = self._robots.check(url, lambda robots: self._follow(robots, _no_headers, _nothing))
        self._turns.slow_down(_host(url), min(delay, self._options.longest_crawl_delay))

    def _follow(self, url: httpx.URL, headers_for: HeadersFor, check: Callable[[httpx.URL], None]) -> Answer:
        for _ in range(self._options.most_redirects + 1):
            check(url)
            answer = self._ask(url, headers_for(url))
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            url = follow(url, location)
        raise FetchError(
            "too_many_redirects",
            f"转了 {self._options.most_redirects} 次还没到，请检查网址"
            f" / more than {self._options.most_redirects} redirects: check the address",
        )

    def _ask(self, url: httpx.URL, headers: Mapping[str, str]) -> Answer:
        """Ask until there is an answer, the tries are used up, or the server asks for too long a wait."""
        host, options = _host(url), self._options
        for attempt in range(1, options.tries + 1):
            is_last, asked = attempt == options.tries, 0.0
            with self._turns.take(host):
                try:
                    answer = self._client.get(url, headers)
                except FetchError as failure:
                    if is_last or not failure.again:
                        raise
                else:
                    asked = _retry_after(answer)
                    if is_last or answer.status not in _BUSY or asked > options.longest_wait:
                        self._turns.rest(host, asked)
                        return answer
                self._turns.rest(host, max(asked, options.first_retry * 2 ** (attempt - 1)))
        raise AssertionError("unreachable: the last try returns or raises")


def _retry_after(answer: Answer) -> float:
    """Return how many seconds a busy server asks to wait, 0 where it asks nothing."""
    asked = str(answer.headers.get("retry-after", "")).strip()
    if answer.status not in {429, 503} or not asked:
        return 0.0
    if asked.isdecimal():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return 0.0
    return max(0.0, (until.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _no_headers(_url: httpx.URL) -> Mapping[str, str]:
    return {}


def _nothing(_url: httpx.URL) -> None:
    return
