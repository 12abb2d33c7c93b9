"""Runs inside QGIS with an empty profile: what somebody does who installs the zip, publishes, and removes it again."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pyplugin_installer
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.utils import available_plugins, plugins, unloadPlugin

NAME = "cartes_gouv_plugin"
LOOK_MS = 50
PATIENCE_S = 120
REPORT: dict[str, object] = {}


def steps() -> Iterator[Callable[[], bool]]:
    """Each condition that is yielded holds before the next step; QGIS lives meanwhile."""
    REPORT["before"] = NAME in available_plugins
    installer = pyplugin_installer.instance()
    installer.installFromZipFile(os.environ["ZIP_ARCHIVE"])
    workbench = plugins[NAME].workbench
    REPORT["where"] = sys.modules[NAME].__file__
    REPORT["help"] = sys.modules[f"{NAME}.installation"].help_address("fr").toLocalFile()
    REPORT["algorithms"] = len(QgsApplication.processingRegistry().providerById("cartes_gouv").algorithms())
    yield lambda: workbench.account.standing is not None
    yield from publish(workbench)
    unloadPlugin(NAME)
    REPORT["providers"] = [each.id() for each in QgsApplication.processingRegistry().providers()]
    installer.uninstallPlugin(NAME, quiet=True)
    yield lambda: True
    REPORT["left"] = os.path.exists(str(REPORT["where"]))


def publish(workbench: object) -> Iterator[Callable[[], bool]]:
    """A look of its own, so that the converter that the package carries has work to do."""
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    layer = QgsVectorLayer(f"{world}|layername=disputed_borders", "Frontières disputées", "ogr")
    QgsProject.instance().addMapLayer(layer)
    dock = workbench.dock
    workbench.dock_wanted.emit()
    dock.start_publishing([layer])
    dock.publish_page.datasheet.setEditText("Depuis le paquet")
    yield dock.publish_page.publish.isEnabled
    dock.publish_page.publish.click()
    tracker = workbench.tracker
    yield lambda: bool(tracker.ids()) and tracker.record(tracker.ids()[0]).condition.value in ("done", "failed")
    record = tracker.record(tracker.ids()[0])
    REPORT["condition"] = record.condition.value
    REPORT["failure"] = str(record.failure or "")
    REPORT["served"] = sorted(each.type.value for each in record.publication.served)
    workbench.add_to_project(record.id)
    yield lambda: len(QgsProject.instance().mapLayers()) > 1
    REPORT["layers"] = {each.name(): each.isValid() for each in QgsProject.instance().mapLayers().values()}


class Driver:
    """Takes the steps one after the other; writes the report and ends QGIS at the end, or at the first trouble."""

    def __init__(self) -> None:
        self._steps = steps()
        self._condition: Callable[[], bool] = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition, self._since = next(self._steps), time.monotonic()
            elif time.monotonic() - self._since > PATIENCE_S:
                raise TimeoutError(f"waited {PATIENCE_S} s in vain")
        except StopIteration:
            self._end()
        except Exception:  # noqa: BLE001 - told to the test
            REPORT["error"] = traceback.format_exc()
            self._end()

    def _end(self) -> None:
        Path(os.environ["ZIP_REPORT"]).write_text(json.dumps(REPORT), encoding="utf-8")
        os._exit(0)


DRIVERS: list[Driver] = []
# The window has to be there before anything can be installed into it.
QTimer.singleShot(1500, lambda: DRIVERS.append(Driver()))
