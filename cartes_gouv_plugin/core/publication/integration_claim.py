"""Two machines, one delivery: how it is integrated once.

The platform knows no lock. What it does know is enough, in two steps:

1. Whoever has taken a delivery over writes its claim into the delivery's tags, gives the others `SETTLE_S` to write
   theirs, and creates the execution only if the claim is still its own and no execution is there. The last claim wins,
   and everybody sees the same last one. Who began the delivery creates without a claim, as long as nobody claims it.
   This holds while nobody takes longer than `SETTLE_S` from the last look at the claim to the creation.
2. Should it take longer all the same (a machine that sleeps), two executions exist, and one of them is launched:
   nobody launches an execution while it sees an older one that lives, nor before every other one is seen to be aborted.
   Whoever lists after creating sees the other one, of two such lists one comes last, and the platform launches nothing
   that was aborted. This holds under any schedule.

A delivery that is still open is claimed before anything in it is changed, and there the newest claim wins at once: its
home is the one whose user has just given a file. The other one changes nothing any more, and goes on with what it finds
once the delivery is closed. A file of its own that is already on its way may still arrive; it is found and removed,
unless it comes between the last look of the new home and its closing of the delivery.

The website heeds neither claims nor other executions. It is given `SETTLE_S` before the launch to show an execution
that it created before it could see ours; one that it creates later than that is found, and ours is given up.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import uuid4

from cartes_gouv_plugin.core.entrepot.models import Upload
from cartes_gouv_plugin.core.entrepot.statuses import ExecutionStatus
from cartes_gouv_plugin.core.errors import CartesGouvError, NotOurs
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Perform, Wait, WaitReason, Workplace
from cartes_gouv_plugin.core.publication.delivery import execution_or_none
from cartes_gouv_plugin.core.publication.effects import REFUSALS, is_overtaken
from cartes_gouv_plugin.core.publication.publication import Publication, Stage

SETTLE_S = 3.0
"""Longer than a look and a creation take; the website polls as often."""
FILLING_PATIENCE_S = 7200.0
"""How long another home may take to send its file: as long as the website gives a transfer."""
OTHER_SIDE_PATIENCE_S = 60.0
"""How long the claim of another home, or an execution that somebody else did not launch, is waited for."""


@dataclass(frozen=True)
class ClaimIntegration:
    """The journal knows the claim beforehand: a process that ends here finds its own claim again."""

    upload: str
    stage: Stage = Stage.INTEGRATION

    def announced(self, publication: Publication) -> Publication:
        refs = replace(publication.refs, claim=publication.refs.claim or str(uuid4()), claimed=False, settled=False)
        return replace(publication, refs=refs)

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        claim: dict[str, tags.TagValue] = {tags.CLAIMED_BY: publication.refs.claim}
        workplace.client.tag_upload(publication.datastore, self.upload, claim)
        return replace(publication, refs=replace(publication.refs, claimed=True))

    def given_up(self, publication: Publication, _error: CartesGouvError) -> Publication:
        return replace(publication, refs=replace(publication.refs, claim_refused=True))


@dataclass(frozen=True)
class ConfirmClaim:
    """Looks whether the claim is still the last one, once the others have had the time to write theirs."""

    upload: str
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        if is_overtaken(workplace, self.upload):
            return publication
        return replace(publication, refs=replace(publication.refs, settled=True))


@dataclass(frozen=True)
class EndRival:
    """Aborts an execution that somebody else created and did not launch, and deletes its stored data, which is empty.

    One that was launched meanwhile is not aborted any more: the next look sees it.
    """

    execution: str
    stored_data: str
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        client, ds = workplace.client, workplace.publication.datastore
        found = execution_or_none(client, ds, self.execution)
        if found is None or found.status is not ExecutionStatus.CREATED:
            return workplace.publication
        client.abort_execution(ds, self.execution)
        with suppress(*REFUSALS, NotOurs):
            client.delete_stored_data(ds, self.stored_data)
        return workplace.publication

    def given_up(self, publication: Publication, _error: CartesGouvError) -> Publication:
        standing = (*publication.refs.standing, self.execution)
        return replace(publication, refs=replace(publication.refs, standing=standing))


def before_filling(publication: Publication, upload: Upload, waited: float) -> Perform | Wait | None:
    """What comes before any change of an open delivery; None when this home fills it."""
    refs, holder = publication.refs, upload.tags.get(tags.CLAIMED_BY, "")
    claim = Perform(ClaimIntegration(upload.id, Stage.UPLOAD))
    if refs.claim_refused:
        return None
    if refs.shared and not refs.claimed:
        return claim
    if holder not in ("", refs.claim):
        return Wait(Stage.UPLOAD, WaitReason.OTHER_SIDE) if waited < FILLING_PATIENCE_S else claim
    if refs.settled or not refs.claim:
        return None
    return settling(waited, Stage.UPLOAD) or Perform(ConfirmClaim(upload.id))


def before_creating(publication: Publication, upload: Upload, waited: float) -> Perform | Wait | None:
    """What comes before the creation of an execution; None when it is this home's turn."""
    refs, holder = publication.refs, upload.tags.get(tags.CLAIMED_BY, "")
    if refs.claim_refused:
        return None
    if holder and holder != refs.claim and waited < OTHER_SIDE_PATIENCE_S:
        return Wait(Stage.INTEGRATION, WaitReason.OTHER_SIDE)
    if not holder and not refs.shared:
        return None
    if holder != refs.claim or not refs.claimed:
        return Perform(ClaimIntegration(upload.id))
    return settling(waited)


def settling(waited: float, stage: Stage = Stage.INTEGRATION) -> Wait | None:
    """None once the others have had the time to show what they were about to do."""
    return Wait(stage, WaitReason.CLAIM) if waited < SETTLE_S else None


def is_claimed_elsewhere(publication: Publication, upload: Upload) -> bool:
    """Has another home claimed the integration since it was decided to create it here?"""
    return upload.tags.get(tags.CLAIMED_BY, "") not in ("", publication.refs.claim)
