"""Runs inside QGIS with an empty profile: what somebody does who installs the zip, publishes, and removes it again."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pyplugin_installer
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer
from qgis.utils import available_plugins, plugins, unloadPlugin

# The folder of the script alone: in the root, Python would find the plugin's sources.
sys.path.append(os.environ["ZIP_SCRIPTS"])

from walk import Condition, Walk, leave

NAME = "cartes_gouv_plugin"
PATIENCE_S = 120
REPORT: dict[str, object] = {}


def steps() -> Iterator[Condition]:
    REPORT["before"] = NAME in available_plugins
    installer = pyplugin_installer.instance()
    installer.installFromZipFile(os.environ["ZIP_ARCHIVE"])
    workbench = plugins[NAME].workbench
    REPORT["where"] = sys.modules[NAME].__file__
    REPORT["help"] = sys.modules[f"{NAME}.installation"].help_address("fr").toLocalFile()
    REPORT["algorithms"] = len(QgsApplication.processingRegistry().providerById("cartes_gouv").algorithms())
    workbench.dock_wanted.emit()
    yield lambda: workbench.account.standing is not None
    yield from publish(workbench)
    unloadPlugin(NAME)
    REPORT["providers"] = [each.id() for each in QgsApplication.processingRegistry().providers()]
    installer.uninstallPlugin(NAME, quiet=True)
    yield lambda: True
    REPORT["left"] = os.path.exists(str(REPORT["where"]))


def publish(workbench: object) -> Iterator[Condition]:
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    layer = QgsVectorLayer(f"{world}|layername=disputed_borders", "Frontières disputées", "ogr")
    QgsProject.instance().addMapLayer(layer)
    dock = workbench.dock
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
    REPORT["layers"] = {each.id(): each.isValid() for each in QgsProject.instance().mapLayers().values()}


def end(trouble: str) -> None:
    REPORT["error"] = trouble
    Path(os.environ["ZIP_REPORT"]).write_text(json.dumps(REPORT), encoding="utf-8")
    leave(trouble)


WALKS: list[Walk] = []
# The window has to be there before anything can be installed into it.
QTimer.singleShot(1500, lambda: WALKS.append(Walk(steps(), end, patience_s=PATIENCE_S)))
