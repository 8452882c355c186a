"""What a question to the warehouse may say: one SELECT, over tables and harmless table functions.

DuckDB's own parser reads the statement; its syntax tree is searched, so that spelling, comments and
quoting cannot hide a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import duckdb

from warehouse.errors import FazhiError
from warehouse.wording import say

TABLE_FUNCTIONS: Final = {"range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row"}
SCALAR_REFUSED: Final = {"current_setting", "getenv", "write_log", "json_execute_serialized_sql"}
PREFIX_REFUSED: Final = ("duckdb_", "pragma_", "pg_", "sqlite_")
QUERY_NODES: Final = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
SHOWN: Final = {'"tables"', ""}


class QueryRefusedError(FazhiError):
    """The question is more than one reading SELECT."""


def check_query(sql: str) -> None:
    """Raise QueryRefusedError unless the text is exactly one SELECT that stays within the warehouse."""
    tree = _syntax_tree(sql)
    count = len(tree["statements"])
    if count != 1:
        raise QueryRefusedError(
            say(f"只能提交一条 SELECT 语句，收到 {count} 条", f"give exactly one SELECT statement, not {count}")
        )
    for node in _nodes(tree["statements"]):
        _check_node(node)


def _syntax_tree(sql: str) -> dict[str, Any]:
    with duckdb.connect(":memory:") as connection:
        row = connection.execute("select json_serialize_sql(?)", [sql]).fetchone()
    tree: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    if not tree.get("error"):
        return tree
    if tree.get("error_type") == "not implemented":
        raise QueryRefusedError(
            say("只能提交 SELECT 查询；数据仓只读", "only SELECT is answered: the warehouse is read-only")
        )
    reason = tree.get("error_message", "")
    raise QueryRefusedError(say(f"SQL 写法有误：{reason}", f"the SQL cannot be read: {reason}"))


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


def _check_node(node: dict[str, Any]) -> None:
    kind = str(node.get("type", ""))
    if kind.endswith("_NODE") and kind not in QUERY_NODES:
        raise _refused(kind.removesuffix("_QUERY_NODE").removesuffix("_NODE"))
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in TABLE_FUNCTIONS:
            raise _refused(name)
    elif kind == "SHOW_REF":
        _check_shown(node)
    elif kind == "BASE_TABLE":
        _check_table(node)
    elif node.get("class") == "FUNCTION":
        _check_function(str(node.get("function_name", "")).lower())


def _check_shown(node: dict[str, Any]) -> None:
    shown = str(node.get("table_name", ""))
    special = shown.startswith('"') and node.get("show_type") == "SHOW_SPECIAL"
    if special and shown not in SHOWN:
        raise _refused(f"SHOW {shown.strip(chr(34))}")
    if shown.lower().startswith(PREFIX_REFUSED):
        raise _refused(shown)


def _check_table(node: dict[str, Any]) -> None:
    names = {str(node.get(part, "")).lower() for part in ("table_name", "schema_name")}
    refused = sorted(name for name in names if name.startswith(PREFIX_REFUSED) or name == "sqlite_master")
    if refused:
        raise _refused(refused[0])


def _check_function(name: str) -> None:
    if name in SCALAR_REFUSED or name.startswith(PREFIX_REFUSED):
        raise _refused(name)


def _refused(name: str) -> QueryRefusedError:
    return QueryRefusedError(
        say(
            f"查询中不允许使用 {name}：只能读取本数据仓的表",
            f"{name} is not allowed in a query: only tables of this warehouse can be read",
        )
    )
