"""One request and its answer: no redirects, no cookies, no proxies, limited in time and size."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import httpcore
import httpx

from extract.web.failure import FetchError
from extract.web.network import Network
from extract.web.options import DownloadOptions

_CODINGS: Final = frozenset({"gzip", "deflate"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the content is read for status 200 only."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    content: bytes = b""

    @property
    def content_type(self) -> str | None:
        """Media type as the server names it, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """Charset as the server names it."""
        return httpx.Response(200, headers=self.headers).charset_encoding


class Client:
    """Asks one request at a time.

    httpcore itself and not an httpx.Client: that would keep cookies, follow the environment's proxies, which resolve
    names by themselves and so pass by the check of addresses, and it takes no network of our own.
    """

    def __init__(self, options: DownloadOptions, network: Network, tls: ssl.SSLContext) -> None:
        self._options, self._network = options, network
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, max_connections=1, keepalive_expiry=30, network_backend=network
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def get(self, url: httpx.URL, headers: Mapping[str, str] | None = None) -> Answer:
        """Return the answer, whatever its status.

        Raises FetchError: refused_address, unreachable, timeout, tls, too_large or bad_answer.
        """
        options = self._options
        asked = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": options.user_agent,
            "Accept": "*/*",
            "Accept-Language": "zh-CN, zh;q=0.9, *;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            **(headers or {}),
        }
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        silence = options.silence
        timeouts = {"connect": options.connecting, "read": silence, "write": silence, "pool": silence}
        self._network.deadline = time.monotonic() + options.whole
        with (
            _failures(),
            self._pool.stream("GET", target, headers=list(asked.items()), extensions={"timeout": timeouts}) as response,
        ):
            heads = httpx.Headers(response.headers)
            content = self._content(response, heads) if response.status == 200 else b""
            return Answer(url, response.status, heads, content)

    def _content(self, response: httpcore.Response, heads: httpx.Headers) -> bytes:
        """Read a body, decompressed; a coding on top of another could blow up without bound and is refused."""
        codings = [coding.lower() for coding in heads.get_list("content-encoding", split_commas=True) if coding]
        codings = [coding for coding in codings if coding != "identity"]
        if len(codings) > 1 or not _CODINGS.issuperset(codings):
            raise _bad_answer(f"Content-Encoding: {', '.join(codings)[:60]}")
        most = self._options.most_bytes
        if int(heads["content-length"] if heads.get("content-length", "").isdecimal() else 0) > most:
            raise _too_large(most)
        message = httpx.Response(response.status, headers=heads, stream=_Body(response.iter_stream()))
        content = bytearray()
        for part in message.iter_bytes():
            content += part
            if len(content) > most:
                raise _too_large(most)
        return bytes(content)


class _Body(httpx.SyncByteStream):
    """A body in the shape that httpx unpacks."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts


@contextmanager
def _failures() -> Iterator[None]:
    """Tell the errors of the libraries as failures."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError(
            "timeout",
            "服务器太久没有答复，请稍后再试 / the server took too long: try again later",
            again=isinstance(error, httpcore.ConnectTimeout),
        ) from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise FetchError(
            "unreachable",
            f"连接不上或中途断开（{_reason(error)}），请稍后再试 / no connection, or it broke: try again later",
            again=True,
        ) from error
    except (httpcore.ProtocolError, httpx.DecodingError) as error:
        raise _bad_answer(_reason(error)) from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _bad_answer(reason: str) -> FetchError:
    return FetchError(
        "bad_answer",
        f"服务器的答复读不懂（{reason}），请稍后再试 / the server's answer cannot be read: try again later",
    )


def _too_large(most: int) -> FetchError:
    size = f"{most / 2**20:g} MB"
    return FetchError(
        "too_large", f"超过 {size}，可用 FAZHI_MAX_MB 放宽 / larger than {size}: FAZHI_MAX_MB allows more"
    )
