"""New data behind the same addresses, while somebody keeps reading."""

from __future__ import annotations

import json
import re
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.publication.decision import Done, Fail
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    Refs,
    ServedLayer,
    ServiceRequest,
    ServiceType,
    StyleFile,
    TableLevels,
    TileRequest,
)
from cartes_gouv_plugin.core.services import iso_edit, plain_style
from tests.e2e.services_bench import Bench, integrated_publication
from tests.e2e.test_services_record import PEOPLE
from tests.emulator.deliveries import delivered, geojson, integrate
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


def _newer(
    emulator: Emulator, folder: Path, publication: Publication, rows: int, table: str = "points", without: str = ""
) -> Publication:
    """The same datasheet's next delivery, integrated: `rows` points, `without` one attribute."""
    folder.mkdir(exist_ok=True)
    name = f"{publication.technical_name}_2"
    source = geojson(folder / f"{table}.geojson", rows)
    if without:
        source.write_text(source.read_text("utf-8").replace(f'"{without}"', '"autre"'), "utf-8")
    upload = delivered(emulator, folder, name, publication.datastore, srs_file=source)
    execution = integrate(emulator, upload, name, publication.datastore)
    stored = execution["output"]["stored_data"]["_id"]
    tags = {"datasheet_name": publication.datasheet, "upload_id": upload, "proc_int_id": execution["_id"]}
    emulator.call(
        "POST", f"/datastores/{publication.datastore}/stored_data/{stored}/tags", json=tags
    ).raise_for_status()
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


def _filtered_sld(folder: Path) -> StyleFile:
    """Draws the rows whose `rang` is positive."""
    chosen = (
        "<Rule><ogc:Filter><ogc:PropertyIsGreaterThan><ogc:PropertyName>rang</ogc:PropertyName>"
        "<ogc:Literal>0</ogc:Literal></ogc:PropertyIsGreaterThan></ogc:Filter>"
    )
    path = folder / "points.sld"
    path.write_text(plain_style.sld("points", "Point").replace("<Rule>", chosen), "utf-8")
    return StyleFile("points", "sld", path)


def test_data_that_lacks_an_attribute_of_a_style_replaces_nothing(emulator: Emulator, tmp_path: Path) -> None:
    drawn = ServiceRequest(ServiceType.WMS_VECTOR, styles=(_filtered_sld(tmp_path),))
    first = Bench(emulator, integrated_publication(emulator, tmp_path, drawn))
    assert isinstance(first.run(), Done)

    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7, without="rang"))
    decision = second.run()

    assert isinstance(decision, Fail)
    assert "points.rang" in str(decision.error)
    assert second.performed == []


def _filtered_tiles(folder: Path) -> StyleFile:
    layer = {
        "id": "a",
        "type": "circle",
        "source": "tiles",
        "source-layer": "points",
        "filter": [">", ["get", "rang"], 1],
    }
    path = folder / "points.json"
    path.write_text(json.dumps({"version": 8, "sources": {"tiles": {"type": "vector"}}, "layers": [layer]}), "utf-8")
    return StyleFile("points", "mapbox", path)


@pytest.mark.parametrize("kind", [ServiceType.WFS, ServiceType.TMS])
def test_an_attribute_of_a_style_that_readers_draw_with_is_needed_too(
    kind: ServiceType, emulator: Emulator, tmp_path: Path
) -> None:
    style = _filtered_sld(tmp_path) if kind is ServiceType.WFS else _filtered_tiles(tmp_path)
    tiles = TileRequest((TableLevels("points", 3, 5, ("*",)),)) if kind is ServiceType.TMS else TileRequest()
    first = Bench(
        emulator, integrated_publication(emulator, tmp_path, ServiceRequest(kind, styles=(style,), tiles=tiles))
    )
    assert isinstance(first.run(), Done)

    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7, without="rang"))
    decision = second.run()

    assert isinstance(decision, Fail)
    assert "points.rang" in str(decision.error)
    assert second.performed == []


def test_new_tiles_are_cut_as_the_old_and_the_record_says_where(emulator: Emulator, tmp_path: Path) -> None:
    tiles = TileRequest((TableLevels("points", 3, 5, ("nom",)),), generalisation="-pn -S15")
    publication = integrated_publication(emulator, tmp_path, ServiceRequest(ServiceType.TMS, tiles=tiles))
    first = Bench(emulator, replace(publication, metadata=PEOPLE))
    assert isinstance(first.run(), Done)
    client, ds = first.client, publication.datastore
    record = client.metadata_list(ds, tags={"datasheet_name": publication.datasheet})[0]
    assert iso_edit.extent_of(client.metadata_file(ds, record.id)) == ("2", "48", "2.2", "48")

    second = Bench(emulator, _newer(emulator, tmp_path / "new", first.publication, 7))
    assert isinstance(second.run(), Done)

    used = client.configuration(ds, first.publication.served[0].configuration).type_infos["used_data"][0]
    pyramid = client.stored_data(ds, used["stored_data"])
    parameters = client.execution(ds, pyramid.tags["proc_pyr_creat_id"]).parameters
    assert parameters["tippecanoe_options"] == "-pn -S15"
    assert parameters["composition"] == [
        {"table": "points", "attributes": ["nom"], "bottom_level": "5", "top_level": "3"}
    ]
    assert iso_edit.extent_of(client.metadata_file(ds, record.id)) == ("2", "48", "2.6", "48")
    assert [item.id for item in client.metadata_list(ds, tags={"datasheet_name": publication.datasheet})] == [record.id]
