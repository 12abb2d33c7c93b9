"""QGIS for scripts: an application with the plugin's installed folder on its path, and a profile of its own."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QMessageLogContext, QtMsgType, qInstallMessageHandler

from scripts.plugin_tree import assemble


@contextmanager
def qgis(folder: Path, locale: str) -> Iterator[QgsApplication]:
    """`folder`: for the plugin and the profile; `locale`: language of the interface, such as `fr_FR`."""
    plugins = folder / "plugins"
    assemble(plugins)
    for name in [name for name in sys.modules if name.split(".")[0] == "cartes_gouv_plugin"]:
        del sys.modules[name]
    sys.path.insert(0, str(plugins))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(folder / "profile")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "profile"))
    qInstallMessageHandler(_say)
    QLocale.setDefault(QLocale(locale))
    application = QgsApplication([], True, str(folder / "profile"))
    application.setOrganizationName("QGIS")
    application.setApplicationName("cartes_gouv_demo")
    application.initQgis()
    QgsApplication.setLocale(QLocale(locale))
    try:
        yield application
    finally:
        application.exitQgis()


def _say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt says, but for the remark of windows that nobody sees on each change of size."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Runs the event loop until `condition` holds; False when it does not within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        QCoreApplication.processEvents()
        time.sleep(0.005)
    return True
