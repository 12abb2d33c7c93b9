"""Records and documents, which have no history: ours when something of ours names them. Only reads.

A service names the record of its datasheet, and the files of its styles; the record names the datasheet's picture; the
list of documents names the documents. The list itself, and a picture that no record names, stand for the whole
datasheet: they are ours when everything with a history in that datasheet is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Callable
from urllib.parse import quote

from cartes_gouv_plugin.core.datasheets.mentions import annexes_of, records_of
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe, Configuration, Metadata, StoredData, Upload
from cartes_gouv_plugin.core.errors import ContractBroken, NotFound
from cartes_gouv_plugin.core.publication.tags import CREATED_BY, DATASHEET_NAME, is_by_this_plugin
from cartes_gouv_plugin.core.services import document_list, iso_edit

IsOurs = Callable[[Target], bool]


def is_named_record(client: EntrepotClient, ds: str, record: Metadata, is_ours: IsOurs) -> bool:
    """A service of ours, of the same datasheet, leads to it; a service of somebody else that does, forbids it.

    This plugin leads its services to the record that it finds, whoever made it: that shows nothing, unless both were
    made by the same publication.
    """
    sheet = record.tags.get(DATASHEET_NAME, "")
    naming = [
        configuration
        for configuration in (_configurations(client, ds, sheet) if sheet else ())
        if record.file_identifier in records_of(configuration)
    ]
    if not any(_shows(configuration, record) for configuration in naming):
        return False
    return all(is_ours(Target(ds, Kind.CONFIGURATION, each.id)) for each in naming)


def _shows(configuration: Configuration, record: Metadata) -> bool:
    by = configuration.tags.get(CREATED_BY)
    return by == record.tags.get(CREATED_BY) if is_by_this_plugin(configuration.tags) else True


def is_named_annexe(
    client: EntrepotClient, ds: str, annexe: Annexe, labels: Mapping[str, str], is_ours: IsOurs
) -> bool:
    """`labels`: those of the annexe, as keys and values."""
    sheet, kind = labels.get(DATASHEET_NAME, ""), labels.get("type", "")
    if not sheet:
        return False
    if kind == "thumbnail":
        shown = _is_shown_by_record(client, ds, sheet, annexe, is_ours)
        return shown or _is_datasheet_ours(client, ds, sheet, is_ours)
    if kind == document_list.LIST_TYPE:
        return _is_datasheet_ours(client, ds, sheet, is_ours)
    if kind == document_list.DOCUMENT_TYPE:
        return _is_listed(client, ds, sheet, annexe, is_ours)
    for configuration in _configurations(client, ds, sheet):
        if annexe.id in annexes_of(configuration):
            return is_ours(Target(ds, Kind.CONFIGURATION, configuration.id))
    return False


def _configurations(client: EntrepotClient, ds: str, sheet: str) -> Iterable[Configuration]:
    for listed in client.configurations(ds, tags={DATASHEET_NAME: sheet}, fields=("tags",)):
        if listed.tags.get(DATASHEET_NAME) == sheet:
            yield client.configuration(ds, listed.id)


def _is_shown_by_record(client: EntrepotClient, ds: str, sheet: str, annexe: Annexe, is_ours: IsOurs) -> bool:
    for record in client.metadata_list(ds, tags={DATASHEET_NAME: sheet}):
        if record.tags.get(DATASHEET_NAME) != sheet or not is_ours(Target(ds, Kind.METADATA, record.id)):
            continue
        try:
            shown = iso_edit.thumbnail_of(client.metadata_file(ds, record.id))
        except ContractBroken:
            continue
        if shown and any(shown.endswith(quote(path)) for path in annexe.paths):
            return True
    return False


def _is_listed(client: EntrepotClient, ds: str, sheet: str, annexe: Annexe, is_ours: IsOurs) -> bool:
    label = f"{DATASHEET_NAME}={sheet}"
    for listed in client.annexes(ds, labels=(label, document_list.LIST_LABEL)):
        if not {label, document_list.LIST_LABEL} <= set(listed.labels):
            continue
        if is_ours(Target(ds, Kind.ANNEXE, listed.id)):
            try:
                documents = document_list.read(client.annexe_file(ds, listed.id))
            except ContractBroken:
                continue
            if any(document_list.names(document, annexe) for document in documents):
                return True
    return False


def _is_datasheet_ours(client: EntrepotClient, ds: str, sheet: str, is_ours: IsOurs) -> bool:
    """Everything with a history in it is, and there is something."""
    tags = {DATASHEET_NAME: sheet}
    found: list[tuple[Kind, Upload | StoredData | Configuration]] = []
    found += [(Kind.UPLOAD, item) for item in client.uploads(ds, tags=tags, fields=("tags",))]
    found += [(Kind.STORED_DATA, item) for item in client.stored_data_list(ds, tags=tags, fields=("tags",))]
    found += [(Kind.CONFIGURATION, item) for item in client.configurations(ds, tags=tags, fields=("tags",))]
    same = [(kind, item) for kind, item in found if item.tags.get(DATASHEET_NAME) == sheet]
    try:
        return bool(same) and all(is_ours(Target(ds, kind, item.id)) for kind, item in same)
    except NotFound:
        return False
