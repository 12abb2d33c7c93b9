"""The picture of a datasheet: a public file, named by the metadata record (CG:src/Controller/Entrepot/
AnnexeController.php:159-205).

A new picture has a new address, so that no cache shows the old one. It is there before the record names it, and the old
one goes last: repeated, or cut in the middle, it comes to the same.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from hashlib import sha256

from cartes_gouv_plugin.core.datasheets.listing import THUMBNAIL_LABEL
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe
from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME
from cartes_gouv_plugin.core.services import annexes, iso_edit

MAX_SIZE = 2_000_000
"""Bytes; the website takes no larger picture."""

_PNG = b"\x89PNG\r\n\x1a\n"


def set_thumbnail(
    client: EntrepotClient, datastore: str, datasheet: str, picture: bytes, ownership: Ownership | None = None
) -> str:
    """Makes a PNG the picture of the datasheet; returns its address.

    `ownership` is asked about the old picture while the record still shows it; one that is not ours stays.
    Raises `ServiceFailed`, before anything is sent, for what is no PNG or is too large; else an `EntrepotError`.
    """
    if not picture.startswith(_PNG):
        raise ServiceFailed("the picture of a datasheet is a PNG file")
    if len(picture) > MAX_SIZE:
        raise ServiceFailed(f"the picture of a datasheet has {MAX_SIZE} bytes at most, and this one {len(picture)}")
    labels = (f"{DATASHEET_NAME}={datasheet}", THUMBNAIL_LABEL)
    path = _path(datasheet, picture)
    present = _sent(client, datastore, path, picture)
    if not set(labels) <= set(present.labels):
        client.patch_annexe(datastore, present.id, {"labels": list(labels)})
    address = annexes.url(client.datastore(datastore), path)
    listed = client.annexes(datastore, labels=labels)
    old = [item.id for item in listed if item.id != present.id and set(labels) <= set(item.labels)]
    if ownership is not None:
        old = [each for each in old if ownership.is_ours_for_good(Target(datastore, Kind.ANNEXE, each))]
    _show_in_record(client, datastore, datasheet, address)
    for each in old:
        client.delete_annexe(datastore, each)
    return address


def _path(datasheet: str, picture: bytes) -> str:
    """The same for the same picture of the same datasheet."""
    name = f"{datasheet}/{sha256(picture).hexdigest()}"
    return f"/thumbnail/{uuid.uuid5(uuid.NAMESPACE_URL, name)}.png"


def _sent(client: EntrepotClient, datastore: str, path: str, picture: bytes) -> Annexe:
    present = [item for item in client.annexes(datastore, path=path) if path in item.paths]
    if present:
        return present[0]
    return client.create_annexe(datastore, path=path.lstrip("/"), filename=path.rpartition("/")[2], content=picture)


def _show_in_record(client: EntrepotClient, datastore: str, datasheet: str, address: str) -> None:
    """A datasheet without a record yet has its picture all the same."""
    for record in client.metadata_list(datastore, tags={DATASHEET_NAME: datasheet}):
        if record.tags.get(DATASHEET_NAME, "") != datasheet:
            continue
        content = client.metadata_file(datastore, record.id)
        if iso_edit.thumbnail_of(content) == address:
            continue
        now = datetime.now(timezone.utc).replace(microsecond=0).isoformat().replace("+00:00", "Z")
        shown = iso_edit.with_thumbnail(content, now, address)
        client.replace_metadata(datastore, record.id, filename=f"{record.id}.xml", content=shown)
