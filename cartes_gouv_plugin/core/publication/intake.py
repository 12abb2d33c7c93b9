"""Publications that begin elsewhere: a delivery that the website left, or a journal that was lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from cartes_gouv_plugin.core.entrepot.models import Upload
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.delivery import initiator_of
from cartes_gouv_plugin.core.publication.journal import Journal
from cartes_gouv_plugin.core.publication.outbox import Outbox
from cartes_gouv_plugin.core.publication.publication import Origin, Package, Publication, Refs, ServiceRequest
from cartes_gouv_plugin.core.publication.sealing import new_record

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_FIELDS = ("name", "type", "status", "srs", "tags", "creation", "last_event")


def publication_of_upload(
    client: EntrepotClient,
    ds: str,
    upload_id: str,
    *,
    package: Package | None = None,
    services: tuple[ServiceRequest, ...] = (),
) -> Publication:
    """What a delivery on the platform asks for. Raises `NotFound` when it is gone, or belongs to no datasheet."""
    upload = client.upload(ds, upload_id)
    if upload.type != "VECTOR" or not upload.tags.get(tags.DATASHEET_NAME):
        raise NotFound(f"the delivery {upload_id} is not one of vector data for a datasheet")
    if upload.status is UploadStatus.DELETED and not upload.tags.get(tags.VECTORDB_ID):
        raise NotFound(f"the delivery {upload_id} was deleted")
    begun = _publication(ds, upload)
    refs = replace(begun.refs, resealed=package is not None)
    return replace(begun, package=package, services=services, refs=refs)


def _identifier(ds: str, upload: str) -> str:
    """Always the same for a delivery: whoever takes it over twice, from anywhere, follows one publication."""
    return str(uuid5(NAMESPACE_URL, f"datastores/{ds}/uploads/{upload}"))


def known_as(journal: Journal, publication: Publication) -> str | None:
    """The id under which the journal has the delivery of `publication` already; None when it has not."""
    if journal.record(publication.id) is not None:
        return publication.id
    same = (record.id for record in journal.records() if record.publication.refs.upload == publication.refs.upload)
    return next(same, None)


def _publication(ds: str, upload: Upload) -> Publication:
    ours = tags.publication_id_of(upload.tags)
    year = upload.tags.get(tags.PRODUCTION_YEAR, "")
    return Publication(
        id=ours or _identifier(ds, upload.id),
        datastore=ds,
        datasheet=upload.tags[tags.DATASHEET_NAME],
        technical_name=upload.name,
        srs=upload.srs,
        producer=upload.tags.get(tags.PRODUCER, ""),
        production_year=int(year) if year.isdecimal() else None,
        email_notification=upload.tags.get(tags.EMAIL_NOTIFICATION) == "true",
        refs=Refs(upload=upload.id, shared=True),
        origin=Origin.PLUGIN if ours else Origin.WEBSITE,
    )


def unfinished_uploads(client: EntrepotClient, ds: str) -> tuple[Upload, ...]:
    """Deliveries of vector data that stand on the platform, newest first; they may be anybody's."""
    listed = client.uploads(ds, fields=_FIELDS, sort="creation,desc")
    over = (UploadStatus.DELETED, UploadStatus.UNKNOWN)
    return tuple(
        upload
        for upload in listed
        if upload.type == "VECTOR" and upload.tags.get(tags.DATASHEET_NAME) and upload.status not in over
    )


def restore_from_outbox(journal: Journal, outbox: Outbox, now: float) -> tuple[str, ...]:
    """Rows for the packages whose publications the journal no longer knows. Returns their ids."""
    known = {record.id for record in journal.records()}
    lost = [publication for publication in outbox.noted() if publication.id not in known and publication.package]
    for publication in lost:
        journal.add(*new_record(publication, now))
    return tuple(publication.id for publication in lost)


def restore_from_platform(client: EntrepotClient, ds: str, journal: Journal, now: float) -> tuple[str, ...]:
    """Rows for the unfinished deliveries of this user that this plugin created and the journal does not know.

    Returns their ids. What services were asked for is written nowhere on the platform: the data is completed, and its
    services are created on demand.
    """
    known = {record.id for record in journal.records()}
    user, found = client.me().id, []
    for upload in unfinished_uploads(client, ds):
        ours = tags.publication_id_of(upload.tags)
        if ours and ours not in known and initiator_of(client, ds, upload) == user:
            journal.add(*new_record(_publication(ds, upload), now))
            found.append(ours)
    return tuple(found)
