"""Imports point one way: extract knows nobody, warehouse knows extract, app knows both; and never in a circle."""

from __future__ import annotations

import pytest

from tests.architecture.source_tree import PRODUCT, Module, modules

ALLOWED = {
    "extract": {"extract"},
    "warehouse": {"extract", "warehouse"},
    "app": {"extract", "warehouse", "app"},
}


def imported_from(module: Module, names: set[str]) -> list[str]:
    return sorted({name for name in module.imports() if name.split(".")[0] in names})


@pytest.mark.parametrize("package", PRODUCT)
def test_no_package_imports_one_above_it(package: str) -> None:
    above = {*PRODUCT, "tests", "benchmarks"} - ALLOWED[package]
    found = {module.where: imported_from(module, above) for module in modules(package)}
    assert not {where: names for where, names in found.items() if names}


@pytest.mark.parametrize("folder", ["app/charts", "app/queries", "extract", "warehouse"])
def test_streamlit_stays_in_the_pages(folder: str) -> None:
    found = {module.where: imported_from(module, {"streamlit"}) for module in modules(folder)}
    assert not {where: names for where, names in found.items() if names}


def test_nothing_imports_in_a_circle() -> None:
    found = {module.name: module for module in modules(*PRODUCT)}
    graph = {name: {other for other in module.imports() if other in found} for name, module in found.items()}
    assert not circle_in(graph)


def test_a_circle_would_be_found() -> None:
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
    assert circle_in({"a": {"a"}}) == ["a"]


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """Take away what imports nothing that is left, until only circles and what stands on them remain."""
    left = dict(graph)
    while True:
        ends = {name for name, needs in left.items() if not needs & left.keys()}
        ends |= {name for name in left if not any(name in needs for needs in left.values())}
        if not ends:
            return sorted(left)
        left = {name: needs for name, needs in left.items() if name not in ends}


def test_no_query_goes_through_the_hidden_connection() -> None:
    forbidden = ("sql", "query", "execute", "read_parquet", "read_csv", "from_df")
    pattern = tuple(f"duckdb.{name}(" for name in forbidden)
    found = [module.where for module in modules(*PRODUCT) if any(call in module.text for call in pattern)]
    assert not found, "use a connection of one's own, never the module's hidden shared one"
