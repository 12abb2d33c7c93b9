"""A datasheet deleted, a service closed, with QGIS killed after every single change: the next start finishes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import RemovalPlan, carry_out, plan_removal
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Transport
from cartes_gouv_plugin.core.errors import NotFound, NotOurs, Offline
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.tags import CREATED_BY, DATASHEET_NAME
from cartes_gouv_plugin.core.services import documents, iso_edit
from cartes_gouv_plugin.core.services.thumbnails import set_thumbnail
from cartes_gouv_plugin.core.services.unpublishing import plan_service_removal
from tests.e2e.services_bench import Bench, integrated_publication, transport_of
from tests.e2e.test_services_record import PEOPLE
from tests.e2e.test_services_replacement import SERVICES
from tests.e2e.test_services_styles import PIXEL
from tests.emulators import Emulator

MOST_STARTS = 60


class _Cut:
    """Lets one change through, then the line is dead; `heard`: whether the answer to that change still arrives."""

    def __init__(self, transport: Transport, *, heard: bool) -> None:
        self._transport = transport
        self._heard = heard
        self.changes = 0

    def send(self, call: Call) -> Answer:
        if call.method in ("GET", "HEAD"):
            return self._transport.send(call)
        if self.changes:
            raise Offline("the line is dead")
        self.changes += 1
        answer = self._transport.send(call)
        if not self._heard:
            raise Offline("the answer was lost")
        return answer


@pytest.fixture(params=[True, False], ids=["with the marks of another machine", "as the website makes it"])
def served(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path) -> Bench:
    """Three services, a record, a picture and a document of this user, of which this profile's register knows nothing.

    The website marks nothing: then the history of the services, and what they name, is all there is to be shown.
    """
    bench = Bench(emulator, replace(integrated_publication(emulator, tmp_path, *SERVICES), metadata=PEOPLE))
    assert isinstance(bench.run(), Done)
    ds, sheet = bench.publication.datastore, bench.publication.datasheet
    set_thumbnail(bench.client, ds, sheet, PIXEL)
    documents.add_file(bench.client, ds, sheet, "a.txt", b"a")
    if not request.param:
        _take_marks_off(emulator, bench.client, ds, sheet)
    return bench


def _take_marks_off(emulator: Emulator, client: EntrepotClient, ds: str, sheet: str) -> None:
    tags = {DATASHEET_NAME: sheet}
    marked = [f"metadata/{item.id}" for item in client.metadata_list(ds, tags=tags)]
    marked += [f"configurations/{item.id}" for item in client.configurations(ds, tags=tags, fields=("tags",))]
    marked += [f"stored_data/{item.id}" for item in client.stored_data_list(ds, tags=tags, fields=("tags",))]
    assert len(marked) == 6, "a record, three services, a database and its pyramid"
    for path in marked:
        emulator.call("DELETE", f"/datastores/{ds}/{path}/tags", params={"tags": CREATED_BY})


def _starts(
    emulator: Emulator,
    folder: Path,
    plan: Callable[[EntrepotClient, Ownership], RemovalPlan],
    *,
    heard: bool,
    is_over: Callable[[], bool],
) -> int:
    """How many starts it took, each of them with one change: a new window of the same profile every time."""
    for start in range(1, MOST_STARTS):
        line = _Cut(transport_of(emulator), heard=heard)
        ownership = Ownership(EntrepotClient(line), Register(folder / "register"))
        client = gated_client(line, ownership)
        try:
            carry_out(plan(client, ownership), client, Reporter(), pause=lambda _s: emulator.settle(), patience=5.0)
        except Offline:
            emulator.settle()
            continue
        except (NotFound, NotOurs):
            assert is_over()
        if is_over():
            return start
    raise AssertionError("it never comes to an end")


def _left(bench: Bench) -> dict[str, list[str]]:
    ds, tags = bench.publication.datastore, {"datasheet_name": bench.publication.datasheet}
    client = bench.client
    labelled = client.annexes(ds, labels=(f"datasheet_name={bench.publication.datasheet}",))
    wms = next(layer.configuration for layer in bench.publication.served if layer.type.value == "WMS-VECTOR")
    return {
        "configurations": [item.id for item in client.configurations(ds, tags=tags, fields=("tags",))],
        "stored data": [item.id for item in client.stored_data_list(ds, tags=tags, fields=("tags", "status"))
                        if item.status.value != "DELETED"],
        "records": [item.id for item in client.metadata_list(ds, tags=tags)],
        "annexes": [path for item in labelled for path in item.paths],
        "styles": [item.id for item in client.statics(ds, name=f"config_{wms}%")],
    }  # fmt: skip


@pytest.mark.parametrize("heard", [True, False], ids=["killed after every change", "no answer ever heard"])
def test_a_deletion_is_finished_by_the_next_starts(
    served: Bench, emulator: Emulator, tmp_path: Path, heard: bool
) -> None:
    ds, sheet = served.publication.datastore, served.publication.datasheet
    since = emulator.last_request()
    starts = _starts(
        emulator,
        tmp_path,
        lambda client, ownership: plan_removal(client, ownership, ds, sheet),
        heard=heard,
        is_over=lambda: not any(_left(served).values()),
    )
    assert starts > 8, "every start made one change at most"
    assert not any(_left(served).values()), _left(served)
    deleted = [each["path"].split("/datastores/")[1].split("/")[1] for each in emulator.requests(since)
               if each["method"] == "DELETE" and each["status"] < 300]  # fmt: skip
    rank = {"offerings": 0, "configurations": 0, "statics": 0, "uploads": 1, "stored_data": 2, "metadata": 3}
    kinds = [rank[kind] for kind in deleted if kind in rank]
    assert kinds == sorted(kinds), f"services, then stored data, then the record: {deleted}"


@pytest.mark.parametrize("heard", [True, False], ids=["killed after every change", "no answer ever heard"])
def test_a_service_that_is_being_closed_is_closed_by_the_next_starts(
    served: Bench, emulator: Emulator, tmp_path: Path, heard: bool
) -> None:
    """Once its configuration is gone, its style and its links are left to be taken: the next starts do that."""
    ds = served.publication.datastore
    wfs = next(layer for layer in served.publication.served if layer.type.value == "WFS")

    def is_over() -> bool:
        return wfs.configuration not in _left(served)["configurations"]

    _starts(
        emulator,
        tmp_path,
        lambda client, ownership: plan_service_removal(client, ownership, ds, wfs.configuration),
        heard=heard,
        is_over=is_over,
    )
    (record,) = served.client.metadata_list(ds, tags={"datasheet_name": served.publication.datasheet})
    linked = iso_edit.offerings_of(served.client.metadata_file(ds, record.id))
    assert wfs.offering not in linked
    assert len(linked) == 2
