"""What may be seen of a delivery, built in a line each; for tables of decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cartes_gouv_plugin.core.entrepot.models import Checks, Execution, ListedCheck, StoredData, Upload
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus, StoredDataStatus, UploadStatus
from cartes_gouv_plugin.core.publication.decision import Decision, Fail, Perform, Wait, WaitReason
from cartes_gouv_plugin.core.publication.delivery import Delivery
from cartes_gouv_plugin.core.publication.delivery_decision import decide_delivery
from cartes_gouv_plugin.core.publication.effects import TagProgress
from cartes_gouv_plugin.core.publication.integration_claim import ClaimIntegration
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
WAIT_CLAIM = Wait(Stage.INTEGRATION, WaitReason.CLAIM)
WAIT_OTHER = Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE)
CLAIM_IT = Perform(ClaimIntegration("u"))
ASKED = Refs("u", shared=True, claim="ours")
SHARED = replace(THEIRS, refs=Refs("u", shared=True))
CLAIMED = replace(THEIRS, refs=replace(ASKED, claimed=True))
SETTLED = replace(THEIRS, refs=replace(ASKED, claimed=True, settled=True))
CLAIM, OTHER_CLAIM = {"claimed_by": "ours"}, {"claimed_by": "another"}
WAIT_INTEGRATION = Wait(Stage.INTEGRATION, WaitReason.INTEGRATION)


def row(name: str, seen: Delivery, expected: Decision, publication: Publication = OURS) -> Any:
    return pytest.param(publication, seen, expected, id=name)


def opened(files: dict[str, int], publication_ready: bool = True) -> Delivery:
    return Delivery(upload("OPEN"), files, publication_ready)


def closed(*tags: dict[str, str], **seen: Any) -> Delivery:
    return Delivery(upload("CLOSED", *tags), checks=seen.pop("checks", PASSED), **seen)


def assert_decided(publication: Publication, seen: Delivery, expected: Decision) -> None:
    decision = decide_delivery(publication, seen)

    if isinstance(expected, Fail):
        assert isinstance(decision, Fail)
        assert (decision.stage, type(decision.error)) == (expected.stage, type(expected.error))
        wanted = getattr(expected.error, "report", ()) or getattr(expected.error, "log", ())
        assert wanted in ((), getattr(decision.error, "report", ()) or getattr(decision.error, "log", ()))
    else:
        assert decision == expected
