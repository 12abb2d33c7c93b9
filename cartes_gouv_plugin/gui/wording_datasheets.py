"""The sentences of the list of datasheets."""

from __future__ import annotations

from enum import Enum

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.catalogue import ListedDatasheet
from cartes_gouv_plugin.core.datasheets.standing import DatasheetState


class Order(Enum):
    """How the list may be sorted."""

    NAME = "name"
    LATEST = "latest"
    STATE = "state"


def order(which: Order) -> str:
    return {
        Order.NAME: QCoreApplication.translate("CartesGouv", "By name"),
        Order.LATEST: QCoreApplication.translate("CartesGouv", "Latest first"),
        Order.STATE: QCoreApplication.translate("CartesGouv", "By state"),
    }[which]


def state(sheet: ListedDatasheet) -> str:
    """Where a datasheet stands."""
    if sheet.state is DatasheetState.PUBLISHED:
        return QCoreApplication.translate("CartesGouv", "Published (%n service(s))", "", sheet.publications)
    return {
        DatasheetState.NOT_PUBLISHED: QCoreApplication.translate("CartesGouv", "Not published"),
        DatasheetState.TO_RESUME: QCoreApplication.translate("CartesGouv", "To resume: the delivery is unfinished"),
        DatasheetState.FAILED: QCoreApplication.translate("CartesGouv", "Failed"),
        DatasheetState.UNKNOWN: QCoreApplication.translate("CartesGouv", "State being asked…"),
    }[sheet.state]


def line(sheet: ListedDatasheet) -> str:
    """Where a datasheet stands and, when it is somebody else's, whose it is."""
    if sheet.mine:
        return state(sheet)
    if sheet.by:
        text = QCoreApplication.translate("CartesGouv", "{state} · {owner}, read-only")
        return text.format(state=state(sheet), owner=sheet.by)
    return QCoreApplication.translate("CartesGouv", "{state} · somebody else's, read-only").format(state=state(sheet))


def as_of(reason: str, moment: str) -> str:
    """An older list is shown, as the platform does not answer."""
    text = QCoreApplication.translate("CartesGouv", "{reason} This is the list of {moment}.")
    return text.format(reason=reason, moment=moment)


def listing() -> str:
    return QCoreApplication.translate("CartesGouv", "Listing the datasheets…")


def none_of_mine() -> str:
    return QCoreApplication.translate(
        "CartesGouv", "None of the datasheets is yours yet. “Everybody's” shows those of others."
    )


def nothing_found() -> str:
    return QCoreApplication.translate("CartesGouv", "No datasheet has these words in its title.")
