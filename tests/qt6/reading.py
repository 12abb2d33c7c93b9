"""What a source file asks of Qt, resolved against PyQt6: names, attribute chains, comparisons with integers."""

from __future__ import annotations

import ast
import enum
import inspect
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from tests.qt6.qgis_stand_in import QT_MODULES, qt_module

_MISSING = object()


@cache
def _module(name: str) -> ModuleType:
    return qt_module(name)


def findings(source: str, name: str = "<source>") -> list[str]:
    """`name:line: what is wrong on PyQt6`, in the order of the lines."""
    tree = ast.parse(source)
    names, found = _imported(tree)
    found += _chains(tree, names)
    found += _comparisons(tree, names)
    return [f"{name}:{line}: {text}" for line, text in sorted(set(found))]


def _imported(tree: ast.Module) -> tuple[dict[str, object], list[tuple[int, str]]]:
    """The names of a file that come from `qgis.PyQt`, with what they are in PyQt6."""
    names: dict[str, object] = {}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [
                (node.lineno, f"import {each.name}") for each in node.names if each.name.startswith(("PyQt", "PySide"))
            ]
        if not isinstance(node, ast.ImportFrom) or node.module is None:
            continue
        if node.module.split(".")[0] in {"PyQt5", "PyQt6"}:
            found.append((node.lineno, f"from {node.module}: only qgis.PyQt is there on both"))
        module = node.module.rpartition(".")[2]
        if not node.module.startswith("qgis.PyQt.") or module not in QT_MODULES:
            continue
        for each in node.names:
            value = getattr(_module(module), each.name, _MISSING)
            if value is _MISSING:
                found.append((node.lineno, f"PyQt6.{module} has no {each.name}"))
            else:
                names[each.asname or each.name] = value
    return names, found


def _chain(node: ast.AST) -> list[str]:
    """`Qt.ItemDataRole.UserRole` as its parts; empty when the root is not a plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


def _resolve(parts: list[str], names: dict[str, object]) -> object:
    """What a chain stands for in PyQt6; `_MISSING` when it stands for nothing, None when it is not Qt's."""
    if not parts or parts[0] not in names:
        return None
    value = names[parts[0]]
    for part in parts[1:]:
        value = getattr(value, part, _MISSING)
        if value is _MISSING:
            return _MISSING
    return value


def _chains(tree: ast.Module, names: dict[str, object]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            parts = _chain(node)
            if _resolve(parts, names) is _MISSING:
                yield node.lineno, f"PyQt6 has no {'.'.join(parts)}"
            elif node.attr == "exec_":
                yield node.lineno, "exec_() is exec() in PyQt6"


def _comparisons(tree: ast.Module, names: dict[str, object]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_is_number(side) for side in sides):
                yield from (
                    (side.lineno, f"{_told(side)} is no integer in PyQt6") for side in sides if _is_enum(side, names)
                )
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"int", "bool"}:
            if node.args and _is_enum(node.args[0], names):
                yield node.lineno, f"{node.func.id}({_told(node.args[0])}) is not what it was in PyQt5"
        elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
            test = node.test.operand if isinstance(node.test, ast.UnaryOp) else node.test
            if _is_enum(test, names):
                yield node.lineno, f"{_told(test)} is always true in PyQt6"


def _told(node: ast.AST) -> str:
    return ast.unparse(node)


def _is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool)


def _is_enum(node: ast.AST, names: dict[str, object]) -> bool:
    """An enumeration's member, or the answer of a method that only ever gives one. Those that are integers are not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return not node.args and node.func.attr in enum_methods()
    value = _resolve(_chain(node), names)
    return isinstance(value, enum.Enum) and not isinstance(value, (enum.IntEnum, enum.Flag))


@cache
def enum_methods() -> frozenset[str]:
    """Names of methods without argument that give a plain enumeration's member in every Qt class that has them."""
    plain: set[str] = set()
    other: set[str] = set()
    for module in map(_module, ("QtCore", "QtGui", "QtWidgets", "QtNetwork")):
        for owner in filter(inspect.isclass, vars(module).values()):
            for name in dir(owner):
                for kind in re.findall(r"->\s*([\w.]+)", _signatures(owner, name)):
                    (plain if _is_plain_enum(module, owner, kind) else other).add(name)
    return frozenset(plain - other)


def _signatures(owner: type, name: str) -> str:
    """What PyQt6 says a method takes and gives; empty for an attribute that only instances have."""
    try:
        return getattr(owner, name).__doc__ or ""
    except AttributeError:
        return ""


def _is_plain_enum(module: ModuleType, owner: type, kind: str) -> bool:
    for start in (module, owner, _module("QtCore"), _module("QtGui")):
        value: object = start
        for part in kind.split("."):
            value = getattr(value, part, _MISSING)
        if inspect.isclass(value):
            return issubclass(value, enum.Enum) and not issubclass(value, (enum.IntEnum, enum.Flag))
    return False
