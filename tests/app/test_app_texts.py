"""Every text is in every language, every key that the code uses exists, and no Chinese stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app import main, unmapped_list
from app.i18n import LANGUAGES, texts
from app.queries.headline import HEADLINES
from app.views import quality

APP = Path(main.__file__).parent
MODULES = sorted(APP.rglob("*.py"))
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yields the string constants of a module without its docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def used_keys(tree: ast.AST) -> Iterator[str]:
    """Yields the keys of calls such as texts("page.overview") or context.texts("…")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for choice in choices:
                if name in {"texts", "words"} and isinstance(choice, ast.Constant) and "." in str(choice.value):
                    yield str(choice.value)


def test_languages_have_the_same_keys() -> None:
    zh, en = (set(texts(lang).entries) for lang in LANGUAGES)
    assert zh ^ en == set()


def test_placeholders_agree() -> None:
    def fields(lang: str, key: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(texts(lang).entries[key]) if name}

    assert [key for key in texts("zh").entries if fields("zh", key) != fields("en", key)] == []


def test_english_has_no_chinese() -> None:
    entries = texts("en").entries
    assert [key for key, text in entries.items() if CHINESE.search(text) and key != "brand.language"] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_used_keys_exist(module: Path) -> None:
    missing = [key for key in used_keys(ast.parse(module.read_text("utf-8"))) if key not in texts("zh").entries]
    assert missing == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(APP)))
def test_no_chinese_in_code(module: Path) -> None:
    found = [node.value for node in strings(ast.parse(module.read_text("utf-8"))) if CHINESE.search(str(node.value))]
    assert [text for text in found if text != "；"] == []


def test_computed_keys_exist() -> None:
    needed = [f"about.{key}" for key in HEADLINES] + [f"indicator.{key}" for key in HEADLINES]
    needed += [f"type.{kind}" for headline in HEADLINES.values() for kind in headline.types]
    needed += [f"filter.{headline.type_column}" for headline in HEADLINES.values() if headline.type_column]
    needed += [key for *_, key in main.PAGES]
    needed += [f"part.{part}" for part in quality.PARTS] + [f"col.{name}" for name in unmapped_list.COLUMNS]
    needed += [f"chart.note_{state}" for state in ("small", "other_base", "uncounted", "missing")]
    assert [key for key in needed if key not in texts("en").entries] == []


def test_unknown_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"zh\.yaml has no text 'no\.such'"):
        texts("zh")("no.such")


def test_unknown_code_is_shown_as_it_is() -> None:
    assert texts("zh").code("verdict", "new_verdict") == "new_verdict"
    assert texts("zh").code("verdict", None) == ""
