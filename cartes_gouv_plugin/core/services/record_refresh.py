"""The record of a datasheet follows its services, styles and documents; what the website's editor wrote in it stays.

CG:src/Services/EntrepotApi/CartesMetadataApiService.php:83-104,283-387. Looked at first, written at most once:
repeated, it comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone

from cartes_gouv_plugin.core.datasheets.listing import Datasheet, Service, label_of, read_datasheet
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore
from cartes_gouv_plugin.core.entrepot.reading import mappings, text
from cartes_gouv_plugin.core.entrepot.statuses import OfferingStatus
from cartes_gouv_plugin.core.publication.publication import ServedLayer
from cartes_gouv_plugin.core.services import annexes, document_list, iso_edit
from cartes_gouv_plugin.core.services.iso import OnLine
from cartes_gouv_plugin.core.services.live import served_layer
from cartes_gouv_plugin.core.services.record_content import links_of


def refresh_record(client: EntrepotClient, datastore: str, datasheet: str) -> bool:
    """Whether the datasheet has a record. Raises `NotOurs` for somebody else's that would have to change."""
    sheet = read_datasheet(client, datastore, datasheet)
    if not sheet.metadata:
        return False
    record = sheet.metadata[0]
    before = client.metadata_file(datastore, record.id)
    after = _followed(client, client.datastore(datastore), sheet, before)
    if after != before:
        client.replace_metadata(datastore, record.id, filename=f"{record.id}.xml", content=after)
    return True


def _followed(client: EntrepotClient, place: Datastore, sheet: Datasheet, content: bytes) -> bytes:
    now = datetime.now(timezone.utc).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    content = _with_services(sheet, content, now)
    styles = f"{annexes.url(place, '')}/style/"
    content = iso_edit.with_resources(content, now, "style", _style_links(sheet.services), styles)
    documents = _document_links(client, place.id, sheet)
    return content if documents is None else iso_edit.with_resources(content, now, "document", documents)


def _with_services(sheet: Datasheet, content: bytes, now: str) -> bytes:
    """Links of services that it does not name yet; those of a service that goes are its removal's business."""
    known = iso_edit.offerings_of(content)
    new = [served for served in _served(sheet.services) if served.offering not in known]
    return iso_edit.with_links(content, now, links=links_of(new)) if new else content


def _served(services: Iterable[Service]) -> Iterable[ServedLayer]:
    for service in services:
        if service.offering.status is OfferingStatus.PUBLISHED:
            served = served_layer(service)
            if served is not None:
                yield served


def _style_links(services: Iterable[Service]) -> list[OnLine]:
    links = []
    for service in services:
        configuration = service.configuration
        for style in mappings(configuration.extra, "styles"):
            for layer in mappings(style, "layers"):
                name = text(layer, "name") or configuration.layer_name
                title = f"Style {text(style, 'name')} - {name}"
                links.append(OnLine(text(layer, "url"), "", title, kind="style"))
    return [link for link in links if link.linkage]


def _document_links(client: EntrepotClient, ds: str, sheet: Datasheet) -> list[OnLine] | None:
    """None when the datasheet has no list of documents: nothing is known then of those that the record names."""
    label = label_of(sheet.name)
    lists = [each for each in sheet.annexes if {label, document_list.LIST_LABEL} <= set(each.labels)]
    if not lists:
        return None
    listed = document_list.read(client.annexe_file(ds, lists[0].id))
    links = (OnLine(each.url, "", each.name, kind="document", description=each.description) for each in listed)
    return [link for link in links if link.linkage]
