"""How politely and how far addresses are fetched: everything that may be set, in seconds and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

USER_AGENT: Final = "fazhi/0.1 (statistics of public reports)"


@dataclass(frozen=True, slots=True)
class DownloadOptions:
    """Limits and pauses of downloading; all times are seconds."""

    pause: float = 1.0  # between two requests to one host
    silence: float = 30.0  # how long a server may stay silent before it is left
    whole: float = 300.0  # how long one answer may take from the first byte sent to the last byte read
    user_agent: str = USER_AGENT
    most_bytes: int = 64 * 2**20  # of one answer, after decompression
    allow_private: bool = False  # whether inner addresses may be asked
    hosts_at_once: int = 4
    tries: int = 3  # of one request, where the server is busy or cannot be reached
    first_retry: float = 2.0  # pause before the second try; it doubles with each further one
    longest_wait: float = 60.0  # a host that asks for a longer wait is left for this run
    longest_crawl_delay: float = 30.0
    most_redirects: int = 5

    @property
    def connecting(self) -> float:
        """How long a connection may take to stand."""
        return min(10.0, self.silence)
