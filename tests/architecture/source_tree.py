"""The project's own source as the architecture tests read it: files, syntax trees, functions, imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ("extract", "warehouse", "app")
CODE = (*PRODUCT, "tests", "benchmarks", "data/reference")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    path: Path

    @property
    def where(self) -> str:
        """Return the path from the project's root."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """Return the dotted name under which it is imported."""
        parts = list(self.path.relative_to(ROOT).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        """Return the source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return the syntax tree."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """Return the number of lines."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """List every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def imports(self) -> Iterator[str]:
        """List the dotted names it imports, wherever in the file the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".")
        keep = len(package) - node.level + (self.path.name == "__init__.py")
        return ".".join(filter(None, [*package[:keep], node.module or ""]))


def modules(*folders: str) -> list[Module]:
    """Parse every Python file below the folders."""
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    return [Module(file) for file in files if "__pycache__" not in file.parts]


def public_objects(module: Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """List the public classes and functions of a module, and the public methods of its public classes."""
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                methods = (item for item in node.body if isinstance(item, Function))
                yield from ((f"{node.name}.{m.name}", m) for m in methods if not m.name.startswith("_"))


def tracked_files() -> list[Path]:
    """List the files that git knows or would take; without git, all but what .gitignore is sure to hide."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        found = [ROOT / line for line in listing.stdout.splitlines()]
    else:
        found = [path for path in ROOT.rglob("*") if not any(part.startswith(".venv") for part in path.parts)]
    return [path for path in found if path.is_file()]


def tracked_links() -> list[Path]:
    """List the symbolic links that git knows: none belongs in the repository."""
    listing = subprocess.run(["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / line.split("\t")[1] for line in listing.stdout.splitlines() if line.startswith("120000 ")]
