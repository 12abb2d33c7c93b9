"""New data behind the same addresses, while somebody keeps reading."""

from __future__ import annotations

import re
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import requests

from cartes_gouv_plugin.core.publication.decision import Done, Fail
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    Refs,
    ServedLayer,
    ServiceRequest,
    ServiceType,
    TableLevels,
    TileRequest,
)
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulator.deliveries import delivered, geojson
from tests.emulators import Emulator

SERVICES = (
    ServiceRequest(ServiceType.WFS),
    ServiceRequest(ServiceType.WMS_VECTOR),
    ServiceRequest(ServiceType.TMS, tiles=TileRequest((TableLevels("points", 3, 5),))),
)


def _rows(layer: ServedLayer) -> int:
    answer = requests.get(
        dict(layer.urls)["WFS"].split("?")[0],
        params={"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "RESULTTYPE": "hits",
                "TYPENAMES": f"{layer.layer_name}:points"},
        timeout=30,
    )  # fmt: skip
    found = re.search(r'numberMatched="(\d+)"', answer.text)
    assert found is not None, answer.text[:300]
    return int(found.group(1))


def _newer(emulator: Emulator, folder: Path, publication: Publication, rows: int, table: str = "points") -> Publication:
    """The same datasheet's next delivery, integrated: `rows` points."""
    folder.mkdir(exist_ok=True)
    name = f"{publication.technical_name}_2"
    source = geojson(folder / f"{table}.geojson", rows)
    upload = delivered(emulator, folder, name, publication.datastore, srs_file=source)
    root = f"/datastores/{publication.datastore}"
    processing = next(
        item["_id"]
        for item in emulator.call("GET", f"{root}/processings", params={"fields": "output_types"}).json()
        if item["output_types"]["stored_data"] == "VECTOR-DB"
    )
    body = {"processing": processing, "inputs": {"upload": [upload]}, "output": {"stored_data": {"name": name}}}
    execution = emulator.call("POST", f"{root}/processings/executions", json=body).json()
    emulator.call("POST", f"{root}/processings/executions/{execution['_id']}/launch").raise_for_status()
    emulator.settle()
    stored = execution["output"]["stored_data"]["_id"]
    tags = {"datasheet_name": publication.datasheet, "upload_id": upload, "proc_int_id": execution["_id"]}
    emulator.call("POST", f"{root}/stored_data/{stored}/tags", json=tags).raise_for_status()
    return replace(
        publication,
        id=str(uuid.uuid4()),
        technical_name=name,
        services=(),
        served=(),
        refs=Refs(stored_data=stored),
        replaces=publication.refs.stored_data or "",
    )


def test_services_keep_their_addresses_and_never_fail_while_data_changes(emulator: Emulator, tmp_path: Path) -> None:
    first = Bench(emulator, integrated_publication(emulator, tmp_path, *SERVICES))
    assert isinstance(first.run(), Done)
    wfs, _wms, tms = first.publication.served
    assert _rows(wfs) == 3
    seen: list[int] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.append(_rows(wfs))

    reader = threading.Thread(target=read)
    reader.start()
    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7))
    try:
        decision = second.run()
    finally:
        over.set()
        reader.join()

    assert isinstance(decision, Done)
    assert _rows(wfs) == 7
    assert set(seen) <= {3, 7}
    assert seen == sorted(seen)
    ds = first.publication.datastore
    used = second.client.configuration(ds, tms.configuration).type_infos["used_data"][0]
    assert second.client.stored_data(ds, used["stored_data"]).tags["vectordb_id"] == second.publication.refs.stored_data
    assert second.names[-2:] == ["DeleteOldData", "DeleteOldData"]
    listed = second.client.stored_data_list(ds, tags={"datasheet_name": first.publication.datasheet})
    assert second.publication.replaces not in [item.id for item in listed]


def test_data_that_lacks_a_served_table_replaces_nothing(emulator: Emulator, tmp_path: Path) -> None:
    first = Bench(emulator, integrated_publication(emulator, tmp_path, SERVICES[0]))
    assert isinstance(first.run(), Done)

    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7, table="autres"))
    decision = second.run()

    assert isinstance(decision, Fail)
    assert "points" in str(decision.error)
    assert second.performed == []
    assert _rows(first.publication.served[0]) == 3


def test_a_replacement_killed_after_every_effect_still_ends(emulator: Emulator, tmp_path: Path) -> None:
    first = Bench(emulator, integrated_publication(emulator, tmp_path, SERVICES[0], SERVICES[2]))
    assert isinstance(first.run(), Done)
    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7))

    def forget(bench: Bench) -> None:
        bench.publication = bench.first

    assert isinstance(second.run(forget), Done)
    assert second.names.count("CreatePyramid") == 1
    assert _rows(first.publication.served[0]) == 7
