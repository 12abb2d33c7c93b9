"""The timeline of a publication: what happened, the latest first."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtWidgets import QTreeWidget, QTreeWidgetItem

from cartes_gouv_plugin.core.publication.record import Event
from cartes_gouv_plugin.gui import quantities, wording


def show_events(tree: QTreeWidget, events: Sequence[Event]) -> None:
    """Adds what is new; what is there keeps its place and stays chosen."""
    if tree.topLevelItemCount() > len(events) or not _goes_on(tree, events):
        tree.clear()
    for event in events[tree.topLevelItemCount() :]:
        tree.insertTopLevelItem(0, QTreeWidgetItem(_line(event)))
    for column in range(tree.columnCount()):
        tree.resizeColumnToContents(column)


def _goes_on(tree: QTreeWidget, events: Sequence[Event]) -> bool:
    """Is what is shown the beginning of these events?"""
    shown = tree.topLevelItemCount()
    return not shown or [tree.topLevelItem(0).text(0), tree.topLevelItem(0).text(1)] == _line(events[shown - 1])


def _line(event: Event) -> list[str]:
    return [quantities.moment(event.at), wording.event_line(event)]
