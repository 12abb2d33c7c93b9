"""Services that an algorithm opens come into the project when asked, dressed, from another thread than the main one."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread

from cartes_gouv_plugin.core.services import plain_style
from cartes_gouv_plugin.processing.algorithm import Surroundings, Words
from cartes_gouv_plugin.processing.create_service import CreateService
from tests.e2e.services_bench import integrated_publication
from tests.emulators import Emulator

SURROUNDINGS = Surroundings(lambda: Words(str, str, str), "0")
RED = "#c81414"


@pytest.fixture
def stored_data(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in (
        ("API_URL", emulator.api_url),
        ("SSO_URL", emulator.sso_url),
        ("ACCESS_TOKEN", emulator.token()),
        ("HOME", str(tmp_path / "home")),
    ):
        monkeypatch.setenv(f"CARTES_GOUV_{name}", value)
    return integrated_publication(emulator, tmp_path).refs.stored_data


def _run_in_background(context: QgsProcessingContext, **inputs: object) -> dict:
    """As the toolbox does."""
    algorithm = CreateService(SURROUNDINGS).create()
    feedback = QgsProcessingFeedback()
    task = QgsProcessingAlgRunnerTask(algorithm, inputs, context, feedback)
    ended, loop = [], QEventLoop()

    def end(succeeded: bool, results: dict) -> None:
        ended.append((succeeded, results))
        loop.quit()

    task.executed.connect(end)
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    ((succeeded, results),) = ended
    assert succeeded, feedback.textLog()
    return results


def test_a_service_is_added_with_its_style_when_asked(qgis_app: object, stored_data: str, tmp_path: Path) -> None:
    style = tmp_path / "points.sld"
    style.write_text(plain_style.sld("points", "Point").replace(plain_style.COLOUR, RED), "utf-8")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())

    _run_in_background(context, STORED_DATA=stored_data, TYPE=0, STYLES=[str(style)], LOAD=True)

    ((identifier, details),) = context.layersToLoadOnCompletion().items()
    layer = context.temporaryLayerStore().mapLayer(identifier)
    assert isinstance(layer, QgsVectorLayer)
    assert details.project is QgsProject.instance()
    assert layer.thread() is QCoreApplication.instance().thread() is QThread.currentThread()
    assert layer.featureCount() == 3
    assert layer.renderer().symbol().color().name() == RED


def test_nothing_is_added_unasked(qgis_app: object, stored_data: str) -> None:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    assert _run_in_background(context, STORED_DATA=stored_data, TYPE=0)["OFFERING"]
    assert context.layersToLoadOnCompletion() == {}
