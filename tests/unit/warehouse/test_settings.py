"""Settings come from the environment, are described, and are refused in one line when they make no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.errors import UsageError
from warehouse.settings import PROJECT_ROOT, Settings, load_settings


def test_defaults_lie_in_the_project() -> None:
    settings = Settings()
    assert settings.data_dir == PROJECT_ROOT / "data"
    assert settings.raw_dir == PROJECT_ROOT / "data" / "raw"
    assert settings.warehouse_dir == PROJECT_ROOT / "data" / "warehouse"
    assert settings.reference_dir == PROJECT_ROOT / "data" / "reference"


def test_the_data_directory_takes_raw_and_warehouse_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAZHI_DATA_DIR", str(tmp_path))
    settings = Settings()
    assert settings.raw_dir == tmp_path / "raw"
    assert settings.warehouse_dir == tmp_path / "warehouse"
    assert settings.reference_dir == PROJECT_ROOT / "data" / "reference"


def test_a_directory_of_its_own_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAZHI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("FAZHI_RAW_DIR", str(tmp_path / "elsewhere"))
    assert Settings().raw_dir == tmp_path / "elsewhere"


def test_relative_directories_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_DATA_DIR", "here")
    assert Settings().warehouse_dir == tmp_path / "here" / "warehouse"


def test_empty_variables_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_DATA_DIR", "")
    assert Settings().data_dir == PROJECT_ROOT / "data"


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAZHI_KEEP_BUILDS", "0"),
        ("FAZHI_THREADS", "many"),
        ("FAZHI_MEMORY_LIMIT", "2 elephants"),
        ("FAZHI_DASHBOARD_PORT", "70000"),
        ("FAZHI_LANGUAGE", "fr"),
    ],
)
def test_a_bad_value_names_its_variable_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=name) as caught:
        load_settings()
    assert "\n" not in str(caught.value)
