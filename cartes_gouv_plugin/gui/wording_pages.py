"""The sentences of pages, menus and notices; those about stages and failures are in `wording`."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.auth import SignInStatus
from cartes_gouv_plugin.bridge.export.problems import Level
from cartes_gouv_plugin.bridge.sign_in_problem import Problem
from cartes_gouv_plugin.bridge.sign_in_problem import sentence as explained
from cartes_gouv_plugin.core.datasheets.targets import Kind
from cartes_gouv_plugin.core.publication.publication import ServiceType


def problem(sentence: str, repair: str) -> str:
    """A preflight finding with what is done about it, if anything."""
    return f"{sentence} {repair}".strip()


def level(which: Level) -> str:
    """For those who hear the list instead of seeing its icons."""
    return {
        Level.REPAIR: QCoreApplication.translate("CartesGouv", "Repaired by itself"),
        Level.WARNING: QCoreApplication.translate("CartesGouv", "Warning"),
        Level.REFUSAL: QCoreApplication.translate("CartesGouv", "Refused"),
    }[which]


def layer_badges(edited: bool, filtered: bool) -> list[str]:
    badges = []
    if edited:
        badges.append(QCoreApplication.translate("CartesGouv", "has unsaved edits, published as they are shown"))
    if filtered:
        badges.append(QCoreApplication.translate("CartesGouv", "filtered: only the rows shown are published"))
    return badges


def projection_of_layers() -> str:
    return QCoreApplication.translate("CartesGouv", "That of the layers")


def remark_on_title() -> str:
    return QCoreApplication.translate(
        "CartesGouv",
        "The website's own form would not accept this title (it knows letters, digits, spaces and "
        "- . _ ~ ! $ & ' ( ) * + , ; : @). It can be published all the same.",
    )


def reason_no_layer() -> str:
    return QCoreApplication.translate("CartesGouv", "Tick at least one layer.")


def reason_no_title() -> str:
    return QCoreApplication.translate("CartesGouv", "Give the datasheet a title.")


def reason_refused() -> str:
    return QCoreApplication.translate("CartesGouv", "A layer cannot be published as it is: see its remark above.")


def reason_signed_out() -> str:
    return QCoreApplication.translate("CartesGouv", "Sign in to publish.")


def reason_not_joined() -> str:
    return QCoreApplication.translate("CartesGouv", "Join “Découverte” on the website to publish.")


def reason_loading() -> str:
    return QCoreApplication.translate("CartesGouv", "Waiting for the platform's answer.")


def reason_no_right() -> str:
    return QCoreApplication.translate("CartesGouv", "You lack the right to publish in this datastore.")


def client_secret_page() -> str:
    """The text of the link to the page where the platform publishes the secret of its QGIS client."""
    return QCoreApplication.translate("CartesGouv", "Where the platform publishes it")


def sign_in_status(status: SignInStatus) -> str:
    """What to do when nobody is signed in; empty when somebody is."""
    return {
        SignInStatus.SIGNED_OUT: QCoreApplication.translate(
            "CartesGouv", "Sign in with your cartes.gouv.fr account to publish your layers."
        ),
        SignInStatus.SIGNING_IN: QCoreApplication.translate(
            "CartesGouv", "Finish signing in on the page that opened in your browser."
        ),
        SignInStatus.SIGNED_IN: "",
        SignInStatus.EXPIRED: explained(Problem.EXPIRED),
    }[status]


def not_joined() -> str:
    return QCoreApplication.translate(
        "CartesGouv",
        "You have not joined “Découverte”, the platform's sandbox, yet. Open it once on the website: "
        "this page notices by itself.",
    )


def connecting() -> str:
    return QCoreApplication.translate("CartesGouv", "Connecting…")


def datastore(name: str, sandbox: bool) -> str:
    """The sandbox bears the name that the website gives it."""
    return QCoreApplication.translate("CartesGouv", "Découverte") if sandbox else name


def quota(used: str, allowed: str) -> str:
    return QCoreApplication.translate("CartesGouv", "{used} of {allowed} used").format(used=used, allowed=allowed)


def action_sign_out() -> str:
    return QCoreApplication.translate("CartesGouv", "Sign out")


def action_sign_out_everywhere() -> str:
    return QCoreApplication.translate("CartesGouv", "Sign out here and in the browser")


def action_refresh() -> str:
    return QCoreApplication.translate("CartesGouv", "Refresh")


def action_options() -> str:
    return QCoreApplication.translate("CartesGouv", "Options…")


def service_name(which: ServiceType) -> str:
    return {
        ServiceType.WFS: QCoreApplication.translate("CartesGouv", "WFS"),
        ServiceType.WMS_VECTOR: QCoreApplication.translate("CartesGouv", "WMS-Vector"),
        ServiceType.TMS: QCoreApplication.translate("CartesGouv", "TMS"),
    }[which]


def action_copy_report() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the report")


def action_delete() -> str:
    return QCoreApplication.translate("CartesGouv", "Delete…")


def notice_published(datasheet: str) -> str:
    return QCoreApplication.translate("CartesGouv", "“{title}” is published.").format(title=datasheet)


def notice_failed(datasheet: str, reason: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "“{title}” could not be published. {reason}")
    return text.format(title=datasheet, reason=reason)


def notice_details() -> str:
    return QCoreApplication.translate("CartesGouv", "Details")


def notice_silent(service: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv", "The service “{title}” does not answer. Try “Add to the project” again in a moment."
    )
    return text.format(title=service)


def notice_deleted(datasheet: str) -> str:
    return QCoreApplication.translate("CartesGouv", "“{title}” is deleted.").format(title=datasheet)


def will_vanish(datasheet: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv", "These will vanish from the platform with “{title}”. This cannot be undone."
    )
    return text.format(title=datasheet)


def will_stay(count: int) -> str:
    return QCoreApplication.translate("CartesGouv", "%n element(s) stay: not yours, or used elsewhere.", "", count)


def entities(kind: Kind, count: int) -> str:
    """So many entities of one kind."""
    if kind is Kind.UPLOAD:
        return QCoreApplication.translate("CartesGouv", "%n delivery(ies)", "", count)
    if kind is Kind.STORED_DATA:
        return QCoreApplication.translate("CartesGouv", "%n stored data", "", count)
    if kind in (Kind.OFFERING, Kind.CONFIGURATION):
        return QCoreApplication.translate("CartesGouv", "%n service(s)", "", count)
    if kind is Kind.METADATA:
        return QCoreApplication.translate("CartesGouv", "%n metadata record(s)", "", count)
    return QCoreApplication.translate("CartesGouv", "%n document(s) and style(s)", "", count)


def action_delete_now() -> str:
    return QCoreApplication.translate("CartesGouv", "Delete")


def tab_publications() -> str:
    return QCoreApplication.translate("CartesGouv", "Publications")


def tab_datasheets() -> str:
    return QCoreApplication.translate("CartesGouv", "Datasheets")


def action_publish_into() -> str:
    return QCoreApplication.translate("CartesGouv", "Publish layers into it…")


def action_cancel() -> str:
    return QCoreApplication.translate("CartesGouv", "Cancel")


def stopped_title() -> str:
    return QCoreApplication.translate("CartesGouv", "Publication stopped")


def stopped_text(title: str) -> str:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{title}” is stopped. Keep the delivery on the platform, to go on later, or delete it?",
    )
    return sentence.format(title=title)


def action_keep_delivery() -> str:
    return QCoreApplication.translate("CartesGouv", "Keep the delivery")


def action_delete_delivery() -> str:
    return QCoreApplication.translate("CartesGouv", "Delete the delivery")


def notice_sign_in() -> str:
    return QCoreApplication.translate("CartesGouv", "Sign in to cartes.gouv.fr: a publication waits for it.")
