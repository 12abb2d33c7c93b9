"""The pages that show publications, run on PyQt6: list, delegate, stage strip, detail, and every sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.qt6 import qgis_stand_in

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
qgis_stand_in.install()

from PyQt6.QtCore import QObject, QPoint, Qt, pyqtSignal  # noqa: E402 - after the stand-in
from PyQt6.QtTest import QTest  # noqa: E402
from PyQt6.QtWidgets import QApplication, QWidget  # noqa: E402

from cartes_gouv_plugin.core.errors import ChecksFailed  # noqa: E402
from cartes_gouv_plugin.core.publication.decision import WaitReason  # noqa: E402
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus  # noqa: E402
from cartes_gouv_plugin.core.publication.record import (  # noqa: E402
    CheckState,
    Condition,
    Event,
    EventKind,
    Failure,
    PublicationRecord,
    StageState,
)
from cartes_gouv_plugin.gui import wording  # noqa: E402
from cartes_gouv_plugin.gui.detail_page import DetailPage  # noqa: E402
from cartes_gouv_plugin.gui.list_page import ListPage  # noqa: E402
from cartes_gouv_plugin.gui.publications_model import PublicationsModel  # noqa: E402

FEWEST_COLOURS = 12


@pytest.fixture(scope="module")
def application() -> QApplication:
    return QApplication.instance() or QApplication([])


def record(condition: Condition) -> PublicationRecord:
    """A publication in this condition, named after it."""
    publication = Publication(condition.value, "ds", f"Fiche « {condition.value} »", "technical", "EPSG:2154")
    stages = {stage: StageState() for stage in Stage}
    stages[Stage.EXPORT] = StageState(StageStatus.SUCCESSFUL, started=1.0, finished=3.0)
    stages[Stage.UPLOAD] = StageState(
        StageStatus.IN_PROGRESS, 0.4, bytes_done=4_000_000, bytes_total=10_000_000, rate=1e6, started=3.0
    )
    failure = None
    if condition is Condition.FAILED:
        stages[Stage.CHECKS] = StageState(
            StageStatus.FAILED, checks=(CheckState("Vérification vecteur", StageStatus.FAILED),)
        )
        failure = Failure.of(Stage.CHECKS, ChecksFailed(("Vérification vecteur: SRS",)))
    return PublicationRecord(publication, condition, stages, failure, created=1.0, changed=4.0)


class Followed(QObject):
    """What the pages know of the tracker."""

    added = pyqtSignal(str)
    changed = pyqtSignal(str)
    removed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.records = {condition.value: record(condition) for condition in Condition}
        self.resumed: list[str] = []

    def ids(self) -> tuple[str, ...]:
        return tuple(self.records)

    def record(self, publication_id: str) -> PublicationRecord | None:
        return self.records.get(publication_id)

    def events(self, _publication_id: str) -> tuple[Event, ...]:
        return tuple(Event(float(at), kind, Stage.UPLOAD, "…") for at, kind in enumerate(EventKind))

    def report(self, publication_id: str) -> str:
        return f"report of {publication_id}"

    def resume(self, publication_id: str) -> None:
        self.resumed.append(publication_id)

    def stop_publication(self, publication_id: str) -> None:
        self.resumed.append(publication_id)


@pytest.fixture
def followed(application: QApplication) -> Iterator[Followed]:
    yield Followed()
    application.processEvents()


def colours_of(widget: QWidget) -> int:
    """How many colours the widget shows: an empty one has two or three."""
    widget.resize(420, 640)
    picture = widget.grab().toImage()
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)})


def test_the_list_is_painted_and_opened_by_a_click(followed: Followed) -> None:
    page = ListPage(PublicationsModel(followed))
    opened: list[str] = []
    page.opened.connect(opened.append)
    assert colours_of(page) > FEWEST_COLOURS
    rectangle = page.publications.visualRect(page.publications.model().index(0, 0))
    QTest.mouseClick(
        page.publications.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(rectangle.center().x(), rectangle.center().y()),
    )
    assert opened == ["active"]


def test_the_list_is_searched(followed: Followed) -> None:
    page = ListPage(PublicationsModel(followed))
    page.search.setText("FAILED")
    assert page.publications.model().rowCount() == 1


@pytest.mark.parametrize("condition", list(Condition), ids=lambda condition: condition.value)
def test_a_publication_is_shown(condition: Condition, followed: Followed) -> None:
    page = DetailPage(followed)
    page.show_publication(condition.value)
    assert colours_of(page) > FEWEST_COLOURS
    assert page.title.text() == f"Fiche « {condition.value} »"
    followed.changed.emit(condition.value)


def test_a_failed_publication_is_resumed_by_its_button(followed: Followed) -> None:
    page = DetailPage(followed)
    page.show_publication("failed")
    page.resume.click()
    assert followed.resumed == ["failed"]


def test_every_status_has_its_sentence(application: QApplication) -> None:
    told = [wording.stage(each) for each in Stage] + [wording.status(each) for each in StageStatus]
    told += [wording.waiting(each, "ODD") for each in WaitReason] + [wording.event(each) for each in EventKind]
    told += [wording.summary(record(each)) for each in Condition]
    assert all(told)
