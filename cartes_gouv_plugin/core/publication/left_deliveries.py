"""The deliveries that the website began and nobody finished: with the website, nothing goes on unless a page is open.

What is listed is what can go on (CG:src/Workflow/UploadIntegrationWorkflow.php:85-116); what failed can only be
reported or deleted, which the website does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import Upload
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.intake import unfinished_uploads

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

_CAN_GO_ON = (UploadStatus.OPEN, UploadStatus.CHECKING, UploadStatus.CLOSED)
MOST_ASKED = 60
"""Whose a delivery is takes two requests: of a crowd, only the newest are asked about."""


@dataclass(frozen=True)
class LeftDelivery:
    """`id`: the upload's; `name`: its technical name; `srs`: as the platform writes it.

    `needs_file`: it is open, and its file is nowhere but with the user.
    """

    datastore: str
    id: str
    name: str
    datasheet: str
    srs: str
    needs_file: bool


def left_deliveries(
    client: EntrepotClient, ds: str, followed: Collection[str], is_ours: Callable[[str], bool]
) -> tuple[LeftDelivery, ...]:
    """Newest first. `followed`: uploads that are looked after already; `is_ours` tells of an upload whose it is."""
    standing = [upload for upload in unfinished_uploads(client, ds) if _was_left(upload) and upload.id not in followed]
    found = []
    for upload in standing[:MOST_ASKED]:
        try:
            ours = is_ours(upload.id)
        except NotFound:
            continue
        if ours:
            found.append(_described(ds, upload))
    return tuple(found)


def _was_left(upload: Upload) -> bool:
    """By the website: what this plugin began on another computer is that computer's to finish, or one's own to name."""
    failed = '"failed"' in upload.tags.get(tags.INTEGRATION_PROGRESS, "")
    return upload.status in _CAN_GO_ON and not failed and not tags.is_by_this_plugin(upload.tags)


def _described(ds: str, upload: Upload) -> LeftDelivery:
    sheet = upload.tags[tags.DATASHEET_NAME]
    return LeftDelivery(ds, upload.id, upload.name, sheet, upload.srs, upload.status is UploadStatus.OPEN)
