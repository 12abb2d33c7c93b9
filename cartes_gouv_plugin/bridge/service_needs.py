"""What live services need of newer data, asked for and compared before anything of it is sent."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from cartes_gouv_plugin.bridge.connection import Connection
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.tasks import HIDDEN, Work, end_all, foreseen
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN
from cartes_gouv_plugin.core.services.inheritance import Needs
from cartes_gouv_plugin.core.services.replacement import needs_of_services


class ServiceNeeds(QObject):
    """Lives on the main thread. `known` carries a database and its `Needs`; None when they could not be read."""

    known = pyqtSignal(str, object)

    def __init__(self, connection: Connection, datastore: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._datastore = datastore
        self._running: set[Work] = set()

    def ask(self, database: str) -> None:
        client = self._connection.client()

        def done(work: Work) -> None:
            self._running.discard(work)
            self.known.emit(database, None if foreseen(work.error) else work.result)

        title = QCoreApplication.translate("CartesGouv", "Looking at the services")
        work = Work(title, HIDDEN, lambda _work: needs_of_services(client, self._datastore, database), done)
        self._running.add(work)
        QgsApplication.taskManager().addTask(work)

    def close(self) -> None:
        end_all(self._running)


def lacking(plan: ExportPlan, needs: Needs) -> tuple[Problem, ...]:
    """The tables and attributes that services show and the new data would not have: the services could not turn to it.

    Nothing of a plan that is refused: what it would hold is not known.
    """
    if plan.refusals:
        return ()
    present = {each.design.name: each for each in plan.layers}
    found = [_no_table(table) for table in sorted(needs) if table not in present]
    for table, layer in present.items():
        had = {GEOMETRY_COLUMN, layer.design.key, *(column.name for column in layer.design.columns)}
        absent = sorted(needs.get(table, frozenset()) - had)
        if absent:
            found.append(_no_attributes(layer.source.name, absent))
    return tuple(found)


def not_compared() -> Problem:
    """Said when the platform did not tell what its services need; they are compared once the data is there."""
    sentence = QCoreApplication.translate(
        "CartesGouv", "What the services need of the new data could not be read: it will be compared once it is there."
    )
    return Problem(Code.SERVICES_LACK, Level.WARNING, "", sentence)


def _no_table(table: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "A service shows the table “{table}”, and no chosen layer becomes it."
    )
    return Problem(Code.SERVICES_LACK, Level.REFUSAL, "", sentence.format(table=table))


def _no_attributes(layer: str, names: list[str]) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” lacks attributes that a style or the tiles of a live service use: {names}. Add them to the layer, "
        "or change the service's style first.",
    )
    return Problem(Code.SERVICES_LACK, Level.REFUSAL, layer, sentence.format(layer=layer, names=", ".join(names)))
