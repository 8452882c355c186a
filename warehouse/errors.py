"""The one family of errors that the command line shows as a single line: what, where, what to do."""

from __future__ import annotations

from typing import Final

EXIT_OK: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_QUARANTINED: Final = 3


class FazhiError(Exception):
    """A failure that the person at the keyboard can act on; its text is one line."""

    exit_code: int = EXIT_FAILED

    def __init__(self, message: str, *, details: tuple[str, ...] = ()) -> None:
        """Keep the line, and further lines (such as one per failed test) that are printed before it."""
        super().__init__(message)
        self.details = details


class UsageError(FazhiError):
    """The command was called with a value that cannot be meant."""

    exit_code = EXIT_USAGE


def one_line(text: object, limit: int = 400) -> str:
    """Fold any message into one line of bounded length."""
    folded = " ".join(str(text).split())
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"
