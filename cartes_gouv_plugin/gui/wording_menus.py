"""The few words that QGIS shows before the dock is opened: menus, titles, the locator, the browser panel."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication


def dock_title() -> str:
    return QCoreApplication.translate("CartesGouv", "cartes.gouv.fr")


def action_publish() -> str:
    return QCoreApplication.translate("CartesGouv", "Publish on cartes.gouv.fr…")


def action_publications() -> str:
    return QCoreApplication.translate("CartesGouv", "Publications on cartes.gouv.fr")


def action_help() -> str:
    return QCoreApplication.translate("CartesGouv", "Publishing on cartes.gouv.fr")


def locator_name() -> str:
    return QCoreApplication.translate("CartesGouv", "My datasheets on cartes.gouv.fr")


def action_website() -> str:
    return QCoreApplication.translate("CartesGouv", "Open on the website")


def action_show_in_dock() -> str:
    return QCoreApplication.translate("CartesGouv", "Show in the dock")


def action_sign_in() -> str:
    return QCoreApplication.translate("CartesGouv", "Sign in")


def action_copy_address() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the address")


def action_copy_capabilities() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the GetCapabilities address")
