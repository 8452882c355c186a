"""Progress of a long command: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from warehouse.wording import say

PLAIN_SECONDS: Final = 5.0


class ProgressLine:
    """One running step; `show` may be called as often as there is news."""

    def __init__(self, title: str, console: Console) -> None:
        """Prepare the step; nothing is drawn before the block is entered."""
        self._title = title
        self._console = console
        self._bar: Progress | None = None
        self._task = 0
        self._spoken = 0.0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        """Draw the bar, or print the title."""
        if self._console.is_terminal:
            columns = (
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"),
                TimeElapsedColumn(), TimeRemainingColumn(),
            )  # fmt: skip
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._task = int(self._bar.add_task(self._title, total=None, note=""))
            self._bar.start()
        else:
            self._print(f"{self._title} …")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def show(self, done: int, total: int, note: str = "") -> None:
        """Tell how far the step is, and in a few words what it found; plain lines come at most every few seconds."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=total, note=note)
        elif time.monotonic() - self._spoken >= PLAIN_SECONDS:
            self._print(" ".join(filter(None, (self._title, f"{done}/{total}", note, self._left(done, total)))))

    def _left(self, done: int, total: int) -> str:
        """The time that is left at the pace so far, in plain words."""
        if done * 20 < total or done >= total:  # the first steps tell nothing of the pace
            return ""
        seconds = int((time.monotonic() - self._began) * (total - done) / done)
        return say(f"约剩 {seconds} 秒", f"about {seconds} s left")

    def _print(self, line: str) -> None:
        self._spoken = time.monotonic()
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
