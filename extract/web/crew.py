"""A few threads that visit hosts beside each other; each takes a host and asks its addresses one after another.

The threads only ask: whatever is kept on disk is kept by the one that iterates over their answers, so that a run can be
ended at any moment without waiting for a server.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

import httpx

from extract.web.client import Answer
from extract.web.failure import FetchError
from extract.web.turns import StoppedError, Turns
from extract.web.visitor import Visitor

_STEP: Final = 0.2  # seconds
_PARTING: Final = 1.0  # seconds in which the threads may end by themselves


@dataclass(frozen=True, slots=True)
class Task:
    """An address to ask for, and what is sent along when it is the page `validated` that is asked."""

    address: str
    url: httpx.URL
    validated: str | None = None
    validators: tuple[tuple[str, str], ...] = ()

    @property
    def host(self) -> str:
        """The host whose turn it takes."""
        return self.url.raw_host.decode("ascii")

    def headers_for(self, url: httpx.URL) -> dict[str, str]:
        """Return the headers of one hop: what one page gave as its mark is shown to no other page."""
        return dict(self.validators) if str(url) == self.validated else {}


Outcome = tuple[Task, Answer | FetchError]


def outcomes(
    tasks: Sequence[Task], visitors: Sequence[AbstractContextManager[Visitor]], turns: Turns
) -> Generator[Outcome]:
    """Yield each task with its answer or failure, in the order in which they come; one thread for each visitor."""
    hosts: queue.SimpleQueue[list[Task]] = queue.SimpleQueue()
    for waiting in _by_host(tasks):
        hosts.put(waiting)
    results: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    threads = [threading.Thread(target=_work, args=(v, hosts, results, turns), daemon=True) for v in visitors]
    for thread in threads:
        thread.start()
    try:
        for _ in tasks:
            yield _next(results)
    finally:
        turns.stop()
        until = time.monotonic() + _PARTING
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))


def _next(results: queue.SimpleQueue[Outcome]) -> Outcome:
    """Wait for the next outcome, in short steps: polars handles Ctrl-C so that it does not break a wait off."""
    while True:
        try:
            return results.get(timeout=_STEP)
        except queue.Empty:
            continue


def _by_host(tasks: Sequence[Task]) -> list[list[Task]]:
    hosts: dict[str, list[Task]] = {}
    for task in tasks:
        hosts.setdefault(task.host, []).append(task)
    return sorted(hosts.values(), key=len, reverse=True)  # the longest queue decides how long the run takes


def _work(
    visiting: AbstractContextManager[Visitor],
    hosts: queue.SimpleQueue[list[Task]],
    results: queue.SimpleQueue[Outcome],
    turns: Turns,
) -> None:
    with visiting as visitor:
        while True:
            try:
                waiting = hosts.get_nowait()
            except queue.Empty:
                return
            for task in waiting:
                if turns.stopped:
                    return
                try:
                    results.put((task, _outcome(visitor, task)))
                except StoppedError:
                    return


def _outcome(visitor: Visitor, task: Task) -> Answer | FetchError:
    try:
        return visitor.fetch(task.url, task.headers_for)
    except StoppedError:
        raise
    except FetchError as failure:
        return failure
    except Exception as error:  # noqa: BLE001  a defect of ours must not lose the other addresses
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
        return FetchError("failed", f"下载程序出错（{what}），请报告 / cannot be fetched, please report it")
