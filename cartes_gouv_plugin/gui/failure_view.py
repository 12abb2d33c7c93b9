"""Why a publication failed: what it means in plain words, what to do, and the platform's own lines."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QFrame, QLabel, QPlainTextEdit

from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.gui import wording, wording_report

NOT_BY_TRYING_AGAIN = ("ChecksFailed", "ExportRefused", "ExportInterrupted", "PackageMissing")
"""Failures that only other layers can mend: names of classes of `core.errors`."""
BY_OTHER_LAYERS = (*NOT_BY_TRYING_AGAIN, "IntegrationFailed")
REPORT_LINES = 8


class FailureView:
    """Fills `frame` with `advice` and the report's `lines`; it is hidden while nothing failed."""

    def __init__(self, frame: QFrame, advice: QLabel, lines: QPlainTextEdit) -> None:
        self._frame = frame
        self._advice = advice
        self._lines = lines
        lines.setMaximumHeight(REPORT_LINES * lines.fontMetrics().lineSpacing())

    def show(self, record: PublicationRecord) -> None:
        failed = record.failure is not None and record.condition is Condition.FAILED
        self._frame.setVisible(failed)
        if record.failure is not None:
            explanation = wording.failure(record.failure)
            plain = wording_report.in_plain_words(explanation.report)
            self._advice.setText("\n".join((*plain, explanation.advice)))
            self._lines.setPlainText("\n".join(explanation.report))
            self._lines.setVisible(bool(explanation.report))
