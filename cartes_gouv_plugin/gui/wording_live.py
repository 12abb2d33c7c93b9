"""The sentences about a datasheet that is served: its services, looks, record, documents and newer data."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.live_datasheet import Change
from cartes_gouv_plugin.core.entrepot.statuses import OfferingStatus
from cartes_gouv_plugin.core.services.document_list import LINK, Document
from cartes_gouv_plugin.core.services.live import LiveStyle


def looking() -> str:
    return QCoreApplication.translate("CartesGouv", "Asking the platform…")


def not_there_yet() -> str:
    return QCoreApplication.translate("CartesGouv", "Nothing is served yet: it comes at the end of the publication.")


def no_service() -> str:
    return QCoreApplication.translate("CartesGouv", "This datasheet has no service.")


def read_only() -> str:
    return QCoreApplication.translate("CartesGouv", "This datasheet is somebody else's: it can be looked at and used.")


def service_state(status: OfferingStatus) -> str:
    """Empty for a service that serves."""
    return {
        OfferingStatus.PUBLISHING: QCoreApplication.translate("CartesGouv", "being opened"),
        OfferingStatus.MODIFYING: QCoreApplication.translate("CartesGouv", "being changed"),
        OfferingStatus.UNPUBLISHING: QCoreApplication.translate("CartesGouv", "being closed"),
        OfferingStatus.UNSTABLE: QCoreApplication.translate("CartesGouv", "out of order"),
    }.get(status, "")


def service_title(title: str, state: str) -> str:
    return QCoreApplication.translate("CartesGouv", "[{state}] {title}").format(title=title, state=state)


def done(change: Change, datasheet: str) -> str:
    """What was asked for has come to its end."""
    text = {
        Change.WORDS: QCoreApplication.translate("CartesGouv", "The texts of a service of “{title}” are changed."),
        Change.LOOK: QCoreApplication.translate("CartesGouv", "A service of “{title}” has its new look."),
        Change.DEFAULT_STYLE: QCoreApplication.translate(
            "CartesGouv", "A service of “{title}” has another default style."
        ),
        Change.STYLE_REMOVED: QCoreApplication.translate("CartesGouv", "A style of a service of “{title}” is removed."),
        Change.UNPUBLISHED: QCoreApplication.translate(
            "CartesGouv", "A service of “{title}” is closed; the data is still there."
        ),
        Change.THUMBNAIL: QCoreApplication.translate("CartesGouv", "“{title}” has its new picture."),
        Change.DOCUMENT_ADDED: QCoreApplication.translate("CartesGouv", "“{title}” has one more document."),
        Change.DOCUMENT_REMOVED: QCoreApplication.translate("CartesGouv", "A document of “{title}” is removed."),
    }[change]
    return text.format(title=datasheet)


def action_open_datasheet() -> str:
    return QCoreApplication.translate("CartesGouv", "Show its services and metadata")


def action_add() -> str:
    return QCoreApplication.translate("CartesGouv", "Add this ser&vice")


def action_compare_with() -> str:
    return QCoreApplication.translate("CartesGouv", "&Compare with")


def action_links() -> str:
    return QCoreApplication.translate("CartesGouv", "&Links")


def action_copy_capabilities() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the &GetCapabilities address")


def action_copy_description() -> str:
    """The description of tiles takes the place of a GetCapabilities."""
    return QCoreApplication.translate("CartesGouv", "Copy the address of the tiles' description")


def action_copy_address() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the &address")


def action_copy_page() -> str:
    return QCoreApplication.translate("CartesGouv", "Copy the address of the &page on cartes.gouv.fr")


def action_open_page() -> str:
    return QCoreApplication.translate("CartesGouv", "&Open the page on cartes.gouv.fr")


def action_words() -> str:
    return QCoreApplication.translate("CartesGouv", "&Texts…")


def action_look() -> str:
    return QCoreApplication.translate("CartesGouv", "St&yles…")


def action_unpublish() -> str:
    return QCoreApplication.translate("CartesGouv", "&Unpublish…")


def no_layer_to_compare() -> str:
    return QCoreApplication.translate("CartesGouv", "The project has no vector layer")


def style_line(style: LiveStyle) -> str:
    if not style.current:
        return style.name
    return QCoreApplication.translate("CartesGouv", "{style} (default)").format(style=style.name)


def new_style_name() -> str:
    return QCoreApplication.translate("CartesGouv", "QGIS style")


def unchanged() -> str:
    """For a table that keeps what it has."""
    return QCoreApplication.translate("CartesGouv", "Unchanged")


def left_out() -> str:
    """For a table that the newer data does not have."""
    return QCoreApplication.translate("CartesGouv", "No longer there")


def pick_a_layer() -> str:
    return QCoreApplication.translate("CartesGouv", "Choose a layer")


def action_close() -> str:
    return QCoreApplication.translate("CartesGouv", "Close")


def will_be_closed(service: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv",
        "The service “{service}” will be closed: nobody will be able to use its address any more. "
        "The data stays, and a service can be made from it again.",
    )
    return text.format(service=service)


def action_unpublish_now() -> str:
    return QCoreApplication.translate("CartesGouv", "Unpublish")


def record_lines() -> dict[str, str]:
    """The names of the lines of a record's summary, in their order, by attribute of `RecordSummary`."""
    return {
        "title": QCoreApplication.translate("CartesGouv", "Title"),
        "abstract": QCoreApplication.translate("CartesGouv", "Description"),
        "organisation": QCoreApplication.translate("CartesGouv", "Organisation"),
        "contact": QCoreApplication.translate("CartesGouv", "Contact"),
        "created": QCoreApplication.translate("CartesGouv", "Created"),
        "updated": QCoreApplication.translate("CartesGouv", "Record updated"),
        "extent": QCoreApplication.translate("CartesGouv", "Extent"),
        "licences": QCoreApplication.translate("CartesGouv", "Licence"),
        "keywords": QCoreApplication.translate("CartesGouv", "Keywords"),
    }


def extent(west: str, south: str, east: str, north: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "longitude {west}° to {east}°, latitude {south}° to {north}°")
    return text.format(west=west, south=south, east=east, north=north)


def no_record() -> str:
    return QCoreApplication.translate(
        "CartesGouv", "No metadata record yet: it comes with the first service whose contacts are known."
    )


def no_picture() -> str:
    return QCoreApplication.translate("CartesGouv", "No picture")


def document_line(document: Document) -> str:
    if document.kind == LINK:
        return QCoreApplication.translate("CartesGouv", "{name} (link)").format(name=document.name)
    return document.name


def choose_document() -> str:
    return QCoreApplication.translate("CartesGouv", "Document to add")


def document_too_large(largest: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "A document has {size} at most, and must not be empty.")
    return text.format(size=largest)


def remove_document_title() -> str:
    return QCoreApplication.translate("CartesGouv", "Remove a document")


def remove_document_question(name: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "Remove “{name}” from the datasheet? This cannot be undone.")
    return text.format(name=name)


def reason_missing_table(table: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "A service shows the table “{table}”: choose a layer for it.")
    return text.format(table=table)


def reason_no_layer_chosen() -> str:
    return QCoreApplication.translate("CartesGouv", "Choose at least one layer.")


def reason_same_layer_twice() -> str:
    return QCoreApplication.translate("CartesGouv", "Each table needs a layer of its own.")


def reason_looking_at_services() -> str:
    return QCoreApplication.translate("CartesGouv", "Looking at what the services need of the new data…")


def action_replace_now() -> str:
    return QCoreApplication.translate("CartesGouv", "Replace")


def replacing(datasheet: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv",
        "Newer data for “{title}”. Its services keep their addresses and serve the old data until the new data is "
        "ready; the old data is deleted then.",
    )
    return text.format(title=datasheet)


def elapsed_and_expected(elapsed: str, expected: str) -> str:
    text = QCoreApplication.translate("CartesGouv", "{elapsed} of about {expected}")
    return text.format(elapsed=elapsed, expected=expected)


def expected(time: str) -> str:
    return QCoreApplication.translate("CartesGouv", "about {time}").format(time=time)


def style_unread(service: str) -> str:
    text = QCoreApplication.translate(
        "CartesGouv", "“{title}” is added, but its style could not be read: QGIS draws it in a style of its own."
    )
    return text.format(title=service)
