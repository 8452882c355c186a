"""`fazhi forget`: withdraws documents at their user's wish, or takes them back, and says what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from extract.landing import LandingError
from extract.withdrawal import withdraw
from warehouse.errors import FazhiError, one_line
from warehouse.intake import tell_waiting
from warehouse.settings import Settings
from warehouse.wording import say


def decide(documents: Sequence[str], settings: Settings, reason: str | None, *, restore: bool) -> Iterator[str]:
    """Record the decisions; yield a line for each, and one that says how they come into force."""
    try:
        decided = withdraw(
            documents, settings.raw_dir, reason, restore=restore, lock_seconds=settings.lock_seconds,
            on_wait=lambda: tell_waiting(settings.raw_dir, Console(stderr=True)),
        )  # fmt: skip
    except LandingError as error:
        raise FazhiError(one_line(error)) from error
    if decided.is_empty():
        yield say("没有改变：早已如此", "nothing changed: it was so already")
        return
    verb = say("已恢复", "taken back") if restore else say("已移除", "withdrawn")
    for row in decided.iter_rows(named=True):
        yield f"{verb}{say('：', ': ')}{row['title'] or row['uri']} ({row['doc_id'][:8]})"
    yield say("运行 fazhi build 后生效", "run `fazhi build` to bring it into force")
