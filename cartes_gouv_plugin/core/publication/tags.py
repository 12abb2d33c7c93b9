"""The tags that the website and this plugin share: their names and the exact strings of their values.

CG:src/Constants/EntrepotApi/CommonTags.php and UploadTags.php; CG:src/Workflow/UploadIntegrationWorkflow.php:123-147.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Union

from cartes_gouv_plugin.core.publication.publication import Publication, StageStatus

DATASHEET_NAME = "datasheet_name"
PRODUCER = "producer"
PRODUCTION_YEAR = "production_year"
EMAIL_NOTIFICATION = "email_notification"
INTEGRATION_PROGRESS = "integration_progress"
INTEGRATION_CURRENT_STEP = "integration_current_step"
VECTORDB_ID = "vectordb_id"
PROC_INT_ID = "proc_int_id"
UPLOAD_ID = "upload_id"
FILE_TREE = "file_tree"
PROC_PYR_CREAT_ID = "proc_pyr_creat_id"
IS_SAMPLE = "is_sample"
THEME = "theme"

CREATED_BY = "created_by"
"""Ours, unknown to the website: who created the entity, and for which publication."""
CREATOR = "cartes_gouv_plugin"
CLAIMED_BY = "claimed_by"
"""Ours, unknown to the website: which home is about to integrate a delivery that several may have taken over."""

TagValue = Union[str, int, bool]
"""The website sends the year as a number and the notification as a boolean; the platform stores strings."""


def created_by(publication_id: str) -> str:
    """The value of `CREATED_BY` for one publication; it makes the entity findable whatever its name."""
    return f"{CREATOR}:{publication_id}"


def is_by_this_plugin(tags: Mapping[str, str]) -> bool:
    """Was the entity created by this plugin, on whichever machine and for whichever user?"""
    value = tags.get(CREATED_BY, "")
    return value == CREATOR or value.startswith(f"{CREATOR}:")


def publication_id_of(tags: Mapping[str, str]) -> str | None:
    """The identifier of the publication that created the entity, if this plugin did."""
    head, _colon, publication_id = tags.get(CREATED_BY, "").partition(":")
    return publication_id or None if head == CREATOR else None


def upload_tags(publication: Publication) -> dict[str, TagValue]:
    """The tags of a new upload (CG:src/Controller/Entrepot/UploadController.php:97-106), and who created it."""
    tags: dict[str, TagValue] = {DATASHEET_NAME: publication.datasheet}
    if publication.producer:
        tags[PRODUCER] = publication.producer
    if publication.production_year is not None:
        tags[PRODUCTION_YEAR] = publication.production_year
    if publication.email_notification:
        tags[EMAIL_NOTIFICATION] = True
    tags[CREATED_BY] = created_by(publication.id)
    return tags


def integration_tags(stored_data: str, execution: str) -> dict[str, TagValue]:
    """Both identifiers of a running integration, always written together: one alone reads as a failure."""
    return {VECTORDB_ID: stored_data, PROC_INT_ID: execution}


def stored_data_tags(
    upload: str, execution: str, upload_tags_seen: Mapping[str, str], publication: Publication
) -> dict[str, TagValue]:
    """The tags of a VECTOR-DB; the website's tile generation reads `upload_id` and `proc_int_id` without asking.

    Values are taken from the upload's own tags, as the website does, so that a resumed delivery keeps its producer.
    """
    tags: dict[str, TagValue] = {
        UPLOAD_ID: upload,
        PROC_INT_ID: execution,
        DATASHEET_NAME: upload_tags_seen.get(DATASHEET_NAME, publication.datasheet),
    }
    for name in (PRODUCER, PRODUCTION_YEAR):
        if upload_tags_seen.get(name):
            tags[name] = upload_tags_seen[name]
    if is_by_this_plugin(upload_tags_seen):
        tags[CREATED_BY] = upload_tags_seen[CREATED_BY]
    return tags


def progress_tags(send: StageStatus, checks: StageStatus, integration: StageStatus) -> dict[str, TagValue]:
    """The two tags that say how far the website's three steps are; PHP's `json_encode` writes no blanks."""
    steps = {"send_files_api": send, "wait_checks": checks, "integration_processing": integration}
    text = json.dumps({name: status.value for name, status in steps.items()}, separators=(",", ":"))
    unfinished = [i for i, status in enumerate(steps.values()) if status is not StageStatus.SUCCESSFUL]
    return {INTEGRATION_PROGRESS: text, INTEGRATION_CURRENT_STEP: str(unfinished[0] if unfinished else len(steps))}


def file_tree_tag(tree: Any) -> dict[str, TagValue]:
    """The tree of an upload, as its JSON answer, in the form of PHP's `json_encode` (slashes escaped, ASCII only)."""
    return {FILE_TREE: json.dumps(tree, separators=(",", ":"), ensure_ascii=True).replace("/", "\\/")}


def missing(wanted: Mapping[str, TagValue], present: Mapping[str, str]) -> dict[str, TagValue]:
    """Those of `wanted` whose name is not there yet."""
    return {name: value for name, value in wanted.items() if name not in present}


def differing(wanted: Mapping[str, TagValue], present: Mapping[str, str]) -> dict[str, TagValue]:
    """Those of `wanted` that are missing or have another value."""
    return {name: value for name, value in wanted.items() if present.get(name) != as_text(value)}


def as_text(value: TagValue) -> str:
    """The string under which the platform stores a value."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
