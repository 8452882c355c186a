"""Downloading: addresses to stored answers, which the landing reads like files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
from filelock import FileLock, Timeout

from extract.sources import Missing, Stored
from extract.web.addresses import parse, shown, tidy
from extract.web.client import Answer, Client
from extract.web.crew import Task, outcomes
from extract.web.failure import FetchError
from extract.web.journal import Download, Journal
from extract.web.network import Network
from extract.web.options import DownloadOptions
from extract.web.originals import Originals
from extract.web.robots import Robots
from extract.web.turns import Turns
from extract.web.visitor import Visitor

LOCK_NAME: Final = ".downloading.lock"
OnProgress = Callable[[int, int], None]  # addresses done, addresses in all


class DownloadError(Exception):
    """Downloads cannot be kept; the message is one line: what, where, what to do."""


def download(
    addresses: Sequence[str],
    raw_dir: Path,
    options: DownloadOptions,
    on_progress: OnProgress | None = None,
    lock_seconds: float = 600,
    network: Callable[[], Network] | None = None,
) -> list[Stored | Missing]:
    """Fetch the addresses, keep each answer below RAW/originals and RAW/downloads, and return them in their order.

    What the server says has not changed since the last time is taken from there. What cannot be fetched is a Missing.
    `network` makes the connections, of which there is one network a thread. Raises DownloadError.
    """
    chosen = list(dict.fromkeys(tidy(address) for address in addresses))
    if not chosen:
        return []
    try:
        raw_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(raw_dir / LOCK_NAME, timeout=lock_seconds):
            run = _Run(raw_dir, options, network or (lambda: Network(allow_private=options.allow_private)))
            return run.fetch(chosen, on_progress or (lambda _done, _all: None))
    except Timeout as error:
        raise DownloadError(
            f"download: another run downloads to {raw_dir}; wait for it or stop it, then try again"
        ) from error
    except OSError as error:
        raise DownloadError(f"download: cannot write {raw_dir}: {error.strerror or error}") from error


class _Run:
    """One run of downloading."""

    def __init__(self, raw_dir: Path, options: DownloadOptions, network: Callable[[], Network]) -> None:
        self._options, self._network = options, network
        self._journal, self._originals = Journal(raw_dir), Originals(raw_dir)
        self._found: dict[str, Stored | Missing] = {}
        self._before: dict[str, tuple[Download, Path]] = {}  # by address: its newest document

    def fetch(self, addresses: Sequence[str], on_progress: OnProgress) -> list[Stored | Missing]:
        """Fetch what is not there yet and return all in the order of the addresses."""
        self._remember(addresses)
        tasks = [task for address in addresses if (task := self._task(address))]
        on_progress(len(self._found), len(addresses))
        turns = Turns(self._options.pause, self._options.longest_wait)
        visitors = self._visitors(len({task.host for task in tasks}), turns)
        try:
            with closing(outcomes(tasks, visitors, turns)) as coming:  # whatever happens here, nobody goes on asking
                for task, outcome in coming:
                    self._found[task.address] = self._kept(task, outcome)
                    on_progress(len(self._found), len(addresses))
        finally:
            self._journal.save()
        self._journal.finish()
        return [self._found[address] for address in addresses]

    def _remember(self, addresses: Sequence[str]) -> None:
        for address, row in self._journal.last(addresses).items():
            path = self._originals.find(row.doc_id or "")
            if path is not None:
                self._before[address] = (row, path)

    def _task(self, address: str) -> Task | None:
        """Return what is to be asked for; None where nothing is."""
        try:
            url = parse(address)
        except FetchError as failure:
            self._found[address] = _missing(address, failure)
            return None
        if address not in self._before:
            return Task(address, url)
        row, path = self._before[address]
        if row.landing_id == self._journal.run_id:  # fetched before this run was interrupted
            self._found[address] = Stored(address, path)
            return None
        marks = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
        return Task(address, url, row.final_url, tuple((name, mark) for name, mark in marks.items() if mark))

    def _visitors(self, hosts: int, turns: Turns) -> list[AbstractContextManager[Visitor]]:
        if not hosts:
            return []
        # Certificates are verified against those of certifi, or of SSL_CERT_FILE where an operator has set it.
        tls = httpx.create_ssl_context()
        robots = Robots(self._options.user_agent)

        @contextmanager
        def visiting() -> Iterator[Visitor]:
            with Client(self._options, self._network(), tls) as client:
                yield Visitor(client, turns, robots, self._options)

        return [visiting() for _ in range(min(hosts, self._options.hosts_at_once))]

    def _kept(self, task: Task, outcome: Answer | FetchError) -> Stored | Missing:
        """Keep an answer and its row of the journal."""
        if isinstance(outcome, FetchError):
            return _missing(task.address, outcome)
        if outcome.status == 200:
            doc_id, path = self._originals.keep(task.address, outcome.content)
            self._journal.add(self._row(task, outcome, doc_id, len(outcome.content)))
            return Stored(task.address, path)
        if outcome.status == 304 and task.address in self._before:
            row, path = self._before[task.address]
            self._journal.add(self._row(task, outcome, row.doc_id, row.bytes, row))
            return Stored(task.address, path)
        self._journal.add(self._row(task, outcome, None, None))
        return _missing(task.address, _status(outcome.status))

    def _row(
        self, task: Task, answer: Answer, doc_id: str | None, size: int | None, before: Download | None = None
    ) -> Download:
        """Return the row of an answer; what a 304 does not repeat stays as it was before."""
        return Download(
            url=task.address,
            landing_id=self._journal.run_id,
            final_url=str(answer.url),
            status=answer.status,
            etag=_mark(answer, "etag") or (before.etag if before else None),
            last_modified=_mark(answer, "last-modified") or (before.last_modified if before else None),
            content_type=answer.content_type or (before.content_type if before else None),
            charset=answer.charset or (before.charset if before else None),
            doc_id=doc_id,
            bytes=size,
            fetched_at=datetime.now(UTC),
        )


def _mark(answer: Answer, name: str) -> str | None:
    """Return a header that can be sent back as it is."""
    value = answer.headers.get(name, "")
    return value if value and value.isascii() and value.isprintable() else None


def _status(status: int) -> FetchError:
    return FetchError(
        f"http_{status}",
        f"服务器答复 {status}，请检查网址或稍后再试 / the server answers {status}: check the address or try later",
    )


def _missing(address: str, failure: FetchError) -> Missing:
    uri = shown(address)
    return Missing(uri, failure.code, f"{uri}：{failure.detail}", "fetch")
