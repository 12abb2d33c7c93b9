"""What to do about a delivery, from what was seen of it. Pure: upload × checks × execution × stored data × tags, in.

The website recomputes its three steps from the same facts and does not trust its own tags
(CG:src/Workflow/UploadIntegrationWorkflow.php:157-251); neither does this. An unknown word means « wait and show ».
"""

from __future__ import annotations

from typing import Callable

from cartes_gouv_plugin.core.entrepot.models import Upload
from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.errors import ChecksFailed, FileNeeded, IntegrationFailed, NotFound, PackageMissing
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import (
    Decision,
    Done,
    Fail,
    Perform,
    Wait,
    WaitReason,
    Watch,
    WatchKind,
)
from cartes_gouv_plugin.core.publication.delivery import Delivery, checks_passed, delivered_path, is_integration_named
from cartes_gouv_plugin.core.publication.effects import (
    CloseUpload,
    CreateUpload,
    RemoveFile,
    SendChecksum,
    SendFile,
    TagUpload,
    checksum_name,
)
from cartes_gouv_plugin.core.publication.integration_claim import EndRival, before_filling
from cartes_gouv_plugin.core.publication.integration_decision import GONE, WORKING, decide_integration
from cartes_gouv_plugin.core.publication.publication import Origin, Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.telling import progress


def decide_delivery(publication: Publication, seen: Delivery) -> Decision:
    """`Done` means: the data is in the database and the upload is gone."""
    if seen.upload is None:
        return _without_upload(publication, seen)
    decisions: dict[UploadStatus, Callable[[Publication, Delivery, Upload], Decision]] = {
        UploadStatus.OPEN: _open,
        UploadStatus.CHECKING: _checking,
        UploadStatus.CLOSED: _closed,
        UploadStatus.UNSTABLE: _refused,
        UploadStatus.DELETED: _deleted,
    }
    decide = decisions.get(seen.upload.status, _unknown)
    return decide(publication, seen, seen.upload)


def _without_upload(publication: Publication, seen: Delivery) -> Decision:
    if seen.stored_data is not None:
        return _outcome(publication, seen)
    if publication.refs.upload is not None:
        return Fail(Stage.UPLOAD, NotFound(GONE))
    if not seen.package_ready:
        return Fail(Stage.UPLOAD, PackageMissing("the sealed package is no longer in the outbox"))
    return Perform(CreateUpload())


def _deleted(publication: Publication, seen: Delivery, upload: Upload) -> Decision:  # noqa: ARG001
    return Fail(Stage.UPLOAD, NotFound(GONE)) if seen.stored_data is None else _outcome(publication, seen)


def _outcome(publication: Publication, seen: Delivery) -> Decision:
    """The stored data of an upload that is gone: nothing is left to do but to wait for it."""
    status = seen.stored_data.status if seen.stored_data is not None else StoredDataStatus.DELETED
    if status is StoredDataStatus.GENERATED:
        left = [other for other in seen.others if other.id not in publication.refs.standing]
        return Perform(EndRival(left[0].id, left[0].output_stored_data)) if left else Done()
    if status in WORKING:
        return Wait(Stage.INTEGRATION, WaitReason.INTEGRATION)
    if status in (StoredDataStatus.UNSTABLE, StoredDataStatus.DELETED):
        return Fail(Stage.INTEGRATION, IntegrationFailed(seen.execution_report))
    return Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, _word(seen))


def _word(seen: Delivery) -> str:
    return seen.stored_data.status_word if seen.stored_data is not None else ""


def _unknown(publication: Publication, seen: Delivery, upload: Upload) -> Decision:  # noqa: ARG001
    return Wait(Stage.UPLOAD, WaitReason.UNKNOWN_STATUS, upload.status_word)


def _open(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if publication.origin is Origin.PLUGIN:
        wanted = tags.missing(tags.upload_tags(publication), upload.tags)
        if wanted:
            return Perform(TagUpload(upload.id, wanted))
    path = delivered_path(publication)
    checksum = checksum_name(path)
    package = publication.package
    if package is None:
        return Fail(Stage.UPLOAD, FileNeeded(upload.name, publication.datasheet))
    if not seen.package_ready:
        return Fail(Stage.UPLOAD, PackageMissing("the delivery is open and its file is not in the outbox"))
    turn = before_filling(publication, upload, seen.waited)
    if turn is not None:
        return turn
    unwanted = [name for name, size in seen.files.items() if _unwanted(publication, name, size, package.size)]
    if unwanted and not publication.refs.removal_refused:
        return Perform(RemoveFile(upload.id, sorted(unwanted)[0]))
    if publication.refs.resealed or seen.files.get(path) != package.size:
        return Perform(SendFile(upload.id, path))
    listed = any(name.rpartition("/")[2] == checksum for name in seen.files)
    if not listed and not publication.refs.checksum_sent:
        return Perform(SendChecksum(upload.id, path))
    return Perform(CloseUpload(upload.id))


def _unwanted(publication: Publication, name: str, size: int, right_size: int) -> bool:
    """Another size than the package's, of another package, or the rest of a sending that the website gave up."""
    path = delivered_path(publication)
    if publication.refs.resealed:
        return True
    if name == path:
        return size != right_size
    return publication.origin is Origin.WEBSITE and name.rpartition("/")[2] != checksum_name(path)


def _checking(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    done, busy, waiting = StageStatus.SUCCESSFUL, StageStatus.IN_PROGRESS, StageStatus.WAITING
    if seen.checks.failed:
        # The website counts a check that failed as a failure at once, while others still run.
        tell = progress(publication, upload, done, StageStatus.FAILED, waiting)
    else:
        tell = progress(publication, upload, done, busy, waiting)
    return tell or Wait(Stage.CHECKS, WaitReason.CHECKS, watch=_checks_watch(seen, upload))


def _checks_watch(seen: Delivery, upload: Upload) -> Watch | None:
    checks = seen.checks
    if not (checks.asked or checks.in_progress):
        return None
    return Watch(WatchKind.UPLOAD_CHECKS, upload.id, checks_word(len(checks.passed), len(checks.failed)))


def checks_word(passed: int, failed: int) -> str:
    """What a glance at the checks compares: how many have ended, and how."""
    return f"{passed} passed, {failed} failed"


def _refused(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    failed, waiting = StageStatus.FAILED, StageStatus.WAITING
    tell = progress(publication, upload, failed, waiting, waiting)
    return tell or Fail(Stage.CHECKS, ChecksFailed(seen.check_report))


def _closed(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if is_integration_named(upload):
        return decide_integration(publication, seen, upload)
    done, waiting = StageStatus.SUCCESSFUL, StageStatus.WAITING
    if seen.checks.failed:
        tell = progress(publication, upload, done, StageStatus.FAILED, waiting)
        return tell or Fail(Stage.CHECKS, ChecksFailed(seen.check_report))
    if not checks_passed(seen.checks):
        state = StageStatus.IN_PROGRESS if seen.checks.asked or seen.checks.in_progress else waiting
        tell = progress(publication, upload, done, state, waiting)
        return tell or Wait(Stage.CHECKS, WaitReason.CHECKS, watch=_checks_watch(seen, upload))
    return decide_integration(publication, seen, upload)
