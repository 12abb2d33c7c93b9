"""Taking one service back: its offering, its configuration, its styles, its links in the datasheet's record.

CG:src/Services/EntrepotApi/CartesServiceApiService.php:200-286. The data stays, and so does the record, out of the
catalogue when it has no service left.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone

from cartes_gouv_plugin.core.datasheets.mentions import annexes_of, styles_of
from cartes_gouv_plugin.core.datasheets.orphans import orphaned_styles
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan
from cartes_gouv_plugin.core.datasheets.removal_steps import (
    Advance,
    DeleteAnnexe,
    DeleteConfiguration,
    DeleteStatic,
    Step,
    WithdrawOffering,
)
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration
from cartes_gouv_plugin.core.errors import NotFound, NotOurs
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME
from cartes_gouv_plugin.core.services import annexes, iso_edit


@dataclass(frozen=True)
class UnlinkRecord:
    """Takes services out of a record; without a service left, the record leaves the catalogue."""

    id: str
    offerings: frozenset[str]
    kind: Kind = Kind.METADATA

    def advance(self, client: EntrepotClient, datastore: str) -> Advance:
        try:
            record = client.metadata(datastore, self.id)
            content = client.metadata_file(datastore, self.id)
        except NotFound:
            return Advance.DONE
        linked = iso_edit.offerings_of(content)
        if linked & self.offerings:
            now = datetime.now(timezone.utc).replace(microsecond=0).isoformat().replace("+00:00", "Z")
            content = iso_edit.with_links(content, now, gone=self.offerings)
            client.replace_metadata(datastore, self.id, filename=f"{self.id}.xml", content=content)
            return Advance.AGAIN
        if linked or not record.endpoints:
            return Advance.DONE
        client.unpublish_metadata(datastore, file_identifier=record.file_identifier, endpoint=record.endpoints[0])
        return Advance.AGAIN


def plan_service_removal(
    client: EntrepotClient, ownership: Ownership, datastore: str, configuration: str
) -> RemovalPlan:
    """The plan for one service, carried out by `datasheets.removal.carry_out`. Only reads.

    The configuration goes as late as the platform lets it: as long as it is there, a removal that was cut can be
    planned again. Styles can only go after it; the next removal takes those that were left behind.
    Raises `NotFound`, or `NotOurs` when the service is not shown to be ours.
    """
    found = client.configuration(datastore, configuration)
    if not ownership.is_ours(Target(datastore, Kind.CONFIGURATION, configuration)):
        raise NotOurs(f"the service {found.layer_name} is not shown to be ours")
    datasheet = found.tags.get(DATASHEET_NAME, "")
    ours = _OursForGood(ownership, datastore)
    offerings = [item.id for item in client.offerings_of(datastore, configuration)]
    styles = [style for style in styles_of(found) if ours(Kind.STATIC, style)]
    left_behind = orphaned_styles(client, ownership, datastore)
    steps: list[Step] = [DeleteStatic(style) for style in left_behind if style not in styles]
    steps += [WithdrawOffering(offering, configuration) for offering in offerings]
    steps += _unlinks(client, ours, datastore, datasheet, frozenset(offerings))
    steps += [DeleteAnnexe(each) for each in sorted(_files(client, datastore, found)) if ours(Kind.ANNEXE, each)]
    steps.append(DeleteConfiguration(configuration))
    steps += [DeleteStatic(style) for style in styles]
    return RemovalPlan(datastore, datasheet, tuple(steps))


class _OursForGood:
    """Is it there, and ours? Written down, because what shows it is about to go."""

    def __init__(self, ownership: Ownership, datastore: str) -> None:
        self._ownership = ownership
        self._datastore = datastore

    def __call__(self, kind: Kind, identifier: str) -> bool:
        try:
            return self._ownership.is_ours_for_good(Target(self._datastore, kind, identifier))
        except NotFound:
            return False


def _files(client: EntrepotClient, datastore: str, configuration: Configuration) -> set[str]:
    """The style files that the service names, and those that lie beside them: sprites, pictures of its styles."""
    texts = [json.dumps(configuration.extra.get("styles") or [])]
    texts += [client.static_file(datastore, style).decode("utf-8", "replace") for style in styles_of(configuration)]
    tokens = {token for text in texts for token in annexes.tokens_in(text)}
    beside = {item.id for token in tokens for item in client.annexes(datastore, path=f"{annexes.prefix(token)}%")}
    return beside | set(annexes_of(configuration))


def _unlinks(
    client: EntrepotClient, ours: _OursForGood, datastore: str, datasheet: str, offerings: frozenset[str]
) -> Iterable[Step]:
    """A link to an offering that is no more goes too: a removal that was cut left it there."""
    if not datasheet:
        return
    for record in client.metadata_list(datastore, tags={DATASHEET_NAME: datasheet}):
        if record.tags.get(DATASHEET_NAME) != datasheet or not ours(Kind.METADATA, record.id):
            continue
        linked = iso_edit.offerings_of(client.metadata_file(datastore, record.id))
        dead = {each for each in linked - offerings if _is_gone(client, datastore, each)}
        yield UnlinkRecord(record.id, offerings | dead)


def _is_gone(client: EntrepotClient, datastore: str, offering: str) -> bool:
    try:
        client.offering(datastore, offering)
    except NotFound:
        return True
    return False
