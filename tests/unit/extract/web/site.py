"""A web site on a loopback address: its pages are functions, and it remembers who asked for what and when."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Page = Callable[[BaseHTTPRequestHandler], None]


def reply(body: bytes | str = b"", status: int = 200, **headers: str) -> Page:
    """A page that answers always the same; header names are written with _ for -."""
    content = body.encode() if isinstance(body, str) else body

    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(content)

    return page


def redirect(location: str, status: int = 302) -> Page:
    return reply(status=status, Location=location)


@dataclass(frozen=True)
class Seen:
    """A request that came: times on the monotonic clock."""

    path: str
    headers: Mapping[str, str]
    began: float
    ended: float


@dataclass
class Site:
    """Serves `pages` by path and query; what is missing is 404."""

    pages: dict[str, Page] = field(default_factory=dict)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    seen: list[Seen] = field(default_factory=list)
    most_at_once: int = 0

    def __enter__(self) -> Self:
        self._lock, self._active = threading.Lock(), 0
        self._server = _Server((self.host, 0), self._handler())
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [seen.path for seen in list(self.seen) if seen.path != "/robots.txt"]

    def headers(self, path: str) -> Mapping[str, str]:
        """The headers of the last request for a page."""
        return next(seen.headers for seen in reversed(self.seen) if seen.path == path)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                began = time.monotonic()
                with site._lock:
                    site._active += 1
                    site.most_at_once = max(site.most_at_once, site._active)
                try:
                    site.pages.get(self.path, reply("nothing here", 404))(self)
                finally:
                    with site._lock:
                        site._active -= 1
                        site.seen.append(Seen(self.path, dict(self.headers), began, time.monotonic()))

            def log_message(self, *args: Any) -> None:
                return

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        return  # a client that hangs up is what several tests are about
