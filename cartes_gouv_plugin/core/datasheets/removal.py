"""Removing a datasheet, in the website's order and only as far as it is ours.

Services, then deliveries, then stored data, then metadata, then documents
(CG:src/Controller/Entrepot/DatasheetController.php:256-323; CG:src/Services/EntrepotApi/
CartesStoredDataApiService.php). What belongs to others under the same name is named in the plan, and stays.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Callable

from cartes_gouv_plugin.core.datasheets.listing import Datasheet, label_of, read_datasheet
from cartes_gouv_plugin.core.datasheets.mentions import annexes_of, styles_of
from cartes_gouv_plugin.core.datasheets.orphans import orphaned_styles
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.removal_steps import (
    RUNNING,
    AbortExecution,
    Advance,
    DeleteAnnexe,
    DeleteConfiguration,
    DeleteMetadata,
    DeleteStatic,
    DeleteStoredData,
    DeleteUpload,
    Step,
    WithdrawMetadata,
    WithdrawOffering,
    annexe_of,
)
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Execution, StoredData
from cartes_gouv_plugin.core.errors import EntrepotError, NotFound, NotOurs, Offline, RateLimited, ServerTrouble
from cartes_gouv_plugin.core.progress import Reporter

# The website waits 20 times 5 s for a service to be withdrawn (CG:…/CartesServiceApiService.php:200-286).
PATIENCE = 100.0
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 5.0
_LONGEST_TROUBLE = 30.0


class KeptBecause(Enum):
    """Why something of the datasheet stays."""

    NOT_OURS = "not ours"
    USED_BY_OTHERS = "used by others"


@dataclass(frozen=True)
class Kept:
    """An entity of the datasheet that is not touched."""

    kind: Kind
    id: str
    because: KeptBecause


@dataclass(frozen=True)
class RemovalPlan:
    """What is going to be removed, step after step, and what stays."""

    datastore: str
    datasheet: str
    steps: tuple[Step, ...]
    kept: tuple[Kept, ...] = ()


def plan_removal(client: EntrepotClient, ownership: Ownership, datastore: str, name: str) -> RemovalPlan:
    """The plan for a whole datasheet. Only reads.

    Raises `NotFound` when there is no such datasheet, `NotOurs` when nothing of it is ours.
    """
    sheet = _read_or_left(client, datastore, name)
    planner = _Planner(client, ownership, datastore)
    steps = [
        *planner.services(sheet),
        *planner.uploads(sheet),
        *planner.stored_data(sheet, sheet.stored_data),
        *planner.metadata(sheet),
        *planner.annexes(sheet),
    ]
    if not steps:
        raise NotOurs(f"nothing of the datasheet {name!r} is shown to be ours")
    planned = {step.id for step in steps}
    left_behind = orphaned_styles(client, ownership, datastore)
    # First: a removal that is cut again has made some way, and the datasheet is still there to be removed.
    steps[:0] = [DeleteStatic(style) for style in left_behind if style not in planned]
    return RemovalPlan(datastore, name, tuple(steps), tuple(planner.kept))


def _read_or_left(client: EntrepotClient, datastore: str, name: str) -> Datasheet:
    """The datasheet, or the documents that the removal of one left when it was cut at its very end."""
    try:
        return read_datasheet(client, datastore, name)
    except NotFound:
        label = label_of(name)
        left = tuple(item for item in client.annexes(datastore, labels=(label,)) if label in item.labels)
        if not left:
            raise
        return Datasheet(name, annexes=left)


def carry_out(
    plan: RemovalPlan,
    client: EntrepotClient,
    reporter: Reporter,
    *,
    pause: Callable[[float], object] = time.sleep,
    patience: float = PATIENCE,
    troubles: int = 0,
) -> None:
    """Carries out a plan, for a worker thread. Every look may be repeated; cancelling leaves a smaller datasheet.

    `troubles`: how many passing ones in a row a step outlasts. It looks again before it acts again, so that an answer
    which was lost does no harm.

    Raises `ServerTrouble` when the platform keeps a service longer than `patience` seconds, else what the steps raise.
    """
    for rank, step in enumerate(plan.steps):
        reporter.update(rank / len(plan.steps))
        waited, length = 0.0, _FIRST_PAUSE
        advanced = partial(step.advance, client, plan.datastore)
        while (advance := _outlasting(advanced, troubles, reporter, pause)) is not Advance.DONE:
            reporter.check()
            if waited > patience:
                raise ServerTrouble(f"the platform still holds {step.kind.value}/{step.id} after {patience:.0f} s")
            if advance is Advance.LATER:
                pause(length)
            waited += length
            length = min(length * 1.5, _LONGEST_PAUSE)
    reporter.update(1.0)


def _outlasting(
    advanced: Callable[[], Advance], troubles: int, reporter: Reporter, pause: Callable[[float], object]
) -> Advance:
    for trouble in range(troubles):
        try:
            return advanced()
        except (Offline, RateLimited, ServerTrouble) as error:
            length = _pause_after(error, trouble)
            if length > _LONGEST_TROUBLE:
                raise
        reporter.check()
        pause(length)
    return advanced()


def _pause_after(error: EntrepotError, before: int) -> float:
    """In seconds; what the platform asks for is the least. `before`: how many troubles came before this one."""
    return max(min(2.0**before, _LONGEST_TROUBLE), getattr(error, "retry_after", None) or 0.0)


class _Planner:
    """Collects the steps of one plan, and what has to stay."""

    def __init__(self, client: EntrepotClient, ownership: Ownership, datastore: str) -> None:
        self._client = client
        self._ownership = ownership
        self._datastore = datastore
        self.kept: list[Kept] = []

    def services(self, sheet: Datasheet) -> Iterable[Step]:
        offered = {service.configuration.id: service.configuration for service in sheet.services}
        for listed in sheet.configurations:
            if listed.id not in offered:
                offered[listed.id] = self._client.configuration(self._datastore, listed.id)
        for configuration in offered.values():
            if not self._is_ours(Kind.CONFIGURATION, configuration.id):
                continue
            for offering in self._client.offerings_of(self._datastore, configuration.id):
                yield WithdrawOffering(offering.id, configuration.id)
            styles = [style for style in styles_of(configuration) if self._is_ours(Kind.STATIC, style)]
            files = [annexe for annexe in annexes_of(configuration) if self._is_ours(Kind.ANNEXE, annexe)]
            yield DeleteConfiguration(configuration.id)
            yield from (DeleteAnnexe(annexe) for annexe in files)
            yield from (DeleteStatic(style) for style in styles)

    def uploads(self, sheet: Datasheet) -> Iterable[Step]:
        for upload in sheet.uploads:
            if self._is_ours(Kind.UPLOAD, upload.id):
                # Earlier than the website does: a delivery that is being read cannot be deleted.
                yield from self._integrations(upload.id)
                yield DeleteUpload(upload.id, sheet.name)

    def stored_data(self, sheet: Datasheet, chosen: Iterable[StoredData]) -> Iterable[Step]:
        for item in chosen:
            if not self._is_ours(Kind.STORED_DATA, item.id):
                continue
            if self._is_used_by_others(sheet, item.id):
                self.kept.append(Kept(Kind.STORED_DATA, item.id, KeptBecause.USED_BY_OTHERS))
                continue
            yield from self._executions(item.id)
            yield DeleteStoredData(item.id, sheet.name)

    def metadata(self, sheet: Datasheet) -> Iterable[Step]:
        for record in sheet.metadata:
            if self._is_ours(Kind.METADATA, record.id):
                yield from (WithdrawMetadata(record.id, sheet.name, endpoint) for endpoint in record.endpoints)
                yield DeleteMetadata(record.id, sheet.name)

    def annexes(self, sheet: Datasheet) -> Iterable[Step]:
        styles = {annexe for service in sheet.services for annexe in annexes_of(service.configuration)}
        for annexe in sheet.annexes:
            if annexe.id not in styles and self._is_ours(Kind.ANNEXE, annexe.id):
                yield annexe_of(sheet.name, annexe.id)

    def _executions(self, identifier: str) -> Iterable[Step]:
        """What is running on the stored data, or into it. The filter's answer is compared with the detail."""
        ds = self._datastore
        listed = {item.id for item in self._client.executions(ds, input_stored_data=identifier)}
        listed |= {item.id for item in self._client.executions(ds, output_stored_data=identifier)}
        for execution in map(self._execution, sorted(listed)):
            if execution is None or execution.status not in RUNNING:
                continue
            reads, writes = identifier in execution.input_stored_data, execution.output_stored_data
            if not (reads or writes == identifier) or not self._is_ours(Kind.EXECUTION, execution.id):
                continue
            yield AbortExecution(execution.id)
            if reads and writes and writes != identifier and self._is_ours(Kind.STORED_DATA, writes):
                yield DeleteStoredData(writes, "")

    def _integrations(self, upload: str) -> Iterable[Step]:
        for listed in self._client.executions(self._datastore, input_upload=upload):
            execution = self._execution(listed.id)
            if execution is None or execution.status not in RUNNING or upload not in execution.input_uploads:
                continue
            if self._is_ours(Kind.EXECUTION, execution.id):
                yield AbortExecution(execution.id)

    def _execution(self, identifier: str) -> Execution | None:
        try:
            return self._client.execution(self._datastore, identifier)
        except NotFound:
            return None

    def _is_used_by_others(self, sheet: Datasheet, identifier: str) -> bool:
        standing = {item.configuration.id for item in sheet.services if identifier in item.configuration.stored_data}
        return not all(self._is_ours(Kind.CONFIGURATION, configuration) for configuration in standing)

    def _is_ours(self, kind: Kind, identifier: str) -> bool:
        try:
            ours = self._ownership.is_ours_for_good(Target(self._datastore, kind, identifier))
        except NotFound:
            return False
        kept = Kept(kind, identifier, KeptBecause.NOT_OURS)
        if not ours and kept not in self.kept:
            self.kept.append(kept)
        return ours
