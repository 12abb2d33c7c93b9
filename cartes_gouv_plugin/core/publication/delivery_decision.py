"""What to do about a delivery, from what was seen of it. Pure: upload × checks × execution × stored data × tags, in.

The website recomputes its three steps from the same facts and does not trust its own tags
(CG:src/Workflow/UploadIntegrationWorkflow.php:157-251); neither does this. An unknown word means « wait and show ».
"""

from __future__ import annotations

from typing import Callable

from cartes_gouv_plugin.core.entrepot.models import Execution, Upload
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
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
    RetireUpload,
    SendChecksum,
    SendFile,
    TagProgress,
    TagUpload,
    checksum_name,
)
from cartes_gouv_plugin.core.publication.integration_effects import (
    CreateExecution,
    DiscardExecution,
    LaunchExecution,
    TagIntegration,
    TagStoredData,
)
from cartes_gouv_plugin.core.publication.publication import Origin, Publication, Stage, StageStatus

OTHER_SIDE_PATIENCE_S = 60.0
"""How long an execution that somebody else created, and did not launch, is waited for."""

_WORKING = (StoredDataStatus.CREATED, StoredDataStatus.GENERATING, StoredDataStatus.MODIFYING)
_GONE = "deleted on the platform, by somebody else"


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
        return _outcome(seen)
    if publication.refs.upload is not None:
        return Fail(Stage.UPLOAD, NotFound(_GONE))
    if not seen.package_ready:
        return Fail(Stage.UPLOAD, PackageMissing("the sealed package is no longer in the outbox"))
    return Perform(CreateUpload())


def _deleted(publication: Publication, seen: Delivery, upload: Upload) -> Decision:  # noqa: ARG001
    return Fail(Stage.UPLOAD, NotFound(_GONE)) if seen.stored_data is None else _outcome(seen)


def _outcome(seen: Delivery) -> Decision:
    """The stored data of an upload that is gone: nothing is left to do but to wait for it."""
    status = seen.stored_data.status if seen.stored_data is not None else StoredDataStatus.DELETED
    if status is StoredDataStatus.GENERATED:
        return Done()
    if status in _WORKING:
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


def _progress(
    publication: Publication, upload: Upload, send: StageStatus, checks: StageStatus, integration: StageStatus
) -> Perform | None:
    """The effect that brings the website's two tags up to date, None when they are."""
    stage = Stage.CHECKS if integration is StageStatus.WAITING else Stage.INTEGRATION
    effect = TagProgress(upload.id, send, checks, integration, stage)
    refused = publication.refs.progress_refused == effect.tags[tags.INTEGRATION_PROGRESS]
    return None if refused or not tags.differing(effect.tags, upload.tags) else Perform(effect)


def _checking(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    done, busy, waiting = StageStatus.SUCCESSFUL, StageStatus.IN_PROGRESS, StageStatus.WAITING
    if seen.checks.failed:
        # The website counts a check that failed as a failure at once, while others still run.
        tell = _progress(publication, upload, done, StageStatus.FAILED, waiting)
    else:
        tell = _progress(publication, upload, done, busy, waiting)
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
    tell = _progress(publication, upload, failed, waiting, waiting)
    return tell or Fail(Stage.CHECKS, ChecksFailed(seen.check_report))


def _closed(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if is_integration_named(upload):
        return _checked(publication, seen, upload)
    done, waiting = StageStatus.SUCCESSFUL, StageStatus.WAITING
    if seen.checks.failed:
        tell = _progress(publication, upload, done, StageStatus.FAILED, waiting)
        return tell or Fail(Stage.CHECKS, ChecksFailed(seen.check_report))
    if not checks_passed(seen.checks):
        state = StageStatus.IN_PROGRESS if seen.checks.asked or seen.checks.in_progress else waiting
        tell = _progress(publication, upload, done, state, waiting)
        return tell or Wait(Stage.CHECKS, WaitReason.CHECKS, watch=_checks_watch(seen, upload))
    return _checked(publication, seen, upload)


def _checked(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    execution, output = upload.tags.get(tags.PROC_INT_ID), upload.tags.get(tags.VECTORDB_ID)
    if not execution and not output:
        return _not_integrated(publication, seen, upload)
    if not execution or not output:
        return _half_tagged(seen, upload)
    if seen.tagged is None:
        return _execution_gone(publication, seen, upload)
    if seen.spare is not None:
        return Perform(DiscardExecution(seen.spare.id, seen.spare.output_stored_data))
    if seen.tagged.status is ExecutionStatus.CREATED:
        return _created(publication, seen, upload, seen.tagged)
    return _launched(publication, seen, upload, seen.tagged)


def _not_integrated(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if seen.others:
        found = seen.others[0]
        return Perform(TagIntegration(upload.id, found.output_stored_data, found.id))
    done, waiting = StageStatus.SUCCESSFUL, StageStatus.WAITING
    tell = _progress(publication, upload, done, done, waiting)
    return tell or Perform(CreateExecution(upload.id))


def _half_tagged(seen: Delivery, upload: Upload) -> Decision:
    """One identifier without the other reads as a failure on the website; the missing one is looked up."""
    known = (*([seen.tagged] if seen.tagged is not None else []), *seen.others)
    for execution in known:
        named = upload.tags.get(tags.PROC_INT_ID) == execution.id
        if named or upload.tags.get(tags.VECTORDB_ID) == execution.output_stored_data:
            return Perform(TagIntegration(upload.id, execution.output_stored_data, execution.id))
    return Fail(Stage.INTEGRATION, IntegrationFailed(("the delivery names only one half of its integration",)))


def _execution_gone(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    """Executions may be tidied away once they have succeeded: the stored data tells."""
    if seen.stored_data is not None and seen.stored_data.status is StoredDataStatus.GENERATED:
        return _integrated(publication, seen, upload)
    return Fail(Stage.INTEGRATION, NotFound(_GONE))


def _created(publication: Publication, seen: Delivery, upload: Upload, execution: Execution) -> Decision:
    rival = seen.others[0] if seen.others else None
    if rival is not None and (rival.status is not ExecutionStatus.CREATED or _older(rival, execution)):
        return Perform(TagIntegration(upload.id, rival.output_stored_data, rival.id, replacing=execution.id))
    wanted = _missing_stored_data_tags(publication, seen, upload, execution)
    if wanted:
        return Perform(TagStoredData(execution.output_stored_data, wanted))
    if rival is not None and seen.waited < OTHER_SIDE_PATIENCE_S:
        return Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE)
    return Perform(LaunchExecution(upload.id, execution.id, tuple(other.id for other in seen.others)))


def _older(rival: Execution, execution: Execution) -> bool:
    """The same order on every machine, so that two of them give up the same one."""
    return (rival.creation, rival.id) < (execution.creation, execution.id)


def _missing_stored_data_tags(
    publication: Publication, seen: Delivery, upload: Upload, execution: Execution
) -> dict[str, tags.TagValue]:
    if seen.stored_data is None:
        return {}
    wanted = tags.stored_data_tags(upload.id, execution.id, upload.tags, publication)
    return tags.missing(wanted, seen.stored_data.tags)


def _launched(publication: Publication, seen: Delivery, upload: Upload, execution: Execution) -> Decision:
    done = StageStatus.SUCCESSFUL
    wanted = _missing_stored_data_tags(publication, seen, upload, execution)
    if wanted:
        return Perform(TagStoredData(seen.stored_data.id if seen.stored_data else "", wanted))
    if execution.status in (ExecutionStatus.WAITING, ExecutionStatus.PROGRESS):
        tell = _progress(publication, upload, done, done, StageStatus.IN_PROGRESS)
        watch = Watch(WatchKind.EXECUTION, execution.id, execution.status_word)
        return tell or Wait(Stage.INTEGRATION, WaitReason.INTEGRATION, watch=watch)
    if execution.status is ExecutionStatus.SUCCESS:
        return _succeeded(publication, seen, upload)
    if execution.status in (ExecutionStatus.FAILURE, ExecutionStatus.ABORTED):
        return _failed(publication, seen, upload)
    return Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, execution.status_word)


def _succeeded(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if seen.stored_data is None:
        return Fail(Stage.INTEGRATION, NotFound(_GONE))
    status = seen.stored_data.status
    if status is StoredDataStatus.GENERATED:
        return _integrated(publication, seen, upload)
    if status in _WORKING:
        done = StageStatus.SUCCESSFUL
        tell = _progress(publication, upload, done, done, StageStatus.IN_PROGRESS)
        return tell or Wait(Stage.INTEGRATION, WaitReason.INTEGRATION)
    if status is StoredDataStatus.UNKNOWN:
        return Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, seen.stored_data.status_word)
    return _failed(publication, seen, upload)


def _failed(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    done = StageStatus.SUCCESSFUL
    tell = _progress(publication, upload, done, done, StageStatus.FAILED)
    return tell or Fail(Stage.INTEGRATION, IntegrationFailed(seen.execution_report))


def _integrated(publication: Publication, seen: Delivery, upload: Upload) -> Decision:  # noqa: ARG001
    done = StageStatus.SUCCESSFUL
    tell = _progress(publication, upload, done, done, done)
    return tell or Perform(RetireUpload(upload.id, tags.FILE_TREE in upload.tags))
