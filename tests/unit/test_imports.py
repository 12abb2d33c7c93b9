"""Who may import whom: the architecture's rules, read from the syntax tree of every file of the package."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "cartes_gouv_plugin"
FILES = sorted(path for path in (ROOT / PACKAGE).rglob("*.py") if "_vendor" not in path.parts)

# Where the plugin's own files are: a leaf that every room but the core may ask.
INSTALLATION = f"{PACKAGE}.installation"
# What each room may import beside the standard library; longest name first.
ALLOWED = {
    f"{PACKAGE}.core": (f"{PACKAGE}.core", "requests", "urllib3"),
    # QtGui is colours, images and the desktop's address handler, no widgets.
    f"{PACKAGE}.bridge": (
        f"{PACKAGE}.bridge",
        f"{PACKAGE}.core",
        f"{PACKAGE}._vendor",
        "bridgestyle",
        "osgeo",
        "qgis.core",
        "qgis.PyQt.QtCore",
        "qgis.PyQt.QtGui",
        "qgis.PyQt.QtNetwork",
        "qgis.PyQt.QtXml",
        "qgis.PyQt.sip",
        "socks",
    ),
    f"{PACKAGE}.processing": (
        f"{PACKAGE}.processing",
        f"{PACKAGE}.bridge",
        f"{PACKAGE}.core",
        "qgis.core",
        "qgis.PyQt.QtCore",
        "qgis.PyQt.QtGui",
    ),
    f"{PACKAGE}.gui": (f"{PACKAGE}.gui", f"{PACKAGE}.bridge", f"{PACKAGE}.core", "qgis"),
    PACKAGE: (PACKAGE, "qgis"),
}
# The windows neither speak to the network, nor wait, nor read files of data by themselves.
FORBIDDEN_IN_GUI = ("requests", "sqlite3", "threading", "concurrent", "qgis.PyQt.QtNetwork", f"{PACKAGE}.processing")
ENTREPOT = f"{PACKAGE}.core.entrepot"


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.Module) -> list[tuple[int, str, bool]]:
    """(line, module or module.name, at import time?) for each import; relative ones begin with a dot."""
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for child in ast.walk(node)
    }
    inside = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for child in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        at_import = id(node) not in typing_only and id(node) not in inside
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name, at_import) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            found += [(node.lineno, f"{base}.{alias.name}", at_import) for alias in node.names]
    return found


def is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def refused(module: str, name: str) -> bool:
    """Is `module` forbidden to import `name`?"""
    if name.startswith("."):
        return True
    room = next(room for room in ALLOWED if is_in(module, room))
    if room == f"{PACKAGE}.gui" and any(is_in(name, word) for word in FORBIDDEN_IN_GUI):
        return True
    if is_in(module, ENTREPOT) and is_in(name, f"{PACKAGE}.core") and not is_in(name, ENTREPOT):
        return not any(is_in(name, f"{PACKAGE}.core.{low}") for low in ("errors", "progress"))
    if is_in(name, INSTALLATION) and room != f"{PACKAGE}.core":
        return False
    if name.partition(".")[0] in sys.stdlib_module_names:
        return False
    return not any(is_in(name, allowed) for allowed in ALLOWED[room])


@pytest.mark.parametrize("path", FILES, ids=[module_of(path) for path in FILES])
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    module, tree = module_of(path), ast.parse(path.read_text(encoding="utf-8"))
    wrong = [f"line {line}: {name}" for line, name, _ in imports_of(tree) if refused(module, name)]
    assert not wrong, f"{module} may not import {wrong}"


def test_the_rules_refuse_what_they_are_for() -> None:
    assert refused(f"{PACKAGE}.core.entrepot.client", "qgis.core.QgsProject")
    assert refused(f"{PACKAGE}.core.entrepot.client", f"{PACKAGE}.core.publication.tags")
    assert refused(f"{PACKAGE}.core.publication.workflow", f"{PACKAGE}.bridge.tasks")
    assert refused(f"{PACKAGE}.bridge.tasks", "qgis.PyQt.QtWidgets.QLabel")
    assert refused(f"{PACKAGE}.bridge.tasks", "qgis.gui.QgsFileWidget")
    assert refused(f"{PACKAGE}.bridge.tasks", "qgis.utils.iface")
    assert refused(f"{PACKAGE}.gui.dock", "requests")
    assert refused(f"{PACKAGE}.gui.dock", "sqlite3")
    assert refused(f"{PACKAGE}.gui.dock", ".wording")
    assert not refused(f"{PACKAGE}.gui.dock", "qgis.PyQt.QtWidgets.QLabel")
    assert not refused(f"{PACKAGE}.core.entrepot.transport", "requests")


def test_no_file_waits_for_itself() -> None:
    """No cycle among the imports that run when a file is imported."""
    modules = {module_of(path): path for path in FILES}
    edges: dict[str, set[str]] = {}
    for module, path in modules.items():
        names = [name for _, name, now in imports_of(ast.parse(path.read_text(encoding="utf-8"))) if now]
        edges[module] = {target for name in names if (target := _known(name, modules)) and target != module}
    waiting = dict(edges)
    while free := [module for module, needed in waiting.items() if not needed & waiting.keys()]:
        for module in free:
            del waiting[module]
    assert not waiting, f"a cycle among {sorted(waiting)}"


def _known(name: str, modules: dict[str, Path]) -> str | None:
    """The file that `from a.b import c` runs: `a.b.c` if that is a file, else `a.b`."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None
