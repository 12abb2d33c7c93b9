"""The dock is as narrow as QGIS's own, in both languages, and nothing in it is cut or lies on something else."""

# ruff: noqa: F811 - the fixtures are those of the other test of the dock

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from cartes_gouv_plugin.core.publication.left_deliveries import LeftDelivery
from cartes_gouv_plugin.gui.workbench import Workbench
from scripts.layout_check import faults
from scripts.translations import compile_into
from tests.qgis.live_dock import published
from tests.qgis.test_dock_pages import PATIENCE_MS, bench, borders  # noqa: F401
from tests.waiting import wait_until

NARROW, TALL = 340, 740
WIDTHS = range(NARROW, 620, 20)
LONG = "une_fiche_dont_le_titre_est_fait_d_un_seul_mot_qui_ne_se_coupe_nulle_part_et_qui_est_long"
Bench = Callable[..., Workbench]


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, qgis_app: object, tmp_path: Path) -> Iterator[str]:
    compile_into(tmp_path)
    translator = QTranslator()
    assert translator.load(str(tmp_path / f"cartes_gouv_plugin_{request.param}.qm"))
    QCoreApplication.installTranslator(translator)
    yield request.param
    QCoreApplication.removeTranslator(translator)


def least(widget: QWidget) -> int:
    QCoreApplication.processEvents()
    return widget.minimumSizeHint().width()


def show_all(widget: QWidget) -> None:
    """Every button that one state or the other offers."""
    for button in widget.findChildren(QPushButton):
        button.show()


def test_every_page_fits_in_a_narrow_dock(bench: Bench, language: str) -> None:
    workbench = bench()
    dock = workbench.dock
    dock.resize(NARROW, TALL)
    published(workbench, f"{LONG}_{language}")
    page = dock.detail_page
    for tab in (page.stages, page.services_tab, page.datasheet_tab, page.events):
        page.tabs.setCurrentWidget(tab)
        show_all(page)
        assert least(page) <= NARROW, tab.objectName()
        assert faults(dock) == [], tab.objectName()
    assert (
        page.datasheet_tab.widget().minimumSizeHint().width() + page.datasheet_tab.verticalScrollBar().width() <= NARROW
    )
    workbench.take_over.panel.show_deliveries([LeftDelivery("1", "2", LONG, LONG, "EPSG:2154", needs_file=True)])
    dock.bar.person.setText("Marie-Antoinette Grenouille de la Tour-Villefranche")
    dock.bar.join.show()
    for each in (dock.bar, dock.list_page, dock.datasheets_page, dock.home, dock.publish_page, dock):
        assert least(each) <= NARROW, type(each).__name__


def test_nothing_is_cut_or_overlaps(bench: Bench, borders: QgsVectorLayer, language: str) -> None:
    workbench = bench()
    dock, page = workbench.dock, workbench.dock.publish_page
    dock.start_publishing([borders])
    page.tms.setChecked(True)
    for group in page.findChildren(QgsCollapsibleGroupBoxBasic):
        group.setCollapsed(False)
    wait_until(lambda: page.publish.isEnabled(), timeout_milliseconds=PATIENCE_MS)
    for width in WIDTHS:
        dock.resize(width, TALL)
        for _turn in range(3):
            QCoreApplication.processEvents()
        assert (width, faults(dock)) == (width, [])
