"""Connections: inner addresses are refused where they are connected to, however they are written or reached."""

from __future__ import annotations

import ipaddress
import shutil
import ssl
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.web.network import Network, is_public
from tests.unit.extract.web.conftest import Fetch, codes, content
from tests.unit.extract.web.site import Site, redirect, reply

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "numeric",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
        "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_an_inner_address_is_not_public(numeric: str) -> None:
    assert not is_public(numeric)


@pytest.mark.parametrize(
    "numeric", ["8.8.8.8", PUBLIC, "::ffff:8.8.8.8", "64:ff9b::808:808", "2400:3200::1", "2606:4700::1111"]
)
def test_a_public_address_is(numeric: str) -> None:
    assert is_public(numeric)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_coat_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{ip}") == is_public(f"64:ff9b::{ip}") == is_public(str(ip))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "127.0.0.2", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0", "[::1]",
        "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "10.0.0.1",
    ],
)  # fmt: skip
def test_every_spelling_of_an_inner_address_is_refused(fetch: Fetch, site: Site, host: str) -> None:
    site.pages["/"] = reply("secret")
    assert codes(fetch(f"http://{host}:{site.port}/", allow_private=False)) == ["refused_address"]
    assert not site.seen


def test_inner_addresses_are_read_where_that_is_allowed(fetch: Fetch, site: Site) -> None:
    site.pages["/"] = reply("内网")
    assert content(fetch(site.url("/"))[0]).decode() == "内网"


class Detour(httpcore.SyncBackend):
    """Stands for the internet: connections to PUBLIC come out at the site; every other one is only noted."""

    def __init__(self, site: Site) -> None:
        self.site, self.asked = site, list[str]()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.asked.append(host)
        if host != PUBLIC:
            raise httpcore.ConnectError("not connected")
        return super().connect_tcp(self.site.host, self.site.port, timeout)


def internet(detour: Detour, *answers: Sequence[str]) -> Network:
    """A network whose resolver gives one answer after another, the last one for ever."""
    waiting = list(answers)
    return Network(
        allow_private=False, resolve=lambda _h, _p: waiting.pop(0) if len(waiting) > 1 else waiting[0], sockets=detour
    )


@pytest.fixture
def detour(site: Site) -> Detour:
    return Detour(site)


def test_a_name_that_turns_inward_is_not_followed(fetch: Fetch, site: Site, detour: Detour) -> None:
    """The resolver answers public, then private: what was checked is connected to, and nothing else ever is."""
    site.pages = {"/robots.txt": reply(status=404), "/a": reply("a", Connection="close"), "/b": reply("b")}
    network = internet(detour, [PUBLIC], [PUBLIC], ["127.0.0.1"])
    found = fetch("http://rebind.test/a", "http://rebind.test/b", network=lambda: network, allow_private=False)
    assert codes(found) == ["ok", "refused_address"]
    assert site.paths() == ["/a"]
    assert set(detour.asked) == {PUBLIC}


def test_one_inner_address_among_many_refuses_a_name(fetch: Fetch, detour: Detour) -> None:
    network = internet(detour, [PUBLIC, "10.0.0.1"])
    assert codes(fetch("http://mixed.test/", network=lambda: network)) == ["refused_address"]
    assert not detour.asked


def test_the_next_address_is_tried_where_the_first_is_dead(fetch: Fetch, site: Site, detour: Detour) -> None:
    site.pages["/"] = reply("here")
    network = internet(detour, ["2606:4700::1111", PUBLIC])
    assert codes(fetch("http://two.test/", network=lambda: network)) == ["ok"]
    assert detour.asked[:2] == ["2606:4700::1111", PUBLIC]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/secret", "http://[::ffff:10.0.0.1]/", "http://2130706433/"]
)
def test_a_public_page_cannot_lead_inside(fetch: Fetch, site: Site, detour: Detour, target: str) -> None:
    site.pages = {"/": redirect(target.format(port=site.port)), "/secret": reply("secret")}

    def resolve(host: str, _port: int) -> Sequence[str]:
        return [PUBLIC] if host == "public.test" else ["127.0.0.1"]

    network = Network(allow_private=False, resolve=resolve, sockets=detour)
    assert codes(fetch("http://public.test/", network=lambda: network)) == ["refused_address"]
    assert site.paths() == ["/"]


def test_proxies_of_the_environment_are_not_asked(fetch: Fetch, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with Site() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(""))
        site.pages["/"] = reply("direct")
        assert codes(fetch(site.url("/"))) == ["ok"]
        assert not proxy.seen


def test_a_host_that_is_not_there(fetch: Fetch) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    network = Network(allow_private=False, resolve=resolve)
    assert (
        codes(fetch("http://nowhere.test/a", "http://nowhere.test/b", network=lambda: network)) == ["unreachable"] * 2
    )
    assert codes(fetch(f"http://{'a' * 70}.test/")) == ["unreachable"]


def test_a_port_where_nobody_listens(fetch: Fetch) -> None:
    with Site() as gone:
        address = gone.url("/")
    assert codes(fetch(address)) == ["unreachable"]


@pytest.fixture
def secure_site(tmp_path: Path) -> Iterator[Site]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=site"
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", *asked.split(), *names, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with Site({"/": reply("secure")}, tls=context) as running:
        yield running


def test_only_a_trusted_certificate_is_taken(
    fetch: Fetch, secure_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(fetch(secure_site.url("/"))) == ["tls"]
    assert not secure_site.seen
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert codes(fetch(secure_site.url("/"))) == ["ok"]
