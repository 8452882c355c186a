"""Rules of the warehouse's models, read from dbt's manifest: layers, names, keys, descriptions, contracts, sizes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.dbt.builds import PROJECT, Build

Node = dict[str, Any]
PREFIXES = {
    "staging": ("stg_",),
    "intermediate": ("int_",),
    "marts": ("dim_", "fct_", "indicator_", "quality_", "meta_"),
}
MATERIALS = {"staging": "table", "intermediate": "view", "marts": "table"}
VERBS = {"anchor", "check", "choose", "define", "judge", "pair", "pick", "pivot", "rank", "rebase", "resolve"}
VERBS |= {"select", "sum", "weigh"}
LINES_CAP, LINES_TARGET, PARENTS_CAP = 150, 80, 6


@pytest.fixture(scope="module")
def nodes(build: Build) -> dict[str, Node]:
    """Every node of the manifest by its id."""
    found: dict[str, Node] = build.manifest()["nodes"]
    return found


@pytest.fixture(scope="module")
def models(nodes: dict[str, Node]) -> dict[str, Node]:
    """Every model by its name."""
    return {node["name"]: node for node in nodes.values() if node["resource_type"] == "model"}


def _layer(model: Node) -> str:
    """The layer of a model is the first folder of its path."""
    return str(model["path"]).split("/")[0]


def _parents(model: Node) -> list[str]:
    """The ids of the nodes that a model reads."""
    parents: list[str] = model["depends_on"]["nodes"]
    return parents


def _parent_layers(model: Node, nodes: dict[str, Node]) -> set[str]:
    """The layers that a model reads; sources are a layer of their own."""
    return {"source" if parent.startswith("source.") else _layer(nodes[parent]) for parent in _parents(model)}


def test_layers_read_only_what_lies_above_them(nodes: dict[str, Node], models: dict[str, Node]) -> None:
    """Sources end in staging, staging in intermediate; marts never read a source or staging."""
    allowed = {"staging": {"source"}, "intermediate": {"staging", "intermediate"}, "marts": {"intermediate", "marts"}}
    wrong = {name: _parent_layers(model, nodes) - allowed[_layer(model)] for name, model in models.items()}
    assert {name: layers for name, layers in wrong.items() if layers} == {}


def test_every_source_has_one_staging_model(build: Build, models: dict[str, Node]) -> None:
    """Staging is one model a source table, without joins, filters or aggregates."""
    staging = [model for model in models.values() if _layer(model) == "staging"]
    assert sorted(_parents(model)[0] for model in staging) == sorted(build.manifest()["sources"])
    for model in staging:
        assert len(_parents(model)) == 1
        assert not re.search(r"\b(join|where|group by|union|distinct)\b", model["raw_code"]), model["name"]


def test_names_tell_the_layer(models: dict[str, Node]) -> None:
    """stg_<source>__<table>, int_<things>_<verb>, and marts by their kind."""
    for name, model in models.items():
        assert name.startswith(PREFIXES[_layer(model)]), name
        if _layer(model) == "intermediate":
            assert name.rsplit("_", 1)[1] in VERBS, name
        if _layer(model) == "staging":
            assert re.fullmatch(r"stg_[a-z]+__[a-z_]+", name), name


def test_every_mart_has_a_tested_grain(nodes: dict[str, Node], models: dict[str, Node]) -> None:
    """Each mart declares the columns that name a row once."""
    tested = {
        node["attached_node"]
        for node in nodes.values()
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "unique_grain"
    }
    marts = {model["unique_id"] for model in models.values() if _layer(model) == "marts"}
    assert marts - tested == set()


def test_every_model_and_column_is_described_in_both_languages(models: dict[str, Node]) -> None:
    """“中文。/ English.” everywhere."""
    for name, model in models.items():
        for column, text in [("", model["description"]), *((c, d["description"]) for c, d in model["columns"].items())]:
            assert re.search(r"[\u4e00-\u9fff].*。/ [A-Z].*\.$", text), f"{name}.{column}: {text!r}"


def test_every_source_is_described(build: Build) -> None:
    """Each raw table says what it holds."""
    assert [name for name, source in build.manifest()["sources"].items() if not source["description"]] == []


def test_every_mart_has_an_enforced_contract(models: dict[str, Node]) -> None:
    """Types are promised for every column of a mart."""
    for name, model in models.items():
        if _layer(model) == "marts":
            assert model["config"]["contract"]["enforced"] is True, name
            assert all(column["data_type"] for column in model["columns"].values()), name


def test_layers_have_their_schema_and_material(models: dict[str, Node]) -> None:
    """Schemas carry no prefix; staging and marts are tables, intermediate models are views."""
    for name, model in models.items():
        assert model["schema"] == _layer(model), name
        assert model["config"]["materialized"] == MATERIALS[_layer(model)], name


def test_every_model_has_one_yaml_beside_it(models: dict[str, Node]) -> None:
    """x.sql and x.yml, and no file for two models."""
    for name, model in models.items():
        sql = Path(model["original_file_path"])
        assert model["patch_path"] == f"fazhi://{sql.with_suffix('.yml').as_posix()}", name


def test_sql_stays_short(models: dict[str, Node]) -> None:
    """No model above 150 lines, nine in ten within 80, and few inputs each."""
    files = [PROJECT / model["original_file_path"] for model in models.values()]
    lines = sorted(len(file.read_text("utf-8").splitlines()) for file in files)
    assert lines[-1] <= LINES_CAP
    assert lines[int(0.9 * len(lines))] <= LINES_TARGET
    assert max(len(set(_parents(model))) for model in models.values()) <= PARENTS_CAP


def test_no_schema_is_written_into_sql(models: dict[str, Node]) -> None:
    """Models find each other by ref and source only."""
    hard = re.compile(r"\b(?:from|join)\s+(?:staging|intermediate|marts|main)\.|read_parquet", re.IGNORECASE)
    assert [name for name, model in models.items() if hard.search(model["raw_code"])] == []


def test_logic_has_unit_tests(build: Build) -> None:
    """At least a dozen unit tests, spread over the models that decide."""
    units = build.manifest()["unit_tests"].values()
    assert len(units) >= 12
    assert len({unit["model"] for unit in units}) >= 10


def test_descriptions_are_comments_of_the_built_file(build: Build, models: dict[str, Node]) -> None:
    """Every column of the file is described in YAML, and DuckDB shows that description."""
    columns: dict[str, dict[str, str | None]] = {}
    wanted = "select table_name, column_name, comment from duckdb_columns() where not internal"
    for table, column, comment in build.query(wanted):
        columns.setdefault(table, {})[column] = comment
    for name, model in models.items():
        described = {column: data["description"] for column, data in model["columns"].items()}
        assert columns[name] == described, name
    tables: dict[str, str] = dict(
        build.query("select table_name, comment from duckdb_tables() where schema_name = 'marts'")
    )
    assert {name: models[name]["description"] for name in tables} == tables
