"""What is found out about the chosen layers: problems at once, then rows, looks, tiles and the time it will take."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.estimates import expected_seconds
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.inspection import Inspection
from cartes_gouv_plugin.bridge.looks import lost_looks
from cartes_gouv_plugin.bridge.preflight import Preflight
from cartes_gouv_plugin.bridge.publishing import crowded_tiles, plan_of, predictions
from cartes_gouv_plugin.bridge.tiling import Prediction
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.publication.record import PublicationRecord
from cartes_gouv_plugin.gui import quantities, wording_options
from cartes_gouv_plugin.gui.remarks import Remarks

REST_MS = 150
"""Looks and tiles are considered when somebody stops typing and ticking for that long."""


class Findings(QObject):
    """`changed`: something more is known."""

    changed = pyqtSignal()

    def __init__(self, inspection: Inspection, remarks: Remarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inspection = inspection
        self._remarks = remarks
        self._past: tuple[PublicationRecord, ...] = ()
        self._choice: Choice | None = None
        self._plan: ExportPlan | None = None
        self._preflight: Preflight | None = None
        self._about_looks: tuple[Problem, ...] = ()
        self._about_tiles: tuple[Problem, ...] = ()
        self.predictions: tuple[tuple[str, Prediction], ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REST_MS)
        self._later.timeout.connect(self._consider_services)
        inspection.inspected.connect(self._inspected)

    @property
    def refused(self) -> bool:
        return any(problem.level is Level.REFUSAL for problem in self._problems())

    @property
    def rows(self) -> dict[str, int]:
        """How many rows the layers have, once they have been read; by layer identifier."""
        layers = self._preflight.layers if self._preflight is not None else ()
        return {layer.id: layer.rows for layer in layers if layer.rows is not None}

    @property
    def lacking_in_tiles(self) -> dict[str, str]:
        """By the name of a layer: the sentence about attributes that its tiles leave out and their style uses."""
        return {told.layer: told.sentence for told in self._about_looks if told.code is Code.TILES_LACK}

    def learn_from(self, past: Iterable[PublicationRecord]) -> None:
        """Former publications tell how long the next one takes."""
        self._past = tuple(past)

    def look_at(self, choice: Choice) -> None:
        """Other layers, or another projection: what is known without reading a row comes at once."""
        self._inspection.stop()
        self._preflight = None
        self._about_looks = self._about_tiles = ()
        self._choice = choice
        self._plan = plan_of(choice) if choice.layers else None
        if self._plan is not None:
            self._inspection.start(self._plan)
        self._show()
        self._later.start()

    def show_again(self, choice: Choice) -> None:
        """The same layers, served otherwise."""
        self._choice = choice
        self._later.start()

    def stop(self) -> None:
        self._later.stop()
        self._inspection.stop()

    def close(self) -> None:
        self._later.stop()
        self._choice, self._plan = None, None
        self._inspection.close()

    def estimate(self, choice: Choice) -> str:
        """Bytes and time, as a sentence; what is still unknown is said to be so."""
        if self._preflight is None:
            return wording_options.looking() if choice.layers else ""
        if not self._preflight.size:
            return ""
        seconds = expected_seconds(self._preflight.size, choice.services, self._past)
        return wording_options.estimate(quantities.size(self._preflight.size), quantities.rough_duration(seconds))

    def _inspected(self, preflight: Preflight) -> None:
        self._preflight = preflight
        self._consider_tiles()
        self._show()
        self.changed.emit()

    def _consider_services(self) -> None:
        choice, plan = self._choice, self._plan
        if choice is None or plan is None:
            return
        self._about_looks = lost_looks(choice, plan)
        self._consider_tiles()
        self._show()
        self.changed.emit()

    def _consider_tiles(self) -> None:
        """Again once the layers have been read: a server's rows are not counted before."""
        choice, plan = self._choice, self._plan
        self._about_tiles = ()
        if choice is not None and plan is not None and ServiceType.TMS in choice.services:
            self.predictions = predictions(choice, plan, self.rows)
            self._about_tiles = crowded_tiles(choice, self.predictions)

    def _problems(self) -> tuple[Problem, ...]:
        if self._preflight is not None:
            return self._preflight.problems
        return self._plan.problems if self._plan is not None else ()

    def _show(self) -> None:
        self._remarks.show((*self._problems(), *self._about_looks, *self._about_tiles))
