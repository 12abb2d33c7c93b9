"""Telling the website how far a delivery is: it shows what the tags say until it has looked for itself."""

from __future__ import annotations

from cartes_gouv_plugin.core.entrepot.models import Upload
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Perform
from cartes_gouv_plugin.core.publication.effects import TagProgress
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus


def progress(
    publication: Publication, upload: Upload, send: StageStatus, checks: StageStatus, integration: StageStatus
) -> Perform | None:
    """The effect that brings the website's two tags up to date, None when they are."""
    stage = Stage.CHECKS if integration is StageStatus.WAITING else Stage.INTEGRATION
    effect = TagProgress(upload.id, send, checks, integration, stage)
    refused = publication.refs.progress_refused == effect.tags[tags.INTEGRATION_PROGRESS]
    return None if refused or not tags.differing(effect.tags, upload.tags) else Perform(effect)
