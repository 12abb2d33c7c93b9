"""The publish form by the keyboard alone: where Tab leads, and what a screen reader says there."""

from __future__ import annotations

from pytest_qgis.utils import wait
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QWidget

from cartes_gouv_plugin.gui.publish_page import PublishPage
from tests.qgis.test_publish_form import LAYOUT_MS, canvas, form, layers  # noqa: F401 - fixtures
from tests.waiting import wait_until

MOST_STOPS = 120


def _stops(page: PublishPage) -> list[QWidget]:
    """Where Tab leads from the title on, until the button."""
    page.activateWindow()
    page.datasheet.setFocus()
    wait_until(lambda: QApplication.focusWidget() is not None, timeout_milliseconds=5_000)
    found = [QApplication.focusWidget()]
    while found[-1] is not page.publish and len(found) < MOST_STOPS:
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    return found


def _unfold(page: PublishPage) -> None:
    for group in page.findChildren(QWidget):
        if hasattr(group, "setCollapsed"):
            group.setCollapsed(False)
    wait(LAYOUT_MS)


def _is_named(widget: QWidget, page: PublishPage) -> bool:
    labels = [label.text() for label in page.findChildren(QLabel) if label.buddy() in (widget, widget.parentWidget())]
    own = [getattr(widget, name)() for name in ("text", "title") if hasattr(widget, name)]
    above = widget.parentWidget().accessibleName() if widget.parentWidget() is not None else ""
    return any((widget.accessibleName(), widget.toolTip(), above, *labels, *own))


def test_tab_goes_down_the_form_and_ends_at_the_button(form: PublishPage) -> None:  # noqa: F811
    form.datasheet.setEditText("Au clavier")
    _unfold(form)
    wait_until(form.publish.isEnabled, timeout_milliseconds=30_000)
    stops = _stops(form)
    assert stops[-1] is form.publish
    inside = [stop for stop in stops if form.scroll.widget().isAncestorOf(stop)]
    assert {form.wfs, form.tms, form.technicalName} <= set(inside)
    assert len(inside) > 20, "the options of the services too"
    origin = form.scroll.widget()
    bands = [(stop.mapTo(origin, stop.rect().topLeft()).y(), stop.height(), stop.objectName()) for stop in inside]
    backwards = [(upper, lower) for upper, lower in zip(bands, bands[1:]) if lower[0] + lower[1] <= upper[0]]
    assert backwards == []
    nameless = [stop.objectName() for stop in inside if not _is_named(stop, form)]
    assert nameless == []
