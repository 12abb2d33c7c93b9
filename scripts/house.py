"""Rules of the house that no tool knows: short files and functions, a word on what each module is for, no dead names.

scripts/house.py    one line a finding; exit code 1 when there are any

A name is dead when it is written where it is defined and nowhere else in the project; in the plugin, also when only
tests use it. Left out: what Qt and QGIS call, written in camelCase, and what a decorator registers.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = ROOT / "cartes_gouv_plugin"
FOLDERS = ("cartes_gouv_plugin", "emulator", "scripts", "benchmarks", "tests", "docs")
LONGEST_FILE = 400
LONGEST_FUNCTION = 55
# Read by Sphinx, by pytest, and by QGIS from Python's own protocols.
_READ_BY_OTHERS = re.compile(r"docs/conf\.py|tests/.*")
_CAMEL = re.compile(r"[a-z]+[A-Z]")
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def sources() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def lengths(path: Path, text: str, tree: ast.Module) -> Iterator[str]:
    lines = text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{_name(path)}: {lines} lines, more than {LONGEST_FILE}"
    for node in ast.walk(tree):
        if isinstance(node, _Function) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{_name(path)}:{node.lineno}: {node.name} has {length} lines, more than {LONGEST_FUNCTION}"


def docstrings(path: Path, tree: ast.Module) -> Iterator[str]:
    if tree.body and not ast.get_docstring(tree):
        yield f"{_name(path)}: says nowhere what it is for"


def dead_names(trees: dict[Path, ast.Module], words: dict[Path, Counter[str]]) -> Iterator[str]:
    everywhere, tests = Counter[str](), Counter[str]()
    for path, counted in words.items():
        everywhere.update(counted)
        if _name(path).startswith("tests/"):
            tests.update(counted)
    for path, tree in trees.items():
        if _READ_BY_OTHERS.fullmatch(_name(path)):
            continue
        for name, line in _defined(tree):
            if everywhere[name] == 1:
                yield f"{_name(path)}:{line}: nobody uses {name}"
            elif path.is_relative_to(PLUGIN) and everywhere[name] - tests[name] == 1:
                yield f"{_name(path)}:{line}: only tests use {name}"


def _defined(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, (*_Function, ast.ClassDef)):
            if not node.decorator_list and not _is_called_from_outside(node.name):
                yield node.name, node.lineno
        elif isinstance(node, ast.Assign):
            yield from ((target.id, node.lineno) for target in node.targets if isinstance(target, ast.Name))


def _is_called_from_outside(name: str) -> bool:
    return bool(_CAMEL.match(name)) or (name.startswith("_") and name.endswith("_"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> int:
    texts = {path: path.read_text(encoding="utf-8") for path in sources()}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    forms = {path: path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.ui")}
    words = {path: Counter(re.findall(r"\w+", text)) for path, text in {**texts, **forms}.items()}
    findings = list(dead_names(trees, words))
    for path, tree in trees.items():
        findings += [*lengths(path, texts[path], tree), *docstrings(path, tree)]
    print("\n".join(findings) or "house: in order")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
