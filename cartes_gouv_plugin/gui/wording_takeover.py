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


def panel_title(count: int) -> str:
    return QCoreApplication.translate("CartesGouv", "%n delivery(ies) left on the website", "", count)


def left_state(needs_file: bool) -> str:
    """What keeps a delivery from going on."""
    if needs_file:
        return QCoreApplication.translate("CartesGouv", "Its data has not arrived: give its layers or its file.")
    return QCoreApplication.translate("CartesGouv", "The data is there; nobody has gone on with it.")


def action_resume() -> str:
    return QCoreApplication.translate("CartesGouv", "Resume")


def resume_named(datasheet: str) -> str:
    """The button of one delivery, for those who hear it."""
    return QCoreApplication.translate("CartesGouv", "Resume the delivery of “{title}”").format(title=datasheet)


def more_left(count: int) -> str:
    return QCoreApplication.translate("CartesGouv", "…and %n more", "", count)


def layers_for(datasheet: str) -> str:
    """The question of the dialog that asks for layers."""
    return QCoreApplication.translate("CartesGouv", "Which data is to be delivered for “{title}”?").format(
        title=datasheet
    )


def delivered_in(projection: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv",
        "The delivery is in {projection}: layers in another projection are reprojected. Whatever it holds so far is "
        "replaced.",
    )
    return text.format(projection=projection)


def prepared_in(projection: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv", "The package is in {projection}: layers in another projection are reprojected."
    )
    return text.format(projection=projection)
