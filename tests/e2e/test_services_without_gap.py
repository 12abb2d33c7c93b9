"""New data behind live services, while readers of each kind ask without a pause: never an error, never a mixture."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import (
    Publication,
    Refs,
    ServedLayer,
    ServiceRequest,
    ServiceType,
    TableLevels,
    TileRequest,
)
from tests.e2e.services_bench import Bench
from tests.emulator.deliveries import new_upload
from tests.emulators import Emulator

TILES = TileRequest((TableLevels("arrets", 4, 6), TableLevels("lignes", 4, 6)))
SERVICES = (
    ServiceRequest(ServiceType.WFS),
    ServiceRequest(ServiceType.WMS_VECTOR),
    ServiceRequest(ServiceType.TMS, tiles=TILES),
)


def _tables(folder: Path, year: int, shift: float, columns: tuple[str, ...]) -> list[Path]:
    """Two tables; every row says of which year it is. `columns`: besides, the schema of that year."""
    folder.mkdir(exist_ok=True)
    places = [(2.0 + shift + n / 20, 48.0 + shift) for n in range(5)]
    shapes = {
        "arrets": [{"type": "Point", "coordinates": place} for place in places],
        "lignes": [{"type": "LineString", "coordinates": [place, (place[0], place[1] + 0.2)]} for place in places],
    }
    paths = []
    for table, geometries in shapes.items():
        features = [
            {"type": "Feature", "geometry": geometry, "properties": {"annee": year, **dict.fromkeys(columns, "x")}}
            for geometry in geometries
        ]
        paths.append(folder / f"{table}.geojson")
        paths[-1].write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return paths


def _loaded(emulator: Emulator, name: str, datasheet: str, files: list[Path]) -> str:
    """The stored data that the platform makes of the files."""
    root = f"/datastores/{emulator.datastore}"
    upload = new_upload(emulator, name)
    for path in files:
        with path.open("rb") as stream:
            sent = emulator.call("POST", f"{root}/uploads/{upload}/data", params={"path": f"data/{path.name}"},
                                 files={"file": stream})  # fmt: skip
            sent.raise_for_status()
    emulator.call("POST", f"{root}/uploads/{upload}/close").raise_for_status()
    emulator.settle()
    listed = emulator.call("GET", f"{root}/processings", params={"fields": "output_types"}).json()
    processing = next(item["_id"] for item in listed if item["output_types"]["stored_data"] == "VECTOR-DB")
    body = {"processing": processing, "inputs": {"upload": [upload]}, "output": {"stored_data": {"name": name}}}
    execution = emulator.call("POST", f"{root}/processings/executions", json=body).json()
    emulator.call("POST", f"{root}/processings/executions/{execution['_id']}/launch").raise_for_status()
    emulator.settle()
    stored = execution["output"]["stored_data"]["_id"]
    tags = {"datasheet_name": datasheet, "upload_id": upload, "proc_int_id": execution["_id"]}
    emulator.call("POST", f"{root}/stored_data/{stored}/tags", json=tags).raise_for_status()
    return stored


def _publication(emulator: Emulator, name: str, files: list[Path], **more: object) -> Publication:
    stored = _loaded(emulator, name, "Fiche sans trou", files)
    publication = Publication(
        str(uuid.uuid4()), emulator.datastore, "Fiche sans trou", name, "EPSG:4326", refs=Refs(stored_data=stored)
    )
    return replace(publication, **more)


@dataclass
class Reader:
    """Asks the same question again and again. `answers`: those that differ from the one before, in their order."""

    name: str
    ask: Callable[[requests.Session], str]
    answers: list[str] = field(default_factory=list)
    asked: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        with requests.Session() as session:
            while not self.over.is_set():
                answer = self.ask(session)
                self.asked += 1
                if not self.answers or answer != self.answers[-1]:
                    self.answers.append(answer)


def _years(layer: ServedLayer, table: str) -> Callable[[requests.Session], str]:
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "OUTPUTFORMAT": "application/json",
             "TYPENAMES": f"{layer.layer_name}:{table}"}  # fmt: skip

    def ask(session: requests.Session) -> str:
        answer = session.get(dict(layer.urls)["WFS"].split("?")[0], params=query, timeout=30)
        if answer.status_code != 200:
            return f"{answer.status_code} {answer.text[:200]}"
        features = answer.json()["features"]
        return json.dumps(sorted((each["properties"]["annee"], sorted(each["properties"])) for each in features))

    return ask


def _picture(layer: ServedLayer) -> Callable[[requests.Session], str]:
    query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": layer.layer_name, "STYLES": "",
             "CRS": "CRS:84", "BBOX": "1,47,4,50", "WIDTH": "120", "HEIGHT": "120", "FORMAT": "image/png"}  # fmt: skip

    def ask(session: requests.Session) -> str:
        answer = session.get(dict(layer.urls)["WMS"].split("?")[0], params=query, timeout=30)
        if answer.headers.get("content-type") != "image/png":
            return f"{answer.status_code} {answer.text[:200]}"
        return str(hash(answer.content))

    return ask


def _tile(layer: ServedLayer) -> Callable[[requests.Session], str]:
    """The tile of level 5 around 2° E, 48° N."""
    address = f"{dict(layer.urls)['TMS'].rstrip('/')}/5/16/11.pbf"

    def ask(session: requests.Session) -> str:
        answer = session.get(address, timeout=30)
        return str(hash(answer.content)) if answer.status_code == 200 else f"{answer.status_code} {answer.text[:200]}"

    return ask


def _readers(served: tuple[ServedLayer, ...]) -> list[Reader]:
    wfs, wms, tms = served
    return [
        Reader("WFS arrets", _years(wfs, "arrets")),
        Reader("WFS lignes", _years(wfs, "lignes")),
        Reader("WMS", _picture(wms)),
        Reader("TMS", _tile(tms)),
    ]


def _whole(answers: list[str]) -> list[set[int]]:
    return [{year for year, _columns in json.loads(answer)} for answer in answers]


@pytest.mark.parametrize("trouble", ["none", "killed after every effect", "network cut at every change"])
def test_no_reader_sees_an_error_or_a_mixture(
    start_emulator: Callable[..., Emulator], tmp_path: Path, trouble: str
) -> None:
    """Two tables, one column gone and one new; the platform takes its time over each change of a service."""
    emulator = start_emulator("--speed", "12")
    old = _tables(tmp_path / "old", 2025, 0.0, ("nom", "rang"))
    first = Bench(emulator, _publication(emulator, "reseau_2025", old, services=SERVICES))
    assert isinstance(first.run(), Done)
    readers = _readers(first.publication.served)
    new = _tables(tmp_path / "new", 2026, 0.4, ("nom", "exploitant"))
    replaced = first.publication.refs.stored_data or ""
    second = Bench(emulator, _publication(emulator, "reseau_2026", new, replaces=replaced))
    threads = [threading.Thread(target=reader.run) for reader in readers]
    for thread in threads:
        thread.start()
    for reader, thread in zip(readers, threads):
        while thread.is_alive() and reader.asked == 0:
            thread.join(0.02)
    try:
        decision = _carried_out(second, trouble)
        emulator.settle()
    finally:
        for reader, thread in zip(readers, threads):
            asked = reader.asked
            while thread.is_alive() and reader.asked < asked + 3:
                thread.join(0.02)
            reader.over.set()
            thread.join()

    assert isinstance(decision, Done)
    for reader in readers:
        assert len(reader.answers) == 2, f"{reader.name}: one change, not {reader.answers}"
    assert _whole(readers[0].answers) == [{2025}, {2026}]
    assert _whole(readers[1].answers) == [{2025}, {2026}]
    gone = [item.id for item in second.client.stored_data_list(emulator.datastore) if item.id == replaced]
    assert gone == []
    assert second.names[-2:] == ["DeleteOldData", "DeleteOldData"]


def _carried_out(bench: Bench, trouble: str) -> object:
    if trouble == "none":
        return bench.run()

    def forget(it: Bench) -> None:
        it.publication = it.first

    if trouble.startswith("killed"):
        return bench.run(forget)
    cut = [
        ("PUT", "*/configurations/*"),
        ("PUT", "*/offerings/*"),
        ("POST", "*/executions*"),
        ("DELETE", "*/stored_data/*"),
    ]
    for method, path in cut:
        bench.emulator.faults({"method": method, "path": path, "status": 503, "count": 1})
    while True:
        try:
            return bench.run(forget)
        except CartesGouvError:
            continue
