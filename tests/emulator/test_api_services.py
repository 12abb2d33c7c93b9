"""Configurations and offerings: WFS, WMS-Vecteur, tiles; what is verified, what follows what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.emulator.deliveries import delivered, endpoint, geojson, integrated, wfs_body
from tests.emulator.records import sld
from tests.emulators import Emulator


@pytest.fixture(scope="module")
def bench() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def stored(bench: Emulator, tmp_path_factory: pytest.TempPathFactory) -> str:
    return integrated(bench, tmp_path_factory.mktemp("stored"), "services")["_id"]


def root(emulator: Emulator) -> str:
    return f"/datastores/{emulator.datastore}"


def publish(emulator: Emulator, body: dict) -> tuple[dict, dict]:
    """The configuration and its published offering."""
    created = emulator.call("POST", f"{root(emulator)}/configurations", json=body)
    assert created.status_code == 201, created.text
    configuration = created.json()
    offering = emulator.call(
        "POST",
        f"{root(emulator)}/configurations/{configuration['_id']}/offerings",
        json={"endpoint": endpoint(emulator, body["type"])["_id"], "open": True},
    )
    assert offering.status_code == 201, offering.text
    emulator.settle()
    return configuration, emulator.call("GET", f"{root(emulator)}/offerings/{offering.json()['_id']}").json()


def static(emulator: Emulator, content: bytes, name: str = "style") -> requests.Response:
    fields = {"type": "GEOSERVER-STYLE", "name": name}
    return emulator.call("POST", f"{root(emulator)}/statics", data=fields, files={"file": ("a.sld", content)})


def wms_body(stored: str, layer_name: str, style: str) -> dict:
    used = [{"relations": [{"name": "points", "style": style}], "stored_data": stored}]
    infos = {"title": "Points", "abstract": "Des points", "keywords": ["environment"], "used_data": used}
    return {"type": "WMS-VECTOR", "name": "Points", "layer_name": layer_name, "type_infos": infos}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"layer_name": "points_wfs"}, 400),
        ({"layer_name": "SANDBOX."}, 400),
        ({"layer_name": "SANDBOX.à"}, 400),
        ({"name": ""}, 400),
        ({"type": "WFZ"}, 400),
        ({"type_infos": {}}, 400),
        ({"type_infos": {"used_data": [{"stored_data": "00000000-0000-4000-8000-000000000000"}]}}, 404),
    ],
)
def test_a_configuration_is_verified(bench: Emulator, stored: str, change: dict, status: int) -> None:
    body = {**wfs_body(stored, "SANDBOX.verified"), **change}
    assert bench.call("POST", f"{root(bench)}/configurations", json=body).status_code == status


def test_a_table_that_does_not_exist_is_refused(bench: Emulator, stored: str) -> None:
    body = wfs_body(stored, "SANDBOX.no_table")
    body["type_infos"]["used_data"][0]["relations"][0]["native_name"] = "lines"
    answer = bench.call("POST", f"{root(bench)}/configurations", json=body)
    assert answer.status_code == 400
    assert "lines" in answer.json()["error_description"][0]


def test_a_layer_name_is_unique_per_type_over_the_platform(bench: Emulator, stored: str) -> None:
    assert bench.call("POST", f"{root(bench)}/configurations", json=wfs_body(stored, "SANDBOX.one")).status_code == 201
    assert bench.call("POST", f"{root(bench)}/configurations", json=wfs_body(stored, "SANDBOX.one")).status_code == 409
    style = static(bench, sld()).json()["_id"]
    other = wms_body(stored, "SANDBOX.one", style)
    assert bench.call("POST", f"{root(bench)}/configurations", json=other).status_code == 201


def test_a_changed_configuration_waits_for_its_synchronisation(bench: Emulator, stored: str) -> None:
    configuration, offering = publish(bench, wfs_body(stored, "SANDBOX.synchronised"))
    path = f"{root(bench)}/configurations/{configuration['_id']}"
    whole = bench.call("GET", path).json()
    whole["name"] = "Autre nom"
    whole["type_infos"]["used_data"][0]["relations"][0]["title"] = "Autre titre"
    changed = bench.call("PUT", path, json=whole)
    assert changed.status_code == 200, changed.text
    assert changed.json()["status"] == "SYNCHRONIZING"
    assert changed.json()["layer_name"] == "SANDBOX.synchronised"
    query = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": "2.0.0"}
    assert "Autre titre" not in requests.get(offering["urls"][0]["url"], params=query, timeout=60).text
    headers = {"Content-Type": "application/json"}
    synchronised = bench.call("PUT", f"{root(bench)}/offerings/{offering['_id']}", headers=headers)
    assert synchronised.json()["status"] == "MODIFYING"
    bench.settle()
    assert bench.call("GET", path).json()["status"] == "PUBLISHED"
    assert "Autre titre" in requests.get(offering["urls"][0]["url"], params=query, timeout=60).text


def test_extra_is_replaced_by_a_patch(bench: Emulator, stored: str) -> None:
    created = bench.call("POST", f"{root(bench)}/configurations", json=wfs_body(stored, "SANDBOX.extra")).json()
    path = f"{root(bench)}/configurations/{created['_id']}"
    bench.call("PATCH", path, json={"extra": {"styles": [1]}})
    assert bench.call("PATCH", path, json={"extra": {"other": 2}}).json()["extra"] == {"other": 2}


def test_the_style_s_attributes_must_be_in_the_table(bench: Emulator, stored: str) -> None:
    known, unknown = static(bench, sld("nom")).json(), static(bench, sld("couleur")).json()
    assert known["type_infos"]["used_attributes"] == ["nom"]
    refused = bench.call("POST", f"{root(bench)}/configurations", json=wms_body(stored, "SANDBOX.bad", unknown["_id"]))
    assert refused.status_code == 400
    assert "couleur" in refused.json()["error_description"][0]
    missing = wms_body(stored, "SANDBOX.bad", known["_id"])
    del missing["type_infos"]["used_data"][0]["relations"][0]["style"]
    assert bench.call("POST", f"{root(bench)}/configurations", json=missing).status_code == 400


def test_only_sld_1_0_0_is_accepted(bench: Emulator) -> None:
    newer = sld().replace(b'version="1.0.0"', b'version="1.1.0"')
    assert static(bench, newer).status_code == 400
    assert static(bench, b"no xml").status_code == 400
    assert static(bench, sld(), name=" ").status_code == 400


def _colour(url: str, layer: str) -> bytes:
    query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": layer, "STYLES": "", "WIDTH": 60,
             "CRS": "EPSG:4326", "BBOX": "47.9,1.9,48.1,2.3", "HEIGHT": 30, "FORMAT": "image/png",
             "TRANSPARENT": "TRUE"}  # fmt: skip
    answer = requests.get(url, params=query, timeout=60)
    assert answer.headers["Content-Type"].startswith("image/png"), answer.text[:500]
    return answer.content


def test_the_map_wears_the_style_that_was_sent_and_its_replacement(bench: Emulator, stored: str) -> None:
    style = static(bench, sld(colour="#ff0000")).json()
    configuration, offering = publish(bench, wms_body(stored, "SANDBOX.styled", style["_id"]))
    url = offering["urls"][0]["url"]
    red = _colour(url, "SANDBOX.styled")
    replaced = bench.call(
        "PUT", f"{root(bench)}/statics/{style['_id']}", files={"file": ("b.sld", sld(colour="#0000ff"))}
    )
    assert replaced.status_code == 200
    assert _colour(url, "SANDBOX.styled") != red
    renamed = {"name": f"config_{configuration['_id']}_style_wmsv_points"}
    bench.call("PATCH", f"{root(bench)}/statics/{style['_id']}", json=renamed)
    found = bench.call("GET", f"{root(bench)}/statics", params={"name": f"config_{configuration['_id']}_style%"}).json()
    assert [item["_id"] for item in found] == [style["_id"]]
    assert bench.call("DELETE", f"{root(bench)}/statics/{style['_id']}").status_code == 409
    assert bench.call("GET", f"{root(bench)}/statics/{style['_id']}/file").content == sld(colour="#0000ff")


def test_tiles_are_cut_and_served(bench: Emulator, stored: str) -> None:
    processing = next(
        item["_id"] for item in bench.call("GET", f"{root(bench)}/processings").json() if "pyramide" in item["name"]
    )
    composition = [{"table": "points", "attributes": ["nom"], "bottom_level": "8", "top_level": "6"}]
    body = {"processing": processing, "inputs": {"stored_data": [stored]},
            "output": {"stored_data": {"name": "tuiles", "storage_tags": ["PYRAMIDE"]}},
            "parameters": {"composition": composition, "tippecanoe_options": "-S10"}}  # fmt: skip
    execution = bench.call("POST", f"{root(bench)}/processings/executions", json=body)
    assert execution.status_code == 201, execution.text
    bench.call("POST", f"{root(bench)}/processings/executions/{execution.json()['_id']}/launch")
    bench.settle()
    path = f"{root(bench)}/stored_data/{execution.json()['output']['stored_data']['_id']}"
    pyramid = bench.call("GET", path).json()
    assert pyramid["status"] == "GENERATED"
    assert pyramid["type_infos"] == {"tms": "PM", "levels": ["6", "7", "8"]}
    used = [{"bottom_level": "8", "top_level": "6", "stored_data": pyramid["_id"]}]
    infos = {"title": "T", "abstract": "A", "used_data": used}
    tms = {"type": "WMTS-TMS", "name": "T", "layer_name": "SANDBOX.tuiles", "type_infos": infos}
    too_deep = {**tms, "type_infos": {**infos, "used_data": [{**used[0], "bottom_level": "12"}]}}
    assert bench.call("POST", f"{root(bench)}/configurations", json=too_deep).status_code == 400
    _, offering = publish(bench, tms)
    url = next(item["url"] for item in offering["urls"] if item["type"] == "TMS")
    assert url == f"{bench.base_url}/sandbox/tms/1.0.0/SANDBOX.tuiles"
    described = requests.get(f"{url}/metadata.json", timeout=60).json()
    assert described["tiles"] == [f"{url}/{{z}}/{{x}}/{{y}}.pbf"]
    assert [layer["id"] for layer in described["vector_layers"]] == ["points"]
    tile = requests.get(f"{url}/6/32/22.pbf", timeout=60)
    assert tile.status_code == 200
    assert b"points" in tile.content
    assert requests.get(f"{url}/6/0/0.pbf", timeout=60).status_code == 404
    assert requests.get(f"{url}/9/259/177.pbf", timeout=60).status_code == 404


def test_offerings_know_their_endpoint_and_their_data(bench: Emulator, stored: str) -> None:
    configuration, offering = publish(bench, wfs_body(stored, "SANDBOX.known"))
    again = {"endpoint": offering["endpoint"]["_id"], "open": True}
    path = f"{root(bench)}/configurations/{configuration['_id']}/offerings"
    assert bench.call("POST", path, json=again).status_code == 409
    wrong = {"endpoint": endpoint(bench, "WMTS-TMS")["_id"], "open": True}
    assert bench.call("POST", path, json=wrong).status_code == 400
    assert bench.call("POST", path, json={"endpoint": "nowhere"}).status_code == 404
    assert [item["_id"] for item in bench.call("GET", path).json()] == [offering["_id"]]
    listed = bench.call("GET", f"{root(bench)}/offerings", params={"stored_data": stored, "limit": 100}).json()
    assert offering["_id"] in [item["_id"] for item in listed]
    patched = bench.call("PATCH", f"{root(bench)}/offerings/{offering['_id']}", json={"open": False}).json()
    assert patched["open"] is True


def test_stored_data_are_replaced_under_a_service(bench: Emulator, tmp_path: Path) -> None:
    stored = integrated(bench, tmp_path, "replaced")
    _, offering = publish(bench, wfs_body(stored["_id"], "SANDBOX.replaced"))
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.replaced:points"}
    before = requests.get(offering["urls"][0]["url"], params=query, timeout=60).text
    assert "n2" in before
    assert "n6" not in before
    upload = delivered(bench, tmp_path, "more", srs_file=geojson(tmp_path / "points.geojson", rows=7))
    processing = bench.call("GET", f"{root(bench)}/processings", params={"name": "Intégration%"}).json()[0]["_id"]
    output = {"stored_data": {"_id": stored["_id"]}}
    body = {"processing": processing, "inputs": {"upload": [upload]}, "output": output}
    execution = bench.call("POST", f"{root(bench)}/processings/executions", json=body).json()
    assert execution["output"]["stored_data"]["_id"] == stored["_id"]
    bench.call("POST", f"{root(bench)}/processings/executions/{execution['_id']}/launch")
    bench.settle()
    assert bench.call("GET", f"{root(bench)}/stored_data/{stored['_id']}").json()["status"] == "GENERATED"
    assert "n6" in requests.get(offering["urls"][0]["url"], params=query, timeout=60).text


def unpublished(own: Emulator, folder: Path) -> tuple[str, str]:
    """Paths of an UNPUBLISHED configuration and of its offering after one DELETE."""
    stored = integrated(own, folder, "removed")
    configuration, offering = publish(own, wfs_body(stored["_id"], "SANDBOX.removed"))
    path = f"{root(own)}/offerings/{offering['_id']}"
    assert own.call("DELETE", path).status_code == 204
    own.settle()
    whole = f"{root(own)}/configurations/{configuration['_id']}"
    assert own.call("GET", whole).json()["status"] == "UNPUBLISHED"
    return whole, path


def test_two_deletes_as_the_platform_asks_since_september_2026(start_emulator, tmp_path: Path) -> None:
    own = start_emulator("--offering-delete", "twice")
    configuration, offering = unpublished(own, tmp_path)
    assert own.call("GET", offering).json()["status"] == "UNPUBLISHED"
    again = {"endpoint": endpoint(own, "WFS")["_id"]}
    assert own.call("POST", f"{configuration}/offerings", json=again).status_code == 409
    assert own.call("DELETE", configuration).status_code == 409
    assert own.call("PUT", offering).json()["status"] == "PUBLISHING"
    own.settle()
    assert own.call("GET", configuration).json()["status"] == "PUBLISHED"
    for _ in range(2):
        assert own.call("DELETE", offering).status_code == 204
        own.settle()
    assert own.call("GET", offering).status_code == 404
    assert own.call("DELETE", configuration).status_code == 204


def test_one_delete_as_before_and_the_tutorials_dialect(start_emulator, tmp_path: Path) -> None:
    own = start_emulator("--offering-delete", "once", "--dialect", "tutorial")
    configuration, offering = unpublished(own, tmp_path)
    assert own.call("GET", offering).status_code == 404
    assert own.call("DELETE", configuration).status_code == 204
    stored = own.call("GET", f"{root(own)}/stored_data", params={"name": "removed"}).json()[0]["_id"]
    shown = own.call("GET", f"{root(own)}/stored_data/{stored}").json()
    assert isinstance(shown["type_infos"]["relations"][0]["attributes"], list)
    assert shown["extent"]["type"] == "Polygon"
    assert "upload" in own.call("GET", root(own)).json()["storages"]
