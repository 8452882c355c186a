"""Sizes, names, docstrings and types: what keeps every file readable at a glance."""

from __future__ import annotations

import ast
from statistics import median, quantiles

import pytest

from tests.architecture.source_tree import CODE, PRODUCT, ROOT, Function, Module, modules, public_objects

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "tools"}
EVERYTHING = modules(*CODE)
SHIPPED = modules(*PRODUCT)


def length(node: Function) -> int:
    """Count a function's lines without its decorators."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def tenth_largest(sizes: list[int]) -> float:
    """Return the size that nine of ten stay within."""
    return quantiles(sizes, n=10, method="inclusive")[-1]


def test_no_file_is_over_its_cap() -> None:
    assert not {module.where: module.lines for module in EVERYTHING if module.lines > 500}


def test_no_function_is_over_its_cap() -> None:
    sizes = {f"{module.where}:{node.name}": length(node) for module in EVERYTHING for node in module.functions()}
    assert not {where: size for where, size in sizes.items() if size > 60}


def test_files_are_small_on_the_whole() -> None:
    sizes = [module.lines for module in SHIPPED]
    assert median(sizes) <= 130
    assert tenth_largest(sizes) <= 320


def test_functions_are_small_on_the_whole() -> None:
    sizes = [length(node) for module in SHIPPED for node in module.functions()]
    assert median(sizes) <= 10
    assert tenth_largest(sizes) <= 30


def test_sql_models_are_small() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "dbt_project").glob("models/**/*.sql")
    }
    assert not {where: size for where, size in sizes.items() if size > 150}
    if len(sizes) > 1:
        assert median(sizes.values()) <= 30
        assert tenth_largest(list(sizes.values())) <= 80


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.where)
def test_the_first_line_says_what_the_module_is_for(module: Module) -> None:
    assert (ast.get_docstring(module.tree) or "").strip()


def test_every_public_object_is_documented() -> None:
    bare = [
        f"{module.where}:{name}"
        for module in SHIPPED
        for name, node in public_objects(module)
        if not (ast.get_docstring(node) or "").strip()
    ]
    assert not bare


def test_every_signature_is_typed() -> None:
    bare = [
        f"{module.where}:{node.lineno} {node.name}"
        for module in EVERYTHING
        for node in module.functions()
        if not is_typed(node)
    ]
    assert not bare


def is_typed(node: Function) -> bool:
    """Tell whether a function says the type of what it takes and gives."""
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    untyped = [argument for argument in taken if argument is not None and argument.annotation is None]
    return node.returns is not None and all(argument.arg in {"self", "cls"} for argument in untyped)


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {module.where: {*module.name.split(".")} & VAGUE for module in EVERYTHING}
    assert not {where: names for where, names in parts.items() if names}
