"""Downloading from a real server: answers, redirects, limits, and what is asked for a second time."""

from __future__ import annotations

import gzip
import hashlib
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import polars as pl
import pytest

from extract.catalogue import Catalogue
from extract.landing import land
from extract.model import DOWNLOADS
from extract.sources import Missing, Stored
from extract.web.download import DownloadError, download
from extract.web.options import DownloadOptions
from extract.web.originals import Originals
from extract.web.visitor import Visitor
from tests.unit.extract.web.conftest import QUICK, Fetch, codes, content, journal
from tests.unit.extract.web.site import Page, Site, redirect, reply

REPORT = "某县2022年法治政府建设情况报告\n全县受理行政复议案件20件，审结18件。\n"
HTML = f"<html><head><meta charset='gbk'></head><body><p>{'</p><p>'.join(REPORT.split())}</p></body></html>"


def test_an_answer_is_kept_by_its_hash_with_a_row_of_the_journal(fetch: Fetch, site: Site, raw: Path) -> None:
    page = HTML.encode("gb18030")
    site.pages = {"/报告": redirect("/x"), "/x": reply(page, Content_Type="Text/HTML; charset=GBK", ETag='"1"')}
    site.pages["/%E6%8A%A5%E5%91%8A"] = site.pages.pop("/报告")
    (found,) = fetch(site.url("/报告"))
    doc_id = hashlib.sha256(page).hexdigest()
    assert found == Stored(site.url("/报告"), raw / "originals" / doc_id[:2] / f"{doc_id}.html")
    assert content(found) == page
    (row,) = journal(raw).iter_rows(named=True)
    assert journal(raw).schema == DOWNLOADS
    assert (row["url"], row["final_url"]) == (site.url("/报告"), site.url("/x"))
    assert (row["status"], row["etag"], row["last_modified"], row["doc_id"]) == (200, '"1"', None, doc_id)
    assert (row["content_type"], row["charset"], row["bytes"]) == ("text/html", "gbk", len(page))


def test_an_address_lands_like_a_file(fetch: Fetch, site: Site, raw: Path, catalogue: Catalogue) -> None:
    """A GBK page that calls itself a picture: the bytes decide."""
    site.pages["/view.aspx?id=7"] = reply(HTML.encode("gb18030"), Content_Type="image/png")
    address = site.url("/view.aspx?id=7")
    found = fetch(address, site.url("/gone"))
    report = land([], raw, catalogue, downloaded=found)
    assert (report.found, report.landed, report.problems) == (2, 1, 1)
    documents, problems = _table(raw, "documents"), _table(raw, "problems")
    assert [(d["uri"], d["reader"]) for d in documents] == [(address, "html")]
    assert "受理行政复议案件20件" in documents[0]["text"]
    assert [(p["uri"], p["stage"], p["error"]) for p in problems] == [(site.url("/gone"), "fetch", "http_404")]
    again = land([], raw, catalogue, downloaded=fetch(address))
    assert (again.landed, again.unchanged) == (0, 1)


def _table(raw: Path, name: str) -> list[dict[str, str]]:
    return pl.read_parquet(raw / name / "*.parquet").rows(named=True)


@pytest.mark.parametrize(
    ("mark", "sent"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")], ids=["etag", "date"]
)
def test_what_has_not_changed_is_not_sent_again(fetch: Fetch, site: Site, raw: Path, mark: str, sent: str) -> None:
    value = '"v1"' if mark == "ETag" else "Wed, 01 Mar 2023 08:00:00 GMT"

    def page(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get(sent) == value
        reply("" if same else REPORT, 304 if same else 200, **{mark.replace("-", "_"): value})(request)

    site.pages = {"/r.txt": page, "/old": redirect("/r.txt")}
    first, second = fetch(site.url("/old")), fetch(site.url("/old"))
    assert first == second
    assert codes(second) == ["ok"]
    assert journal(raw)["status"].to_list() == [200, 304]
    assert journal(raw)["doc_id"].n_unique() == 1
    assert sent not in site.headers("/old"), "a mark is shown only to the page that gave it"


def test_a_changed_page_is_a_new_original(fetch: Fetch, site: Site, raw: Path) -> None:
    site.pages["/"] = reply("one", ETag='"1"')
    fetch(site.url("/"))
    site.pages["/"] = reply("two", ETag='"2"')
    assert content(fetch(site.url("/"))[0]) == b"two"
    assert len(list((raw / "originals").rglob("*.txt"))) == 2


def test_without_the_stored_bytes_the_page_is_asked_for_anew(fetch: Fetch, site: Site) -> None:
    site.pages["/"] = reply("one", ETag='"1"')
    (found,) = fetch(site.url("/"))
    assert isinstance(found, Stored)
    found.path.unlink()
    assert codes(fetch(site.url("/"))) == ["ok"]
    assert "If-None-Match" not in site.headers("/")


def test_a_page_that_is_gone_is_a_problem_and_the_others_go_on(fetch: Fetch, site: Site, raw: Path) -> None:
    site.pages["/here"] = reply("here")
    found = fetch(site.url("/gone"), site.url("/here"), "ftp://a.cn/x", "http://me:secret@a.cn/")
    assert codes(found) == ["http_404", "ok", "bad_address", "bad_address"]
    assert journal(raw)["status"].to_list() == [404, 200]
    assert "secret" not in str(found)


def test_an_address_given_twice_is_asked_once(fetch: Fetch, site: Site) -> None:
    site.pages["/"] = reply("one")
    assert len(fetch(site.url("/"), site.url("/#part"), site.url("/").replace("http", "HTTP"))) == 1
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("/loop", "too_many_redirects"),
        ("file:///etc/passwd", "bad_address"),
        ("ftp://127.0.0.1/", "bad_address"),
        ("http://u:p@127.0.0.1/", "bad_address"),
    ],
)
def test_a_redirect_that_is_not_followed(fetch: Fetch, site: Site, location: str, code: str) -> None:
    site.pages["/loop"] = redirect(location)
    assert codes(fetch(site.url("/loop"))) == [code]
    assert len(site.paths()) == (6 if code == "too_many_redirects" else 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_five_redirects_are_followed(fetch: Fetch, site: Site, status: int) -> None:
    site.pages = {f"/{n}": redirect(f"/{n + 1}", status) for n in range(5)} | {"/5": reply("end")}
    assert codes(fetch(site.url("/0"))) == ["ok"]


def test_no_cookie_is_kept(fetch: Fetch, site: Site) -> None:
    site.pages = {"/a": reply(status=302, Location="/b", Set_Cookie="id=1; Path=/"), "/b": reply("b")}
    fetch(site.url("/a"))
    assert "Cookie" not in site.headers("/b")
    assert site.headers("/b")["User-Agent"] == "fazhi/0.1 (statistics of public reports)"


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 65536)


def silent(_request: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


def dripping_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x")
        time.sleep(0.02)


def dripping_head(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    dripping_body(request)


def cut_short(request: BaseHTTPRequestHandler) -> None:
    reply("half", Content_Length="100")(request)
    request.close_connection = True


def garbage(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"\x00\x01 no answer at all\r\n\r\n")
    request.close_connection = True


def coded(body: bytes, coding: str) -> Page:
    return reply(body, Content_Encoding=coding)


BOMB = gzip.compress(bytes(30 * 2**20))


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (endless, "too_large"),
        (reply(b"x", Content_Length=str(2**40)), "too_large"),
        (coded(BOMB, "gzip"), "too_large"),
        (coded(gzip.compress(BOMB), "gzip, gzip"), "bad_answer"),
        (coded(b"anything", "br"), "bad_answer"),
        (coded(b"no gzip", "gzip"), "bad_answer"),
        (silent, "timeout"),
        (dripping_body, "timeout"),
        (dripping_head, "timeout"),
        (cut_short, "unreachable"),
        (garbage, "unreachable"),
        (reply(status=204), "http_204"),
        (reply(status=304), "http_304"),
        (reply(status=302), "http_302"),
    ],
)
def test_an_answer_that_is_not_taken(fetch: Fetch, site: Site, raw: Path, page: Page, code: str) -> None:
    site.pages = {"/bad": page, "/good": reply("good")}
    found = fetch(site.url("/bad"), site.url("/good"), most_bytes=2**20, silence=0.5, whole=0.8)
    assert codes(found) == [code, "ok"]
    assert len([p for p in (raw / "originals").rglob("*") if p.is_file()]) == 1


def test_a_packed_answer_is_kept_unpacked(fetch: Fetch, site: Site) -> None:
    site.pages["/"] = coded(gzip.compress(REPORT.encode()), "gzip")
    assert content(fetch(site.url("/"))[0]).decode() == REPORT


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("a file")
    with pytest.raises(DownloadError, match="cannot write"):
        download(["http://127.0.0.1/"], tmp_path / "raw", DownloadOptions())


def test_a_defect_loses_one_address(fetch: Fetch, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Visitor.fetch

    def broken(self: Visitor, url: object, headers_for: object) -> object:
        if str(url).endswith("/a"):
            raise RuntimeError("broken")
        return whole(self, url, headers_for)  # type: ignore[arg-type]

    monkeypatch.setattr(Visitor, "fetch", broken)
    site.pages["/b"] = reply("b")
    found = fetch(site.url("/a"), site.url("/b"))
    assert codes(found) == ["failed", "ok"]
    assert isinstance(found[0], Missing)
    assert "please report it" in found[0].detail


def test_a_full_disk_ends_the_asking(fetch: Fetch, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> tuple[str, Path]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Originals, "keep", full)
    site.pages = {f"/{n}": reply(str(n)) for n in range(50)}
    with pytest.raises(DownloadError, match="No space left"):
        fetch(*(site.url(path) for path in site.pages))
    asked = len(site.paths())
    assert asked < 10
    time.sleep(0.1)
    assert len(site.paths()) == asked


def test_progress_comes_with_each_address(site: Site, raw: Path) -> None:
    site.pages = {"/a": reply("a"), "/b": reply("b")}
    told: list[tuple[int, int]] = []
    download([site.url("/a"), "ftp://x", site.url("/b")], raw, QUICK, lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
