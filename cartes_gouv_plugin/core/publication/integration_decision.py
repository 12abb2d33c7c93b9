"""What to do about a delivery whose checks have passed: create its integration, launch it, follow it. Pure."""

from __future__ import annotations

from cartes_gouv_plugin.core.entrepot.models import Execution, Upload
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus
from cartes_gouv_plugin.core.errors import IntegrationFailed, NotFound
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Decision, Fail, Perform, Wait, WaitReason, Watch, WatchKind
from cartes_gouv_plugin.core.publication.delivery import Delivery
from cartes_gouv_plugin.core.publication.effects import RetireUpload
from cartes_gouv_plugin.core.publication.integration_claim import (
    OTHER_SIDE_PATIENCE_S,
    EndRival,
    before_creating,
    settling,
)
from cartes_gouv_plugin.core.publication.integration_effects import (
    CreateExecution,
    DiscardExecution,
    LaunchExecution,
    TagIntegration,
    TagStoredData,
)
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.telling import progress

WORKING = (StoredDataStatus.CREATED, StoredDataStatus.GENERATING, StoredDataStatus.MODIFYING)
"""Of stored data that is going to be filled, or is being filled."""
GONE = "deleted on the platform, by somebody else"


def decide_integration(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
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
    tell = progress(publication, upload, done, done, waiting)
    return tell or before_creating(publication, upload, seen.waited) or Perform(CreateExecution(upload.id))


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
    return Fail(Stage.INTEGRATION, NotFound(GONE))


def _created(publication: Publication, seen: Delivery, upload: Upload, execution: Execution) -> Decision:
    rival = seen.others[0] if seen.others else None
    if rival is not None and (rival.status is not ExecutionStatus.CREATED or _older(rival, execution)):
        return Perform(TagIntegration(upload.id, rival.output_stored_data, rival.id, replacing=execution.id))
    wanted = _missing_stored_data_tags(publication, seen, upload, execution)
    if wanted:
        return Perform(TagStoredData(execution.output_stored_data, wanted))
    abandoned = [other for other in seen.others if other.id not in publication.refs.standing]
    if abandoned and seen.waited < OTHER_SIDE_PATIENCE_S:
        return Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE)
    if abandoned:
        return Perform(EndRival(abandoned[0].id, abandoned[0].output_stored_data))
    wait = settling(seen.waited) if publication.refs.shared else None
    return wait or Perform(LaunchExecution(upload.id, execution.id, tuple(other.id for other in seen.others)))


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
        tell = progress(publication, upload, done, done, StageStatus.IN_PROGRESS)
        watch = Watch(WatchKind.EXECUTION, execution.id, execution.status_word)
        return tell or Wait(Stage.INTEGRATION, WaitReason.INTEGRATION, watch=watch)
    if execution.status is ExecutionStatus.SUCCESS:
        return _succeeded(publication, seen, upload)
    if execution.status in (ExecutionStatus.FAILURE, ExecutionStatus.ABORTED):
        return _failed(publication, seen, upload)
    return Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, execution.status_word)


def _succeeded(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    if seen.stored_data is None:
        return Fail(Stage.INTEGRATION, NotFound(GONE))
    status = seen.stored_data.status
    if status is StoredDataStatus.GENERATED:
        return _integrated(publication, seen, upload)
    if status in WORKING:
        done = StageStatus.SUCCESSFUL
        tell = progress(publication, upload, done, done, StageStatus.IN_PROGRESS)
        return tell or Wait(Stage.INTEGRATION, WaitReason.INTEGRATION)
    if status is StoredDataStatus.UNKNOWN:
        return Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, seen.stored_data.status_word)
    return _failed(publication, seen, upload)


def _failed(publication: Publication, seen: Delivery, upload: Upload) -> Decision:
    done = StageStatus.SUCCESSFUL
    tell = progress(publication, upload, done, done, StageStatus.FAILED)
    return tell or Fail(Stage.INTEGRATION, IntegrationFailed(seen.execution_report))


def _integrated(publication: Publication, seen: Delivery, upload: Upload) -> Decision:  # noqa: ARG001
    done = StageStatus.SUCCESSFUL
    tell = progress(publication, upload, done, done, done)
    return tell or Perform(RetireUpload(upload.id, tags.FILE_TREE in upload.tags))
