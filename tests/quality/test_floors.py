"""The gate: no measure of reading may fall under its recorded floor, and no label file may change unnoticed.

Labels lie outside the project (tests/quality/gold.py); without them the measuring is skipped and says so.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality import raise_floors
from tests.quality.floors import SETS, below, digests, measured, read_floors
from tests.quality.gold import IS_THERE, REASON

needs_labels = pytest.mark.skipif(not IS_THERE, reason=REASON)


@needs_labels
@pytest.mark.parametrize("label_set", SETS)
def test_the_labels_are_those_that_the_floors_were_measured_with(label_set: str) -> None:
    assert read_floors()[label_set]["gold"] == digests(label_set)


@needs_labels
@pytest.mark.parametrize("label_set", SETS)
def test_no_measure_is_under_its_floor(label_set: str, tmp_path: Path) -> None:
    assert not below(read_floors()[label_set]["floors"], measured(label_set, tmp_path))


def test_every_set_has_floors_for_the_headline_families() -> None:
    floors = read_floors()
    assert floors.keys() == SETS.keys()
    families = ("reconsideration", "litigation", "mediation", "certificates")
    wanted = {f"{family}.{side}" for family in families for side in ("precision", "recall")}
    assert all(wanted <= floors[label_set]["floors"].keys() for label_set in SETS)


def test_below_names_what_fell_and_what_vanished() -> None:
    found = below({"kind": 0.9, "period": 0.5, "spans": 1.0}, {"kind": 0.8999, "spans": 1.0, "new": 0.1})
    assert found.keys() == {"kind", "period"}


class Recorded:
    """A floors file of its own and measures that the test sets."""

    def __init__(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file, self.value, self.digest = file, 0.9, "a"
        monkeypatch.setattr(raise_floors, "FLOORS_FILE", file)
        monkeypatch.setattr(raise_floors, "IS_THERE", True)
        monkeypatch.setattr(raise_floors, "SETS", {"small": ()})
        monkeypatch.setattr(raise_floors, "digests", lambda _: {"labels": self.digest})
        monkeypatch.setattr(raise_floors, "_measured", lambda _: {"kind": self.value})
        monkeypatch.setattr(raise_floors, "read_floors", self.floors)

    def floors(self) -> dict[str, dict[str, dict[str, object]]]:
        found: dict[str, dict[str, dict[str, object]]] = json.loads(self.file.read_text()) if self.file.exists() else {}
        return found

    @property
    def kind(self) -> object:
        return self.floors()["small"]["floors"]["kind"]


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    found = Recorded(tmp_path / "floors.json", monkeypatch)
    assert raise_floors.main([]) == 0
    return found


def test_floors_rise_by_themselves_and_fall_only_on_request(recorded: Recorded) -> None:
    recorded.value = 0.95
    assert raise_floors.main([]) == 0
    recorded.value = 0.94
    assert raise_floors.main([]) == 1
    assert recorded.kind == 0.95
    assert raise_floors.main(["--allow-lower"]) == 0
    assert recorded.kind == 0.94


def test_changed_labels_are_taken_only_on_request(recorded: Recorded, capsys: pytest.CaptureFixture[str]) -> None:
    recorded.digest, recorded.value = "b", 0.99
    assert raise_floors.main([]) == 1
    assert "--new-gold" in capsys.readouterr().err
    assert recorded.kind == 0.9
    assert raise_floors.main(["--new-gold"]) == 0
    assert recorded.floors()["small"]["gold"] == {"labels": "b"}
