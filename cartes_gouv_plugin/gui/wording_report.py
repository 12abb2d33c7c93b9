"""The platform's reports in plain words: what its checks mean, and what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qgis.PyQt.QtCore import QCoreApplication


def in_plain_words(report: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each kind of line that is known, once, in the order of the report; nothing for the others."""
    meanings = _meanings()
    found: dict[str, None] = {}
    for line in report:
        for pattern, meaning in meanings:
            match = re.search(pattern, line, re.IGNORECASE)
            if match is not None:
                what = next((group for group in match.groups() if group), "")
                found[meaning.format(what=what)] = None
                break
    return tuple(found)


def _meanings() -> list[tuple[str, str]]:
    """Patterns of the platform's words (French, as its checks write them) and what they mean."""
    return [*_meanings_of_names(), *_meanings_of_contents(), *_meanings_of_files()]


def _meanings_of_names() -> list[tuple[str, str]]:
    """Of tables and projections."""
    return [
        (
            r"SRS du layer (\S+) est différent",
            QCoreApplication.translate(
                "CartesGouv",
                "The layer “{what}” is not in the projection that was announced: publish it in its own, "
                "or in the one of the other layers.",
            ),
        ),
        (
            r"nom de table invalide\s*:?\s*(\S*)|nom de la table (\S+) n'est pas valide",
            QCoreApplication.translate(
                "CartesGouv", "The platform does not take the name of the table “{what}”: rename the layer."
            ),
        ),
        (
            r"table (\S+) n'est pas une table vecteur",
            QCoreApplication.translate("CartesGouv", "“{what}” is no vector layer: leave it out."),
        ),
        (
            r"table (\S+) est livrée deux fois",
            QCoreApplication.translate("CartesGouv", "Two layers have become the table “{what}”: rename one of them."),
        ),
        (
            r"SRS déclaré est inconnu\s*:\s*(\S+)",
            QCoreApplication.translate(
                "CartesGouv", "The platform does not know the projection {what}: choose another."
            ),
        ),
        (
            r"layer (\S+) n'a pas de SRS",
            QCoreApplication.translate(
                "CartesGouv", "The layer “{what}” has no projection: set it in its properties, then send it again."
            ),
        ),
    ]


def _meanings_of_contents() -> list[tuple[str, str]]:
    """Of texts, rows and geometries."""
    return [
        (
            r"Problème d'encodage dans la table (\S+)",
            QCoreApplication.translate(
                "CartesGouv",
                "The layer “{what}” holds texts that cannot be read: correct the encoding in its properties.",
            ),
        ),
        (
            r"layer (\S+) ne contient aucun objet",
            QCoreApplication.translate("CartesGouv", "The layer “{what}” has no row: leave it out, or fill it."),
        ),
        (
            r"layer (\S+) n'a de géométrie|table (\S+) n'a pas de géométrie",
            QCoreApplication.translate("CartesGouv", "No row of the layer “{what}” has a geometry: leave it out."),
        ),
        (
            r"géométrie",
            QCoreApplication.translate(
                "CartesGouv", "Geometries were refused: repair them in QGIS (Fix geometries), then send them again."
            ),
        ),
    ]


def _meanings_of_files() -> list[tuple[str, str]]:
    return [
        (
            r"somme md5|\bmd5\b",
            QCoreApplication.translate(
                "CartesGouv", "The file was damaged on its way: send it again, nothing has to be changed."
            ),
        ),
        (
            r"est illisible|n'est pas reconnu|mode WAL|journal WAL",
            QCoreApplication.translate(
                "CartesGouv", "The platform could not read the file: prepare it again from its layers."
            ),
        ),
        (
            r"Le fichier (\S+) est vide",
            QCoreApplication.translate("CartesGouv", "The file “{what}” is empty."),
        ),
        (
            r"ne contient aucune table vecteur",
            QCoreApplication.translate("CartesGouv", "The file holds no vector layer."),
        ),
        (
            r"quota|espace disque|No space left",
            QCoreApplication.translate("CartesGouv", "The platform lacked room: delete datasheets, then try again."),
        ),
    ]
