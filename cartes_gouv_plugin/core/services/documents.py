"""The documents of a datasheet: files and links, added and removed; its list and its record follow.

CG:src/Controller/Entrepot/DatasheetDocumentController.php. A file is there before the list names it, and goes before
the list forgets it, because the list shows whose it is: repeated, or cut in the middle, each change comes to the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace

from cartes_gouv_plugin.core.datasheets.listing import label_of
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe
from cartes_gouv_plugin.core.errors import NotFound, ServiceFailed
from cartes_gouv_plugin.core.services import annexes, document_list
from cartes_gouv_plugin.core.services.document_list import FILE, LIST_LABEL, MAX_SIZE, Document
from cartes_gouv_plugin.core.services.record_refresh import refresh_record


def add_file(
    client: EntrepotClient, ds: str, datasheet: str, filename: str, content: bytes, *, description: str = ""
) -> Document:
    """Raises `ServiceFailed`, before anything is sent, for a file that the website would not take."""
    if not content or len(content) > MAX_SIZE:
        raise ServiceFailed(f"a document has between 1 and {MAX_SIZE} bytes, and {filename} has {len(content)}")
    path = document_list.file_path(datasheet, filename, content)
    annexe = _sent(client, ds, path, content, (label_of(datasheet), document_list.DOCUMENT_LABEL))
    url = annexes.url(client.datastore(ds), path)
    made = Document(FILE, filename, annexe.id, url, description)
    _keep(client, ds, datasheet, made)
    return made


def add_link(client: EntrepotClient, ds: str, datasheet: str, name: str, url: str, description: str = "") -> Document:
    made = document_list.link(datasheet, name, url, description)
    _keep(client, ds, datasheet, made)
    return made


def remove(client: EntrepotClient, ds: str, datasheet: str, document: Document) -> None:
    """Raises `NotOurs`, before anything is changed, for a file or a list that is not shown to be ours."""
    for annexe in _files(client, ds, datasheet, document):
        with contextlib.suppress(NotFound):
            client.delete_annexe(ds, annexe.id)
    present = _list(client, ds, datasheet)
    if present is not None:
        listed = document_list.read(client.annexe_file(ds, present.id))
        kept = [each for each in listed if each.id != document.id]
        if len(kept) < len(listed):
            _write(client, ds, present, kept)
    refresh_record(client, ds, datasheet)


def _files(client: EntrepotClient, ds: str, datasheet: str, document: Document) -> Iterable[Annexe]:
    labels = (label_of(datasheet), document_list.DOCUMENT_LABEL)
    for annexe in client.annexes(ds, labels=labels):
        if set(labels) <= set(annexe.labels) and document_list.names(document, annexe):
            yield annexe


def _keep(client: EntrepotClient, ds: str, datasheet: str, document: Document) -> None:
    """Puts an entry into the list, in the place of the one of that identifier."""
    present = _list(client, ds, datasheet)
    if present is None:
        labels = (label_of(datasheet), LIST_LABEL)
        present = _sent(client, ds, document_list.list_path(datasheet), b"[]", labels)
    listed = document_list.read(client.annexe_file(ds, present.id))
    before = next((each for each in listed if each.id == document.id), None)
    if before is None:
        _write(client, ds, present, (*listed, document))
    elif before != document:
        kept = replace(document, item=before.item)
        _write(client, ds, present, (kept if each is before else each for each in listed))
    refresh_record(client, ds, datasheet)


def _list(client: EntrepotClient, ds: str, datasheet: str) -> Annexe | None:
    labels = (label_of(datasheet), LIST_LABEL)
    found = [item for item in client.annexes(ds, labels=labels) if set(labels) <= set(item.labels)]
    return found[0] if found else None


def _write(client: EntrepotClient, ds: str, present: Annexe, documents: Iterable[Document]) -> None:
    filename = present.paths[0].rpartition("/")[2] if present.paths else "documents.json"
    client.replace_annexe(ds, present.id, filename=filename, content=document_list.write(documents))


def _sent(client: EntrepotClient, ds: str, path: str, content: bytes, labels: tuple[str, ...]) -> Annexe:
    """The file at that path under those labels, sent unless it is there already."""
    present = [item for item in client.annexes(ds, path=path) if path in item.paths]
    if present:
        annexe = present[0]
    else:
        filename = path.rpartition("/")[2]
        annexe = client.create_annexe(ds, path=path.lstrip("/"), filename=filename, content=content)
    if not set(labels) <= set(annexe.labels):
        client.patch_annexe(ds, annexe.id, {"labels": list(labels)})
    return annexe
