"""QGIS layers to cartes.gouv.fr: from chosen layers to a datasheet, its services, and back into the map."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qgis.gui import QgisInterface


class Plugin(Protocol):
    """What QGIS asks of a plugin."""

    def initProcessing(self) -> None: ...

    def initGui(self) -> None: ...

    def unload(self) -> None: ...


def classFactory(iface: QgisInterface | None) -> Plugin:
    """QGIS's entry point; `iface` is None without a window (`qgis_process`).

    Nothing is imported before this call, and whatever goes wrong here ends in a plugin that says so:
    a broken installation must never keep QGIS from starting.
    """
    _find_carried_libraries()
    try:
        from cartes_gouv_plugin.plugin import CartesGouvPlugin

        return CartesGouvPlugin(iface)
    except Exception as error:  # noqa: BLE001 - any cause at all: the stub shows it
        from cartes_gouv_plugin.unavailable import UnavailablePlugin

        return UnavailablePlugin(iface, error)


def _find_carried_libraries() -> None:
    """The installed package carries the libraries that QGIS does not; one that is installed otherwise comes first."""
    carried = str(Path(__file__).resolve().parent / "_vendor")
    if carried not in sys.path:
        sys.path.append(carried)
