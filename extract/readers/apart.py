"""Programs that read a file apart from this process: what goes wrong in them, or never ends, costs one document."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from extract.readers.original import ReadError
from extract.readers.package import DAMAGED

_SECONDS: Final = 60.0


def run(
    command: Sequence[str],
    content: bytes = b"",
    folder: Path | None = None,
    seconds: float = _SECONDS,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program on bytes and return what it prints; it and its children are ended when its time is over.

    Raises ReadError: timeout; damaged where the program fails.
    """
    # the program is one of ours or found on PATH: nothing of the command comes from a document
    with subprocess.Popen(  # noqa: S603
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True, env={**os.environ, **(environment or {})},
    ) as process:  # fmt: skip
        try:
            printed, _ = process.communicate(content, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise ReadError(
                "timeout",
                f"{seconds:.0f} 秒没有读完，请另存为新格式 / not read in {seconds:.0f} s: save it in a newer format",
            ) from error
        finally:
            _end(process)
    if process.returncode:
        raise ReadError("damaged", DAMAGED)
    return printed


def run_module(name: str, content: bytes) -> bytes:
    """Run a module of this project on bytes, as `run` does."""
    return run(
        [sys.executable, "-m", name], content, environment={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs, children of an ended program too."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
