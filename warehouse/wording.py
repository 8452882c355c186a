"""Chinese first, English on request: every sentence shown to people is written in both at the place of use."""

from __future__ import annotations

import os


def english() -> bool:
    """Tell whether FAZHI_LANGUAGE asks for English."""
    return os.environ.get("FAZHI_LANGUAGE", "zh").strip().lower().startswith("en")


def say(zh: str, en: str) -> str:
    """Return the Chinese sentence, or the English one when FAZHI_LANGUAGE=en."""
    return en if english() else zh
