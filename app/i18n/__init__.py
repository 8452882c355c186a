"""Texts of the dashboard in Chinese and English, read once from the YAML files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True)
class Texts:
    """All texts of one language; calling it with a key gives the text, filled with the named values."""

    lang: str
    entries: dict[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Returns the text of `key`; an unknown key is an error that names the key and the file."""
        try:
            text = self.entries[key]
        except KeyError:
            raise KeyError(f"app/i18n/{self.lang}.yaml has no text '{key}': add it to every language") from None
        return text.format(**values) if values else text

    def code(self, group: str, value: object) -> str:
        """Returns the word for a code of the warehouse such as a basis, or the code itself when it is unknown."""
        return "" if value is None else self.entries.get(f"{group}.{value}", str(value))


def _flatten(prefix: str, node: object) -> dict[str, str]:
    if isinstance(node, dict):
        return {
            key: text
            for name, child in node.items()
            for key, text in _flatten(f"{prefix}.{name}" if prefix else str(name), child).items()
        }
    return {prefix: str(node)}


@lru_cache(maxsize=len(LANGUAGES))
def texts(lang: str) -> Texts:
    """Loads the texts of a language; anything but a known language gives Chinese."""
    known = lang if lang in LANGUAGES else LANGUAGES[0]
    content = (Path(__file__).parent / f"{known}.yaml").read_text(encoding="utf-8")
    return Texts(known, _flatten("", yaml.safe_load(content)))
