"""dbt's own commands work natively: an empty raw layer, another working directory, a lone test, the documentation."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.dbt.builds import Build, run_dbt
from tests.dbt.raw_layer import Document, raw_rows, write_raw_layer


def test_an_empty_raw_layer_builds_from_another_directory(tmp_path: Path) -> None:
    """Typed tables without a row, in a folder with an awkward name, and dbt started outside the project."""
    raw = write_raw_layer(tmp_path / "raw o'clock=1", {})
    done = run_dbt(raw, tmp_path / "build", "build", start_in=tmp_path)
    assert done.code == 0, done.output
    assert done.query("select count(*) from marts.fct_observation") == [(0,)]
    assert done.query("select count(*) > 100 from marts.meta_build") == [(True,)]


def test_a_lone_test_leaves_the_record_of_the_build_alone(build: Build, tmp_path: Path) -> None:
    """`dbt test --select …` on a built file passes and writes no row into meta_build."""
    tmp_path.mkdir(exist_ok=True)
    shutil.copy(build.database, tmp_path / "warehouse.duckdb")
    done = run_dbt(build.target.parent.parent / "raw", tmp_path, "test", "--select", "path:tests/trust")
    assert done.code == 0, done.output
    recorded = "select build_id, node_id from marts.meta_build order by all"
    assert done.query(recorded) == build.query(recorded)


def test_the_documentation_is_generated(build: Build, tmp_path: Path) -> None:
    """`dbt docs generate` describes the built file."""
    shutil.copy(build.database, tmp_path / "warehouse.duckdb")
    done = run_dbt(build.target.parent.parent / "raw", tmp_path, "docs", "generate")
    assert done.code == 0, done.output
    assert (done.target / "catalog.json").stat().st_size > 1000


def test_a_figure_that_is_not_its_span_fails_the_build(invented_documents: list[Document], tmp_path: Path) -> None:
    """One mention and one fact that misquote their text, by a single character, are both caught."""
    rows = raw_rows(invented_documents)
    rows["mentions"][0]["text"] += "0"
    rows["facts"][-1]["start"] -= 1
    raw = write_raw_layer(tmp_path / "raw", rows)
    done = run_dbt(raw, tmp_path / "build", "build", "--select", "stg_raw__documents stg_raw__mentions stg_raw__facts")
    assert done.code == 1, done.output
    assert "FAIL 1 every_mention_is_its_span" in done.output
    assert "FAIL 1 every_fact_is_its_span" in done.output
