"""docs/sources.md says what every code of a failed address and every setting means."""

from __future__ import annotations

import re

from tests.conftest import PROJECT_ROOT
from warehouse.settings import Settings

PAGE = (PROJECT_ROOT / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_code_is_explained() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "extract" / "web").glob("*.py")]
    codes = {code for text in sources for code in re.findall(r'FetchError\(\s*"(\w+)"', text)}
    assert len(codes) >= 10
    assert not {code for code in codes if f"`{code}`" not in PAGE}


def test_every_setting_is_explained() -> None:
    names = ("download_pause", "download_timeout", "max_mb", "user_agent", "allow_private")
    rows = {name: f"| `FAZHI_{name.upper()}` | " for name in names}
    assert set(names) <= set(Settings.model_fields)
    assert not {name for name, row in rows.items() if row not in PAGE}
