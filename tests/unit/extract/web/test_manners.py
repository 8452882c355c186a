"""Manners: one request at a time to a host, pauses, robots.txt, and patience with a busy server."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest

from extract.web.network import Network
from tests.unit.extract.web.conftest import Fetch, codes
from tests.unit.extract.web.site import Page, Seen, Site, redirect, reply


def slowly(request: BaseHTTPRequestHandler) -> None:
    time.sleep(0.05)
    reply("page")(request)


def gaps(seen: Sequence[Seen]) -> list[float]:
    """Seconds between the end of a request and the beginning of the next."""
    ordered = sorted(seen, key=lambda s: s.began)
    return [later.began - sooner.ended for sooner, later in pairwise(ordered)]


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(fetch: Fetch, site: Site) -> None:
    site.pages = {f"/{n}": slowly for n in range(5)}
    with Site({"/in": redirect(site.url("/0"))}, host="127.0.0.2") as other:  # comes in from another host's thread
        found = fetch(other.url("/in"), *(site.url(f"/{n}") for n in range(5)), pause=0.1)
    assert codes(found) == ["ok"] * 6
    assert site.most_at_once == 1
    assert min(gaps(site.seen)) >= 0.09


def test_hosts_are_asked_beside_each_other(fetch: Fetch, site: Site) -> None:
    with Site(host="127.0.0.2") as other:
        for place in (site, other):
            place.pages = {f"/{n}": slowly for n in range(4)}
        fetch(*(place.url(f"/{n}") for place in (site, other) for n in range(4)))
        ours, theirs = ([s for s in place.seen if s.path != "/robots.txt"] for place in (site, other))
        assert ours[0].began < theirs[-1].ended
        assert theirs[0].began < ours[-1].ended
        assert (site.most_at_once, other.most_at_once) == (1, 1)


RULES = "\ufeffUser-agent: *\nDisallow: /\n\nUser-agent: fazhi\nDisallow: /private\nCrawl-delay: 0.2\n"


def test_the_rules_of_a_site_are_read_once_and_kept(fetch: Fetch, site: Site) -> None:
    site.pages = {"/robots.txt": reply(RULES), "/a": reply("a"), "/b": reply("b"), "/private/c": reply("c")}
    site.pages["/d"] = redirect("/private/c")
    found = fetch(*(site.url(path) for path in ("/a", "/private/c", "/b", "/d")))
    assert codes(found) == ["ok", "robots", "ok", "robots"]
    assert [s.path for s in site.seen] == ["/robots.txt", "/a", "/b", "/d"]
    assert min(gaps(site.seen)[1:]) >= 0.18, "the site's own pause"


def test_rules_speak_to_the_name_and_not_to_words_behind_it(fetch: Fetch, site: Site) -> None:
    site.pages = {"/robots.txt": reply("User-agent: reports\nDisallow: /\n"), "/": reply("x")}
    assert codes(fetch(site.url("/"))) == ["ok"]
    assert codes(fetch(site.url("/"), user_agent="Reports/2.0 (someone)")) == ["robots"]


def test_a_delay_beyond_reason_is_cut(fetch: Fetch, site: Site) -> None:
    site.pages = {"/robots.txt": reply("User-agent: *\nCrawl-delay: 86400\n"), "/a": reply("a"), "/b": reply("b")}
    began = time.monotonic()
    assert codes(fetch(site.url("/a"), site.url("/b"), longest_crawl_delay=0.2)) == ["ok", "ok"]
    assert 0.2 <= time.monotonic() - began < 5


def hung(_request: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (reply(status=404), "ok"),
        (reply(status=403), "ok"),
        (reply("<html>no rules</html>"), "ok"),
        (reply(b"\xff\xfe\x00 \x80", Content_Type="image/png"), "ok"),
        (redirect("/rules"), "robots"),
        (redirect("/robots.txt"), "ok"),  # RFC 9309: too many redirects are no rules
        (redirect("ftp://a.cn/"), "robots"),
        (reply(status=500), "robots"),
        (reply(status=429), "robots"),
        (hung, "robots"),
    ],
)
def test_what_robots_txt_says_when_it_says_nothing(fetch: Fetch, site: Site, robots: Page, code: str) -> None:
    site.pages = {"/robots.txt": robots, "/": reply("x"), "/rules": reply("User-agent: *\nDisallow: /\n")}
    assert codes(fetch(site.url("/"), silence=0.4)) == [code]


def test_each_hop_asks_the_rules_of_its_own_host(fetch: Fetch, site: Site) -> None:
    with Site({"/robots.txt": reply("User-agent: *\nDisallow: /x"), "/x": reply("x")}, host="127.0.0.2") as other:
        site.pages["/"] = redirect(other.url("/x"))
        assert codes(fetch(site.url("/"))) == ["robots"]
        assert other.paths() == []


def failing(times: int, status: int, **headers: str) -> Page:
    """Fail so often, then answer."""
    left = [times]

    def page(request: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        (reply("ok") if left[0] < 0 else reply(status=status, **headers))(request)

    return page


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_with_growing_pauses(fetch: Fetch, site: Site, status: int) -> None:
    site.pages["/"] = failing(2, status)
    assert codes(fetch(site.url("/"), first_retry=0.1)) == ["ok"]
    first, second = gaps([s for s in site.seen if s.path == "/"])
    assert first >= 0.09
    assert second >= 0.19


def test_tries_come_to_an_end(fetch: Fetch, site: Site) -> None:
    site.pages["/"] = reply(status=503)
    assert codes(fetch(site.url("/"))) == ["http_503"]
    assert site.paths() == ["/"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_plain_no_is_not_asked_again(fetch: Fetch, site: Site, status: int) -> None:
    site.pages["/"] = reply(status=status)
    assert codes(fetch(site.url("/"))) == [f"http_{status}"]
    assert site.paths() == ["/"]


@pytest.mark.parametrize("by_date", [False, True])
def test_the_wait_that_a_server_asks_for_is_kept(fetch: Fetch, site: Site, by_date: bool) -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True) if by_date else "1"
    site.pages["/"] = failing(1, 429, Retry_After=when)
    assert codes(fetch(site.url("/"))) == ["ok"]
    (gap,) = gaps([s for s in site.seen if s.path == "/"])
    assert gap >= (0.5 if by_date else 0.95)


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1e9", "Wed, 99 Foo 2020 00:00:00 GMT"])
def test_a_wait_that_makes_no_sense_is_none(fetch: Fetch, site: Site, nonsense: str) -> None:
    site.pages["/"] = failing(1, 503, Retry_After=nonsense)
    assert codes(fetch(site.url("/"))) == ["ok"]


def test_a_host_that_asks_for_too_long_a_wait_is_left_alone(fetch: Fetch, site: Site) -> None:
    site.pages = {"/a": reply(status=429, Retry_After="3600"), "/b": reply("b")}
    with Site({"/": reply("other")}, host="127.0.0.2") as other:
        assert codes(fetch(site.url("/a"), site.url("/b"), other.url("/"))) == ["http_429", "busy", "ok"]
    assert site.paths() == ["/a"]


def test_a_broken_connection_is_tried_again(fetch: Fetch, site: Site) -> None:
    left = [1]

    def page(request: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        if left[0] < 0:
            reply("ok")(request)
        else:
            request.close_connection = True

    site.pages["/"] = page
    assert codes(fetch(site.url("/"))) == ["ok"]


def test_a_dead_host_is_not_asked_for_each_of_its_pages(fetch: Fetch) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        raise OSError(-2, "no such host")

    network = Network(allow_private=True, resolve=resolve)
    assert set(codes(fetch(*(f"http://dead.test/{n}" for n in range(50)), network=lambda: network))) == {"unreachable"}
    assert len(asked) == 3
