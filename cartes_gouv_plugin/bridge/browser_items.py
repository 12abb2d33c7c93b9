"""The platform in QGIS's browser panel: datastores, their datasheets, and the services of each, as layers to drag.

What is below a datastore is asked for when it is opened, by QGIS itself, on a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from qgis.core import (
    Qgis,
    QgsDataCollectionItem,
    QgsDataItem,
    QgsDataItemProvider,
    QgsDataProvider,
    QgsErrorItem,
    QgsLayerItem,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import CartesGouvError

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.account import Account
    from cartes_gouv_plugin.bridge.connection import Connection
    from cartes_gouv_plugin.bridge.layers import Source
    from cartes_gouv_plugin.core.publication.publication import ServedLayer

NAME = "cartes.gouv.fr"
ROOT = "cartes_gouv:"


class Session(Protocol):
    """Who is signed in, and the way to the platform."""

    account: Account
    connection: Connection


@dataclass(frozen=True)
class Face:
    """What items show. `explain`: an error as a sentence for people; `platform` and `datasheet`: icons of QtGui."""

    explain: Callable[[CartesGouvError], str]
    platform: Any
    datasheet: Any


class BrowserItems(QgsDataItemProvider):
    """`session` is called on the main thread when somebody opens the node; None while there can be none."""

    def __init__(self, session: Callable[[], Session | None], face: Face) -> None:
        super().__init__()
        self._session = session
        self._face = face
        self.root: RootItem | None = None

    def name(self) -> str:
        return NAME

    def capabilities(self) -> QgsDataProvider.DataCapability:
        return QgsDataProvider.DataCapability.Net

    def createDataItem(self, path: str, parent: QgsDataItem | None) -> QgsDataItem | None:
        if path or parent is not None:
            return None
        self.root = RootItem(self._session, self._face)
        # QGIS deletes it with the provider.
        sip.transferto(self.root, None)
        return self.root

    def refresh(self) -> None:
        """Somebody else may be signed in."""
        if self.root is not None and not sip.isdeleted(self.root):
            self.root.refresh()


class RootItem(QgsDataCollectionItem):
    """The datastores of whoever is signed in; made on the main thread from what is known already."""

    def __init__(self, session: Callable[[], Session | None], face: Face) -> None:
        super().__init__(None, NAME, ROOT, NAME)
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.Fast | Qgis.BrowserItemCapability.Fertile)
        self.setIcon(face.platform)
        self.session = session
        self._face = face
        self._account: Account | None = None

    def createChildren(self) -> list[QgsDataItem]:
        session = self.session()
        if session is None:
            return []
        self._follow(session.account)
        standing = session.account.standing
        if standing is None:
            session.account.refresh()
            return _kept([SignInItem(self, session.account, self._face)])
        client = session.connection.client
        return _in_order([DatastoreItem(self, place, client, self._face) for place in standing.destinations])

    def _follow(self, account: Account) -> None:
        if self._account is not account:
            self._account = account
            account.changed.connect(self.refresh)


class SignInItem(QgsErrorItem):
    """Stands where the datastores will be. `sign_in` opens the browser."""

    def __init__(self, parent: QgsDataItem, account: Account, face: Face) -> None:
        from cartes_gouv_plugin.bridge.auth import SignInStatus

        self.needed = account.status is not SignInStatus.SIGNED_IN
        if self.needed:
            sentence = QCoreApplication.translate("CartesGouv", "Sign in to see your datasheets (double-click)")
        elif account.error is not None:
            sentence = QCoreApplication.translate("CartesGouv", "The platform does not answer")
        else:
            sentence = QCoreApplication.translate("CartesGouv", "Connecting…")
        super().__init__(parent, sentence, f"{parent.path()}/sign-in")
        self.setIcon(face.platform)
        self.sign_in = account.sign_in


class DatastoreItem(QgsDataCollectionItem):
    """A datastore; its children are its datasheets."""

    def __init__(self, parent: QgsDataItem, place: object, client: Callable[[], object], face: Face) -> None:
        name = QCoreApplication.translate("CartesGouv", "Découverte") if place.sandbox else place.name
        super().__init__(parent, name, f"{parent.path()}/{place.datastore}", NAME)
        self.setIconName("mIconConnect.svg")
        self.datastore: str = place.datastore
        self._client = client
        self._face = face

    def createChildren(self) -> list[QgsDataItem]:
        """On a thread of QGIS."""
        from cartes_gouv_plugin.core.datasheets.listing import list_datasheets

        try:
            names = [sheet.name for sheet in list_datasheets(self._client(), self.datastore)]
        except CartesGouvError as error:
            return _kept([QgsErrorItem(self, self._face.explain(error), f"{self.path()}/error")])
        return _in_order([DatasheetItem(self, name, self._client, self._face) for name in names])


class DatasheetItem(QgsDataCollectionItem):
    """A datasheet; its children are the layers of its services."""

    def __init__(self, parent: DatastoreItem, name: str, client: Callable[[], object], face: Face) -> None:
        super().__init__(parent, name, f"{parent.path()}/{name.replace('/', '∕')}", NAME)
        self.setIcon(face.datasheet)
        self.datastore, self.datasheet = parent.datastore, name
        self._client = client
        self._face = face

    def createChildren(self) -> list[QgsDataItem]:
        """On a thread of QGIS."""
        from cartes_gouv_plugin.bridge.layers import sources
        from cartes_gouv_plugin.core.datasheets.listing import read_datasheet
        from cartes_gouv_plugin.core.services.live import served_layer

        try:
            services = read_datasheet(self._client(), self.datastore, self.datasheet).services
        except CartesGouvError as error:
            return _kept([QgsErrorItem(self, self._face.explain(error), f"{self.path()}/error")])
        layers = [served for served in map(served_layer, services) if served is not None]
        items = [ServiceItem(self, served, source) for served in layers for source in sources(None, served)]
        if items:
            return _kept(items)
        sentence = QCoreApplication.translate("CartesGouv", "Not published: there is no service to add")
        return _kept([QgsErrorItem(self, sentence, f"{self.path()}/nothing")])


class ServiceItem(QgsLayerItem):
    """A layer of a service: QGIS lets it be dragged into the map and added by a double click.

    Tiles and images come with their look, which is in their address. A WFS comes in a look of QGIS's own: what QGIS
    takes from the panel is an address of a source (`QgsMimeDataUtils.Uri`), which has no room for a style, and it tells
    nobody which item a new layer came from. The dock's « Add to the project » gives a WFS its style.
    """

    def __init__(self, parent: DatasheetItem, served: ServedLayer, source: Source) -> None:
        kind = {
            "WFS": Qgis.BrowserLayerType.Vector,
            "wms": Qgis.BrowserLayerType.Raster,
            "vectortile": Qgis.BrowserLayerType.VectorTile,
        }[source.provider]
        label = f"{source.title} ({served.type.value})"
        path = f"{parent.path()}/{served.offering}/{source.title.replace('/', '∕')}"
        super().__init__(parent, label, path, source.uri, kind, source.provider)
        self.served = served
        # There is nothing below a layer to be asked for.
        self.setState(Qgis.BrowserItemState.Populated)


def _in_order(items: list[QgsDataItem]) -> list[QgsDataItem]:
    """The panel sorts by its own keys: the sandbox comes first, and É beside E."""
    for rank, item in enumerate(items):
        item.setSortKey(rank)
    return _kept(items)


def _kept(items: list[QgsDataItem]) -> list[QgsDataItem]:
    """QGIS owns the items from now on: Python must not delete them when it loses sight of them."""
    for item in items:
        sip.transferto(item, None)
    return items
