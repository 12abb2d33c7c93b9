"""Sentences about deliveries that the website left, and about layers that a publication waits for."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def file_needed(delivery: str, datasheet: str) -> tuple[str, str]:
    """What happened, and what to do: an open delivery whose data is nowhere but with the user."""
    happened = QCoreApplication.translate(
        "CartesGouv", "The delivery “{delivery}” of the datasheet “{title}” is still open: it waits for its data."
    )
    advice = QCoreApplication.translate(
        "CartesGouv",
        "Press “Resume” in the dock and give its layers or its file; or run “Resume publications” (cartes_gouv:resume) "
        "with LAYERS or FILE.",
    )
    return happened.format(delivery=delivery, title=datasheet), advice
