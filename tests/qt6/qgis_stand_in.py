"""`qgis.PyQt` over PyQt6, and empty classes for what QGIS brings besides.

QGIS 4 has no Python package that can be installed alone. Its `qgis.PyQt` is PyQt6 with three names put back into
QtWidgets (read in QGIS's own `python/PyQt/PyQt6`); the other modules only have to let ours be imported.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Callable

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtXml", "QtSvg", "QtTest")
_PUT_BACK = {"QtWidgets": ("QtGui", ("QAction", "QActionGroup", "QShortcut"))}
_EMPTY = ("qgis.core", "qgis.gui", "qgis.utils", "qgis.analysis", "processing", "osgeo")
_EMPTY += ("bridgestyle.qgis", "bridgestyle.qgis.expressions", "bridgestyle.sld", "bridgestyle.mapboxgl")


class _Anything(type):
    """A class every attribute of which is another such class: enough for `Qgis.MessageLevel.Info` and the like."""

    def __getattr__(cls, name: str) -> _Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Anything(name, (object,), {})
        setattr(cls, name, made)
        return made

    def __or__(cls, other: object) -> _Anything:
        return cls

    __ror__ = __or__


class _Empty(types.ModuleType):
    """A module that has every class. Widgets are real ones, so that forms and docks can be built."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        anything = {"__init__": lambda _self, *_given: None, "__getattr__": _answer}
        made = _widget(name) if self.__name__ == "qgis.gui" else _Anything(name, (object,), anything)
        setattr(self, name, made)
        return made


def _answer(_object: object, name: str) -> Callable[..., str]:
    """What QGIS's own objects are asked while a form is built: nothing comes of it."""
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *_given: ""


def _checkable_box() -> type:
    """`QgsCheckableComboBox`, whose signal and items forms use as they are built."""
    combo_box = importlib.import_module("PyQt6.QtWidgets").QComboBox
    contents = {
        "checkedItemsChanged": importlib.import_module("PyQt6.QtCore").pyqtSignal(list),
        "addItemWithCheckState": lambda self, text, _state, data=None: self.addItem(text, data),
        "checkedItems": lambda _self: [],
        "checkedItemsData": lambda _self: [],
        "__getattr__": _setter,
    }
    return type("QgsCheckableComboBox", (combo_box,), contents)


def _widget(name: str) -> type:
    if name == "QgsCheckableComboBox":
        return _checkable_box()
    widgets = importlib.import_module("PyQt6.QtWidgets")
    kinds = {
        "DockWidget": widgets.QDockWidget,
        "GroupBox": widgets.QGroupBox,
        "GroupBoxBasic": widgets.QGroupBox,
        "Dialog": widgets.QDialog,
    }
    base = next((kind for end, kind in kinds.items() if name.endswith(end)), widgets.QWidget)
    signals = {"collapsedStateChanged": importlib.import_module("PyQt6.QtCore").pyqtSignal(bool)}
    return type(name, (base,), {"__getattr__": _setter, **(signals if name.endswith("GroupBoxBasic") else {})})


def _application() -> type:
    """`QgsApplication` as far as pages ask it: for icons, and for its language."""
    icon = importlib.import_module("PyQt6.QtGui").QIcon
    answers = {"getThemeIcon": staticmethod(lambda _name: icon()), "locale": staticmethod(lambda: "fr_FR")}
    return type("QgsApplication", (), answers)


def _setter(widget: object, name: str) -> Callable[..., None]:
    """A form sets properties that only QGIS's own widgets have."""
    if not name.startswith("set"):
        raise AttributeError(name)
    return lambda *_values: None


def qt_module(name: str) -> types.ModuleType:
    """`qgis.PyQt.<name>` as QGIS 4 has it."""
    module = types.ModuleType(f"qgis.PyQt.{name}")
    module.__dict__.update(
        (key, value)
        for key, value in vars(importlib.import_module(f"PyQt6.{name}")).items()
        if not key.startswith("__")
    )
    source, names = _PUT_BACK.get(name, ("QtCore", ()))
    for each in names:
        setattr(module, each, getattr(importlib.import_module(f"PyQt6.{source}"), each))
    return module


def install() -> None:
    """Makes `import qgis…` mean these modules, for the rest of the process."""
    if "qgis" in sys.modules:
        return
    root, bindings = types.ModuleType("qgis"), types.ModuleType("qgis.PyQt")
    root.__path__ = bindings.__path__ = []
    sys.modules.update({"qgis": root, "qgis.PyQt": bindings})
    for name in QT_MODULES:
        module = qt_module(name)
        setattr(bindings, name, module)
        sys.modules[f"qgis.PyQt.{name}"] = module
    for name in ("uic", "sip"):
        module = importlib.import_module(f"PyQt6.{name}")
        setattr(bindings, name, module)
        sys.modules[f"qgis.PyQt.{name}"] = module
    for name in _EMPTY:
        empty = _Empty(name)
        empty.__path__ = []
        sys.modules[name] = empty
    sys.modules["qgis.core"].QgsApplication = _application()
    root.PyQt, root.core, root.gui = bindings, sys.modules["qgis.core"], sys.modules["qgis.gui"]
