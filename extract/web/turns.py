"""Turns: one request at a time to a host, with a pause after each."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from extract.web.failure import FetchError


class StoppedError(Exception):
    """The run is being ended; nothing more is asked."""


@dataclass(slots=True)
class _Host:
    pause: float
    free_at: float = 0.0  # on the monotonic clock
    lock: threading.Lock = field(default_factory=threading.Lock)


class Turns:
    """Who may ask which host when; shared by all threads of a run. All times are seconds."""

    def __init__(self, pause: float, longest_wait: float) -> None:
        self._pause, self._longest_wait = pause, longest_wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def stop(self) -> None:
        """End the run: whoever waits or comes later gets StoppedError."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether the run has been ended."""
        return self._stop.is_set()

    @contextmanager
    def take(self, host: str) -> Iterator[None]:
        """Wait for the turn and hold it.

        Raises FetchError: busy, where the host has asked for a longer wait than is sensible; StoppedError.
        """
        place = self._place(host)
        with place.lock:
            wait = place.free_at - time.monotonic()
            if wait > self._longest_wait:
                raise FetchError(
                    "busy",
                    f"{host} 要求稍候 {wait:.0f} 秒，请以后再试 / {host} asks for a wait of {wait:.0f} s: try later",
                )
            if self._stop.wait(max(wait, 0)):
                raise StoppedError
            try:
                yield
            finally:
                place.free_at = max(place.free_at, time.monotonic() + place.pause)

    def slow_down(self, host: str, pause: float) -> None:
        """Leave at least this pause after each request to the host."""
        place = self._place(host)
        place.pause = max(place.pause, pause)

    def rest(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long."""
        place = self._place(host)
        place.free_at = max(place.free_at, time.monotonic() + seconds)

    def _place(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host(self._pause))
