"""What the server, the disk and the tags say of a delivery, from the upload to the integrated data. Reads only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import DATABASE_TYPE, Checks, Execution, StoredData, Upload, files_of
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.errors import Forbidden, NotFound
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.publication import Origin, Publication
from cartes_gouv_plugin.core.publication.reports import check_report, execution_report

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_DEAD = (ExecutionStatus.FAILURE, ExecutionStatus.ABORTED)
_LISTED_FIELDS = ("name", "type", "status", "srs", "tags", "creation", "last_event")


@dataclass(frozen=True)
class Delivery:
    """One look. What was not looked at, because the upload's status makes it meaningless, is empty.

    `files`: path to size in bytes; `tagged`: the execution that the upload's tags name, None when they name none or it
    is gone; `others`: the other living integrations of this upload, launched ones first, then oldest first (once the
    upload is gone: those that nobody launched); `spare`: an execution of this publication that the tags do not name;
    `waited`: seconds since anything changed.
    """

    upload: Upload | None = None
    files: Mapping[str, int] = field(default_factory=dict)
    package_ready: bool = False
    checks: Checks = field(default_factory=Checks)
    check_report: tuple[str, ...] = ()
    tagged: Execution | None = None
    others: tuple[Execution, ...] = ()
    spare: Execution | None = None
    stored_data: StoredData | None = None
    execution_report: tuple[str, ...] = ()
    waited: float = 0.0


def delivered_path(publication: Publication) -> str:
    """Where the package lies in the delivery. The platform passes over names that begin with two underscores."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "_", publication.technical_name).strip("_.") or "package"
    return f"data/{name[:100]}.gpkg"


def observe_delivery(client: EntrepotClient, publication: Publication, waited: float = 0.0) -> Delivery:
    """Looks at everything that the next decision needs, with as few requests as the upload's status allows."""
    upload = find_upload(client, publication)
    ready = _package_ready(publication)
    if upload is None or upload.status is UploadStatus.DELETED:
        found = _find_stored_data(client, publication, upload)
        left = _left_behind(client, publication, found)
        return Delivery(upload, package_ready=ready, others=left, stored_data=found, waited=waited)
    if upload.status is UploadStatus.OPEN:
        files = files_of(client.upload_tree(publication.datastore, upload.id))
        return Delivery(upload, files, ready, waited=waited)
    if upload.status not in (UploadStatus.CHECKING, UploadStatus.CLOSED, UploadStatus.UNSTABLE):
        return Delivery(upload, package_ready=ready, waited=waited)
    if upload.status is UploadStatus.CLOSED and is_integration_named(upload):
        return _observe_integration(client, publication, upload, Checks(), waited)
    checks = client.upload_checks(publication.datastore, upload.id)
    if checks.failed and upload.status is not UploadStatus.CHECKING:
        report = check_report(client, publication.datastore, checks)
        return Delivery(upload, package_ready=ready, checks=checks, check_report=report, waited=waited)
    if upload.status is not UploadStatus.CLOSED or not checks_passed(checks):
        return Delivery(upload, package_ready=ready, checks=checks, waited=waited)
    return _observe_integration(client, publication, upload, checks, waited)


def checks_passed(checks: Checks) -> bool:
    """As the website counts: at least one passed, none otherwise."""
    return bool(checks.passed) and not (checks.asked or checks.in_progress or checks.failed)


def is_integration_named(upload: Upload) -> bool:
    """Somebody created the integration, which the platform allows on passed checks only: they need no more looks."""
    return tags.PROC_INT_ID in upload.tags or tags.VECTORDB_ID in upload.tags


def _package_ready(publication: Publication) -> bool:
    package = publication.package
    return package is not None and package.path.is_file() and package.path.stat().st_size == package.size


def find_upload(client: EntrepotClient, publication: Publication) -> Upload | None:
    """By its identifier, else by its name and tags: a creation whose answer was lost is found again.

    An untagged upload of that name is somebody else's unless we asked for one and do not know what came of it.
    """
    ds = publication.datastore
    if publication.refs.upload:
        try:
            return client.upload(ds, publication.refs.upload)
        except NotFound:
            return None
    listed = client.uploads(ds, name=publication.technical_name, fields=_LISTED_FIELDS)
    ours = [upload for upload in listed if tags.publication_id_of(upload.tags) == publication.id]
    ours.sort(key=lambda upload: upload.status is UploadStatus.DELETED)
    if ours:
        return client.upload(ds, ours[0].id)
    untagged = [upload for upload in listed if _may_be_our_lost_creation(upload, publication)]
    if not untagged:
        return None
    user = client.me().id
    # Asked for by us, and everything fits: only a known other user speaks against its being ours.
    mine = [upload for upload in untagged if initiator_of(client, ds, upload) in ("", user)]
    return client.upload(ds, mine[0].id) if mine else None


def initiator_of(client: EntrepotClient, ds: str, upload: Upload) -> str:
    """The user who created the upload, by its oldest event; empty when the platform does not tell."""
    try:
        events = client.upload_events(ds, upload.id)
    except (Forbidden, NotFound):
        events = [upload.last_event] if upload.last_event is not None else []
    dated = sorted((event for event in events if event.date), key=lambda event: event.date)
    oldest = (dated or events)[:1]
    return oldest[0].initiator if oldest else ""


def _may_be_our_lost_creation(upload: Upload, publication: Publication) -> bool:
    """Created but not tagged: the name compares exactly here, because the platform's filter has wildcards."""
    same = upload.name == publication.technical_name and upload.srs == publication.srs and upload.type == "VECTOR"
    fresh = upload.status is UploadStatus.OPEN and not upload.tags
    return publication.refs.upload_asked and publication.origin is Origin.PLUGIN and same and fresh


def _find_stored_data(client: EntrepotClient, publication: Publication, upload: Upload | None) -> StoredData | None:
    """What an upload that is gone has become."""
    ds, known = publication.datastore, publication.refs.stored_data
    if upload is not None:
        known = upload.tags.get(tags.VECTORDB_ID) or known
    if known:
        return stored_data_or_none(client, ds, known)
    wanted = {tags.CREATED_BY: tags.created_by(publication.id)}
    if publication.refs.upload:
        wanted = {tags.UPLOAD_ID: publication.refs.upload}
    for item in client.stored_data_list(ds, type=DATABASE_TYPE, tags=wanted, fields=_LISTED_FIELDS):
        # The filter is asked for but not trusted: taking somebody else's data for ours would be the worst mistake.
        if all(item.tags.get(name) == value for name, value in wanted.items()):
            return stored_data_or_none(client, ds, item.id)
    return None


def _left_behind(
    client: EntrepotClient, publication: Publication, stored_data: StoredData | None
) -> tuple[Execution, ...]:
    """Executions that rivals created, or this home, after another one had been launched: nobody launches them now."""
    refs = publication.refs
    if refs.upload is None or stored_data is None:
        return ()
    lost = refs.execution is not None and refs.execution != stored_data.tags.get(tags.PROC_INT_ID)
    if not refs.shared and not lost:
        return ()
    living = living_integrations(client, publication.datastore, refs.upload)
    return tuple(
        execution
        for execution in living
        if execution.status is ExecutionStatus.CREATED and execution.output_stored_data != stored_data.id
    )


def stored_data_or_none(client: EntrepotClient, ds: str, stored_data: str) -> StoredData | None:
    try:
        return client.stored_data(ds, stored_data)
    except NotFound:
        return None


def execution_or_none(client: EntrepotClient, ds: str, execution: str) -> Execution | None:
    try:
        return client.execution(ds, execution)
    except NotFound:
        return None


def living_integrations(client: EntrepotClient, ds: str, upload: str) -> tuple[Execution, ...]:
    """The executions on this upload that have not failed: launched ones first, then oldest first.

    List items may come without their inputs, and a server may not honour the filter: each one is verified.
    """
    found = []
    for item in client.executions(ds, input_upload=upload):
        if item.status in _DEAD:
            continue
        detail = item if item.input_uploads and item.output_stored_data else execution_or_none(client, ds, item.id)
        if detail is not None and upload in detail.input_uploads and detail.output_stored_data:
            found.append(detail)
    return _ranked(found)


def _ranked(executions: Iterable[Execution]) -> tuple[Execution, ...]:
    return tuple(sorted(executions, key=lambda e: (e.status is ExecutionStatus.CREATED, e.creation, e.id)))


def _observe_integration(
    client: EntrepotClient, publication: Publication, upload: Upload, checks: Checks, waited: float
) -> Delivery:
    ds = publication.datastore
    named, output = upload.tags.get(tags.PROC_INT_ID), upload.tags.get(tags.VECTORDB_ID)
    tagged = execution_or_none(client, ds, named) if named else None
    others: tuple[Execution, ...] = ()
    if tagged is None or not output or tagged.status is ExecutionStatus.CREATED:
        others = tuple(e for e in living_integrations(client, ds, upload.id) if tagged is None or e.id != tagged.id)
    spare = None
    if publication.refs.execution and named and publication.refs.execution != named:
        spare = execution_or_none(client, ds, publication.refs.execution)
    stored_data = stored_data_or_none(client, ds, output) if output else None
    report: tuple[str, ...] = ()
    if tagged is not None and (tagged.status in _DEAD or _broken(stored_data)):
        report = execution_report(client, ds, tagged.id)
    return Delivery(
        upload,
        package_ready=_package_ready(publication),
        checks=checks,
        tagged=tagged,
        others=others,
        spare=spare,
        stored_data=stored_data,
        execution_report=report,
        waited=waited,
    )


def _broken(stored_data: StoredData | None) -> bool:
    return stored_data is not None and stored_data.status is StoredDataStatus.UNSTABLE
