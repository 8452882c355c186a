"""Connections, checked where they are made: names are resolved here, and only the address that was checked is connected to.

A check before the request would leave a gap: a name may answer with a public address first and an inner one a moment
later. Here one resolution is checked and used. Every spelling of an address (0x7f.1, 2130706433) has become plain by then.
"""

from __future__ import annotations

import ipaddress
import math
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import httpcore

from extract.web.failure import FetchError

Resolve = Callable[[str, int], Sequence[str]]
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

# Beside what the standard library calls private: ranges that it has learnt late, tunnels that carry an inner address,
# and the one metadata address that lies in a public range (Azure; the others are link-local, unique local or 100.64/10).
_INNER: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "168.63.129.16/32",
        "2001::/23", "2002::/16", "64:ff9b:1::/48", "fec0::/10", "100::/64",
    )
)  # fmt: skip
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")  # how networks without IPv4 write every public IPv4 address


def is_public(numeric: str) -> bool:
    """Tell whether a numeric address belongs to the public internet."""
    ip = _plain(ipaddress.ip_address(numeric.partition("%")[0]))
    special = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not special and not any(ip in block for block in _INNER)


def _plain(ip: Ip) -> Ip:
    """Take an IPv4 address out of the IPv6 address that stands for it."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of a host in the system's order. Raises OSError, UnicodeError for no name at all."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Network(httpcore.NetworkBackend):
    """Makes connections to public addresses only, unless inner ones are allowed; holds one request to its deadline."""

    def __init__(
        self, *, allow_private: bool, resolve: Resolve = resolve, sockets: httpcore.NetworkBackend | None = None
    ) -> None:
        self._allow_private, self._resolve = allow_private, resolve
        self._sockets = sockets or httpcore.SyncBackend()
        self.deadline = math.inf  # of the request that is under way, on the monotonic clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers.

        Raises FetchError: unreachable or refused_address; httpcore's ConnectError or ConnectTimeout.
        """
        failed: Exception | None = None
        for numeric in self._checked(host, port):
            try:
                stream = self._sockets.connect_tcp(numeric, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed or httpcore.ConnectError("no address")

    def left(self, timeout: float | None) -> float:
        """Return what of a timeout still lies before the deadline. Raises httpcore.ReadTimeout past it."""
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise httpcore.ReadTimeout("deadline")
        return remaining if timeout is None else min(timeout, remaining)

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of a host; one inner address among them refuses the host."""
        try:
            numerics = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                "unreachable", f"找不到主机 {host}，请检查网址 / there is no host {host}: check the address", again=True
            ) from error
        inner = [numeric for numeric in numerics if not is_public(numeric)]
        if inner and not self._allow_private:
            raise FetchError(
                "refused_address",
                f"{host} 指向内部地址 {inner[0]}，不读取；确是内网资料请加 --allow-private"
                f" / {host} leads to the inner address {inner[0]}: add --allow-private where that is meant",
            )
        return numerics


class _Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline of its network, however slowly the server drips."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError) and not isinstance(error.__cause__, ssl.SSLEOFError):
                raise _untrusted(error.__cause__) from error
            raise
        return _Stream(stream, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _untrusted(error: ssl.SSLError) -> FetchError:
    reason = getattr(error, "verify_message", None) or error.reason or type(error).__name__
    return FetchError(
        "tls", f"证书或加密连接不可信（{reason}），不读取 / the TLS connection cannot be trusted ({reason}): not read"
    )
