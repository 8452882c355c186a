"""Colours of the charts for a light and a dark page, told apart by colour-blind readers too (Okabe and Ito)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Palette:
    """Colours by role; none of them says good or bad."""

    ink: str
    muted: str
    faint: str
    page: str
    main: str
    accent: str
    severities: dict[str, str]


LIGHT: Final = Palette(
    ink="#22262b",
    muted="#6a7078",
    faint="#b9bdc2",
    page="#fbfaf7",
    main="#0072b2",
    accent="#d55e00",
    severities={"error": "#d55e00", "warning": "#e69f00", "info": "#56b4e9", "ok": "#b9bdc2"},
)
DARK: Final = Palette(
    ink="#e8e6e1",
    muted="#a5afba",
    faint="#5a646f",
    page="#14181d",
    main="#56b4e9",
    accent="#ff8a4c",
    severities={"error": "#ff8a4c", "warning": "#e69f00", "info": "#56b4e9", "ok": "#5a646f"},
)


def palette(theme: str | None) -> Palette:
    """Returns the palette of the page's theme; unknown means light."""
    return DARK if theme == "dark" else LIGHT
