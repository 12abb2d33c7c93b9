"""The decision about a delivery, as a table: what is seen on the left, what follows on the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cartes_gouv_plugin.core.entrepot.models import Checks, Execution, ListedCheck, StoredData, Upload
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.errors import ChecksFailed, FileNeeded, IntegrationFailed, NotFound, PackageMissing
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
from cartes_gouv_plugin.core.publication.delivery import Delivery
from cartes_gouv_plugin.core.publication.delivery_decision import decide_delivery
from cartes_gouv_plugin.core.publication.effects import (
    CloseUpload,
    CreateUpload,
    RemoveFile,
    RetireUpload,
    SendChecksum,
    SendFile,
    TagProgress,
    TagUpload,
)
from cartes_gouv_plugin.core.publication.integration_effects import (
    CreateExecution,
    DiscardExecution,
    LaunchExecution,
    TagIntegration,
    TagStoredData,
)
from cartes_gouv_plugin.core.publication.publication import Origin, Package, Publication, Refs, Stage, StageStatus

OURS = Publication(
    "p", "ds", "Communes", "communes", "EPSG:2154", Package(Path("communes.gpkg"), 10, "0" * 32, "EPSG:2154", ())
)
THEIRS = replace(OURS, origin=Origin.WEBSITE, refs=Refs(upload="u"))
FIRST_TAGS = {"datasheet_name": "Communes", "created_by": "cartes_gouv_plugin:p"}
BOTH = {"vectordb_id": "s", "proc_int_id": "e"}
STORED_TAGS = {
    "upload_id": "u",
    "proc_int_id": "e",
    "datasheet_name": "Communes",
    "created_by": FIRST_TAGS["created_by"],
}
PATH, SUM = "data/communes.gpkg", "communes.gpkg.md5"

DONE, BUSY, WAITS, FAILED = (
    StageStatus.SUCCESSFUL,
    StageStatus.IN_PROGRESS,
    StageStatus.WAITING,
    StageStatus.FAILED,
)


def told(send: StageStatus, checks: StageStatus, integration: StageStatus) -> dict[str, str]:
    """The website's two tags, written by hand as its own code writes them."""
    words = [send.value, checks.value, integration.value]
    text = '{{"send_files_api":"{}","wait_checks":"{}","integration_processing":"{}"}}'.format(*words)
    step = next((number for number, word in enumerate(words) if word != "successful"), 3)
    return {"integration_progress": text, "integration_current_step": str(step)}


def upload(status: str, *tags: dict[str, str]) -> Upload:
    merged = {name: value for each in (FIRST_TAGS, *tags) for name, value in each.items()}
    return Upload("u", "communes", "VECTOR", UploadStatus(status), status, "EPSG:2154", tags=merged)


def bare_upload(status: str) -> Upload:
    return replace(upload(status), tags={})


def execution(status: str, identifier: str = "e", output: str = "s", creation: str = "2026-01-01") -> Execution:
    return Execution(
        identifier, "i", "", ExecutionStatus(status), status, ("u",), output_stored_data=output, creation=creation
    )


def stored(status: str, tags: dict[str, str] | None = None) -> StoredData:
    given = STORED_TAGS if tags is None else tags
    return StoredData("s", "communes", "VECTOR-DB", StoredDataStatus(status), status, tags=given)


def checks(**buckets: int) -> Checks:
    return Checks(
        **{name: tuple(ListedCheck(f"{name}{n}", "c", name) for n in range(size)) for name, size in buckets.items()}
    )


def progress(send: StageStatus, check: StageStatus, integration: StageStatus, stage: Stage) -> Perform:
    return Perform(TagProgress("u", send, check, integration, stage))


PASSED = checks(passed=2)
CHECKING_TOLD = told(DONE, BUSY, WAITS)
CHECKED_TOLD = told(DONE, DONE, WAITS)
RUNNING_TOLD = told(DONE, DONE, BUSY)
FINISHED_TOLD = told(DONE, DONE, DONE)
WAIT_CHECKS = Wait(Stage.CHECKS, WaitReason.CHECKS)
WAIT_INTEGRATION = Wait(Stage.INTEGRATION, WaitReason.INTEGRATION)


def row(name: str, seen: Delivery, expected: Decision, publication: Publication = OURS) -> Any:
    return pytest.param(publication, seen, expected, id=name)


def opened(files: dict[str, int], publication_ready: bool = True) -> Delivery:
    return Delivery(upload("OPEN"), files, publication_ready)


def closed(*tags: dict[str, str], **seen: Any) -> Delivery:
    return Delivery(upload("CLOSED", *tags), checks=seen.pop("checks", PASSED), **seen)


TABLE = [
    # nothing on the server
    row("nothing yet", Delivery(package_ready=True), Perform(CreateUpload())),
    row("nothing yet, package gone", Delivery(), Fail(Stage.UPLOAD, PackageMissing())),
    row("upload gone", Delivery(package_ready=True), Fail(Stage.UPLOAD, NotFound("")), THEIRS),
    row("upload gone, data there", Delivery(stored_data=stored("GENERATED")), Done(), THEIRS),
    # open
    row("created, untagged", Delivery(bare_upload("OPEN"), {}, True), Perform(TagUpload("u", FIRST_TAGS))),
    row("open, empty", opened({}), Perform(SendFile("u", PATH))),
    row("open, cut short", opened({PATH: 4}), Perform(RemoveFile("u", PATH))),
    row(
        "open, cut short, files cannot be deleted",
        opened({PATH: 4}),
        Perform(SendFile("u", PATH)),
        replace(OURS, refs=Refs("u", removal_refused=True)),
    ),
    row("open, file complete", opened({PATH: 10}), Perform(SendChecksum("u", PATH))),
    row("open, all there", opened({PATH: 10, SUM: 50}), Perform(CloseUpload("u"))),
    row(
        "open, sum cut from the list",
        opened({PATH: 10}),
        Perform(CloseUpload("u")),
        replace(OURS, refs=Refs("u", True)),
    ),
    row("open, sum sent, file gone", opened({}), Perform(SendFile("u", PATH)), replace(OURS, refs=Refs("u", True))),
    row("open, package gone", opened({}, False), Fail(Stage.UPLOAD, PackageMissing())),
    row(
        "website's, open, rest of its file",
        opened({"data/site.gpkg": 3}),
        Perform(RemoveFile("u", "data/site.gpkg")),
        THEIRS,
    ),
    row(
        "open, another package since, same size",
        opened({PATH: 10, SUM: 50}),
        Perform(RemoveFile("u", SUM)),
        replace(OURS, refs=Refs("u", resealed=True)),
    ),
    row(
        "open, another package since, files cannot be deleted",
        opened({PATH: 10}),
        Perform(SendFile("u", PATH)),
        replace(OURS, refs=Refs("u", resealed=True, removal_refused=True)),
    ),
    row(
        "website's, open, nobody gave its file",
        opened({}, False),
        Fail(Stage.UPLOAD, FileNeeded("communes", "Communes")),
        replace(THEIRS, package=None),
    ),
    row("website's, open, tags stay", Delivery(bare_upload("OPEN"), {}, True), Perform(SendFile("u", PATH)), THEIRS),
    # checks
    row(
        "checking, not told",
        Delivery(upload("CHECKING"), checks=checks(asked=2)),
        progress(DONE, BUSY, WAITS, Stage.CHECKS),
    ),
    row(
        "checking",
        Delivery(upload("CHECKING", CHECKING_TOLD), checks=checks(asked=1, passed=1)),
        Wait(Stage.CHECKS, WaitReason.CHECKS, watch=Watch(WatchKind.UPLOAD_CHECKS, "u", "1 passed, 0 failed")),
    ),
    row("checking, none listed", Delivery(upload("CHECKING", CHECKING_TOLD)), WAIT_CHECKS),
    row("closed, no check at all", closed(told(DONE, WAITS, WAITS), checks=Checks()), WAIT_CHECKS),
    row("refused, not told", Delivery(upload("UNSTABLE")), progress(FAILED, WAITS, WAITS, Stage.CHECKS)),
    row(
        "refused",
        Delivery(upload("UNSTABLE", told(FAILED, WAITS, WAITS)), check_report=("SRS",)),
        Fail(Stage.CHECKS, ChecksFailed(("SRS",))),
    ),
    row(
        "closed with a failed check",
        closed(told(DONE, FAILED, WAITS), checks=checks(passed=1, failed=1), check_report=("SRS",)),
        Fail(Stage.CHECKS, ChecksFailed(("SRS",))),
    ),
    # integration
    row("passed, not told", closed(CHECKING_TOLD), progress(DONE, DONE, WAITS, Stage.CHECKS)),
    row("passed", closed(CHECKED_TOLD), Perform(CreateExecution("u"))),
    row(
        "created, answer lost",
        closed(CHECKED_TOLD, others=(execution("CREATED"),)),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row(
        "only the execution named",
        closed({"proc_int_id": "e"}, tagged=execution("CREATED")),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row(
        "only the data named",
        closed({"vectordb_id": "s"}, others=(execution("WAITING"),)),
        Perform(TagIntegration("u", "s", "e")),
    ),
    row("one name, nothing found", closed({"vectordb_id": "s"}), Fail(Stage.INTEGRATION, IntegrationFailed(()))),
    row(
        "tagged, data untagged",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED", {})),
        Perform(TagStoredData("s", STORED_TAGS)),
    ),
    row(
        "ready",
        closed(BOTH, tagged=execution("CREATED"), stored_data=stored("CREATED")),
        Perform(LaunchExecution("u", "e")),
    ),
    row(
        "the website launched another",
        closed(BOTH, tagged=execution("CREATED"), others=(execution("PROGRESS", "f", "t"),)),
        Perform(TagIntegration("u", "t", "f", replacing="e")),
    ),
    row(
        "an older one exists",
        closed(BOTH, tagged=execution("CREATED"), others=(execution("CREATED", "f", "t", "2025"),)),
        Perform(TagIntegration("u", "t", "f", replacing="e")),
    ),
    row(
        "a younger one may be launched",
        closed(
            BOTH,
            tagged=execution("CREATED"),
            others=(execution("CREATED", "f", "t", "2027"),),
            stored_data=stored("CREATED"),
        ),
        Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE),
    ),
    row(
        "a younger one was abandoned",
        closed(
            BOTH,
            tagged=execution("CREATED"),
            others=(execution("CREATED", "f", "t", "2027"),),
            stored_data=stored("CREATED"),
            waited=100.0,
        ),
        Perform(LaunchExecution("u", "e", ("f",))),
    ),
    row(
        "ours lost",
        closed(
            BOTH, tagged=execution("PROGRESS"), spare=execution("CREATED", "f", "t"), stored_data=stored("GENERATING")
        ),
        Perform(DiscardExecution("f", "t")),
    ),
    row(
        "running, not told",
        closed(BOTH, CHECKED_TOLD, tagged=execution("WAITING"), stored_data=stored("CREATED")),
        progress(DONE, DONE, BUSY, Stage.INTEGRATION),
    ),
    row(
        "running",
        closed(BOTH, RUNNING_TOLD, tagged=execution("PROGRESS"), stored_data=stored("GENERATING")),
        replace(WAIT_INTEGRATION, watch=Watch(WatchKind.EXECUTION, "e", "PROGRESS")),
    ),
    row(
        "ended, data not yet",
        closed(BOTH, RUNNING_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATING")),
        WAIT_INTEGRATION,
    ),
    row(
        "integrated, not told",
        closed(BOTH, RUNNING_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        progress(DONE, DONE, DONE, Stage.INTEGRATION),
    ),
    row(
        "integrated",
        closed(BOTH, FINISHED_TOLD, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", tree_kept=False)),
    ),
    row(
        "integrated, tree kept",
        closed(BOTH, FINISHED_TOLD, {"file_tree": "[]"}, tagged=execution("SUCCESS"), stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", tree_kept=True)),
    ),
    row(
        "execution tidied away",
        closed(BOTH, FINISHED_TOLD, stored_data=stored("GENERATED")),
        Perform(RetireUpload("u", False)),
    ),
    row("execution gone", closed(BOTH), Fail(Stage.INTEGRATION, NotFound(""))),
    row("data gone", closed(BOTH, tagged=execution("SUCCESS")), Fail(Stage.INTEGRATION, NotFound(""))),
    row(
        "failed, not told",
        closed(BOTH, RUNNING_TOLD, tagged=execution("FAILURE"), stored_data=stored("UNSTABLE")),
        progress(DONE, DONE, FAILED, Stage.INTEGRATION),
    ),
    row(
        "failed",
        closed(
            BOTH,
            told(DONE, DONE, FAILED),
            tagged=execution("FAILURE"),
            stored_data=stored("UNSTABLE"),
            execution_report=("empty",),
        ),
        Fail(Stage.INTEGRATION, IntegrationFailed(("empty",))),
    ),
    row(
        "aborted",
        closed(BOTH, told(DONE, DONE, FAILED), tagged=execution("ABORTED"), stored_data=stored("CREATED")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    row(
        "succeeded, data broken",
        closed(BOTH, told(DONE, DONE, FAILED), tagged=execution("SUCCESS"), stored_data=stored("UNSTABLE")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    # over
    row("deleted, data there", Delivery(upload("DELETED", BOTH), stored_data=stored("GENERATED")), Done()),
    row("deleted, data coming", Delivery(upload("DELETED", BOTH), stored_data=stored("GENERATING")), WAIT_INTEGRATION),
    row(
        "deleted, data broken",
        Delivery(upload("DELETED", BOTH), stored_data=stored("UNSTABLE")),
        Fail(Stage.INTEGRATION, IntegrationFailed(())),
    ),
    row("deleted by somebody", Delivery(upload("DELETED")), Fail(Stage.UPLOAD, NotFound(""))),
    # words that nobody knows, or that are no business of ours
    row("unknown upload word", Delivery(upload("FROZEN")), Wait(Stage.UPLOAD, WaitReason.UNKNOWN_STATUS, "FROZEN")),
    row("being generated", Delivery(upload("GENERATING")), Wait(Stage.UPLOAD, WaitReason.UNKNOWN_STATUS, "GENERATING")),
    row(
        "unknown execution word",
        closed(BOTH, tagged=execution("PAUSED"), stored_data=stored("CREATED")),
        Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, "PAUSED"),
    ),
    row(
        "unknown data word",
        closed(BOTH, tagged=execution("SUCCESS"), stored_data=stored("FROZEN")),
        Wait(Stage.INTEGRATION, WaitReason.UNKNOWN_STATUS, "FROZEN"),
    ),
]


@pytest.mark.parametrize(("publication", "seen", "expected"), TABLE)
def test_decision(publication: Publication, seen: Delivery, expected: Decision) -> None:
    decision = decide_delivery(publication, seen)

    if isinstance(expected, Fail):
        assert isinstance(decision, Fail)
        assert (decision.stage, type(decision.error)) == (expected.stage, type(expected.error))
        wanted = getattr(expected.error, "report", ()) or getattr(expected.error, "log", ())
        assert wanted in ((), getattr(decision.error, "report", ()) or getattr(decision.error, "log", ()))
    else:
        assert decision == expected


@pytest.mark.parametrize("status", [*UploadStatus])
def test_every_upload_status_leads_somewhere(status: UploadStatus) -> None:
    for publication in (OURS, THEIRS):
        assert decide_delivery(publication, Delivery(upload(status.value))) is not None


def test_progress_that_the_server_refused_is_not_asked_again() -> None:
    refused = replace(OURS, refs=Refs("u", progress_refused=CHECKED_TOLD["integration_progress"]))

    assert decide_delivery(refused, closed(CHECKING_TOLD)) == Perform(CreateExecution("u"))
