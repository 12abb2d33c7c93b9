"""The preflight of an algorithm: everything that stands against the layers, told before anything is written or sent."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingFeedback

from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Level
from cartes_gouv_plugin.bridge.preflight import inspect
from cartes_gouv_plugin.core.errors import CartesGouvError, ExportRefused
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Publication


def require_exportable(plan: ExportPlan, folder: Path, feedback: QgsProcessingFeedback, reporter: Reporter) -> None:
    """Reads the layers once. Tells every warning and repair; `folder`: where the package would be written.

    Raises `ExportRefused` with all refusals together, or `Cancelled`.
    """
    preflight = inspect(plan, folder, reporter)
    for problem in preflight.problems:
        if problem.level is Level.WARNING:
            feedback.pushWarning(problem.sentence)
        elif problem.level is Level.REPAIR:
            feedback.pushInfo(f"{problem.sentence} {problem.repair}".strip())
    refusals = preflight.at(Level.REFUSAL)
    if refusals:
        raise ExportRefused(tuple(dict.fromkeys(problem.sentence for problem in refusals)))


def require_publishable(
    publication: Publication, plan: ExportPlan, outbox: Outbox, feedback: QgsProcessingFeedback
) -> None:
    """As `require_exportable`, for a publication whose looks are in `outbox` already: nothing of it stays there."""
    folder = outbox.package_path(publication.id).parent
    try:
        require_exportable(plan, folder, feedback, Reporter(cancelled=feedback.isCanceled))
    except CartesGouvError:
        outbox.remove(publication.id)
        raise
