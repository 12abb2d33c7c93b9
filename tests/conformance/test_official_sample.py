"""The official client's own tutorial, file for file: its sample delivery, its sample workflow, its deletion."""

from __future__ import annotations

import pytest
import requests
from osgeo import gdal, ogr

from emulator.work.tilecount import objects_in_tile
from tests.conformance.conftest import ClientMaker
from tests.conformance.official_client import OfficialClient
from tests.emulators import Emulator

STEPS = (
    "mise-en-base",
    "configuration-wfs-bdd",
    "publication-wfs-bdd",
    "configuration-wms-bdd",
    "publication-wms-bdd",
    "création-pyramide",
    "configuration-tms-py",
    "publication-tms-py",
)
ROWS = 61
PARIS_TILE = "9/259/176"


@pytest.fixture(scope="module")
def tutorial(client_of: ClientMaker) -> OfficialClient:
    """The client after the whole tutorial on vector data."""
    client = client_of("atelier")
    client.run("example", "dataset", "1_dataset_vector", ".")
    client.run("example", "workflow", "generic_vecteur.jsonc", ".")
    client.run("delivery", "1_dataset_vector/upload_descriptor.json")
    style = "1_dataset_vector/CANTON_style.sld"
    client.deliver({"static": [{"file": style, "name": "style_canton", "description": "", "type": "GEOSERVER-STYLE"}]})
    for step in STEPS:
        client.step(client.folder / "generic_vecteur.jsonc", step)
    return client


def _url(platform: Emulator, kind: str) -> str:
    offers = platform.call(
        "GET", f"/datastores/{platform.essentielle}/offerings", params={"fields": "urls", "type": kind}
    ).json()
    return str(offers[0]["urls"][0]["url"])


def test_everything_is_there_and_published(tutorial: OfficialClient) -> None:
    assert len(tutorial.ids("upload", "name=EXAMPLE_DATASET_VECTOR")) == 1
    assert len(tutorial.ids("stored_data", "type=VECTOR-DB")) == 1
    assert len(tutorial.ids("stored_data", "type=ROK4-PYRAMID-VECTOR")) == 1
    assert len(tutorial.ids("configuration", "status=PUBLISHED")) == 3
    assert len(tutorial.ids("offering")) == 3


def test_the_wfs_has_every_canton(tutorial: OfficialClient, platform: Emulator) -> None:
    service = gdal.OpenEx(f"WFS:{_url(platform, 'WFS')}", gdal.OF_VECTOR)
    layer = service.GetLayerByName("Martin__vecteur_wfs_bdd:canton")
    assert layer.GetFeatureCount() == ROWS
    fields = {layer.GetLayerDefn().GetFieldDefn(i).GetName() for i in range(layer.GetLayerDefn().GetFieldCount())}
    assert {"id", "insee_can", "insee_dep", "insee_reg"} <= fields


def test_the_wms_draws_with_the_style_that_was_sent(tutorial: OfficialClient, platform: Emulator) -> None:
    query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": "Martin__vecteur_wms_bdd",
             "STYLES": "", "CRS": "EPSG:2154", "BBOX": "643000,6857000,662000,6868000", "WIDTH": "190",
             "HEIGHT": "110", "FORMAT": "image/png"}  # fmt: skip
    answer = requests.get(_url(platform, "WMS-VECTOR"), params=query, timeout=60)
    assert answer.headers["Content-Type"] == "image/png", answer.text
    gdal.FileFromMemBuffer("/vsimem/map.png", answer.content)
    picture = gdal.Open("/vsimem/map.png").ReadAsArray()
    paris = picture[:3].reshape(3, -1).T.tolist()
    assert paris.count([0xE9, 0x4A, 0x4C]) > 2000


def test_the_tiles_are_vector_tiles(tutorial: OfficialClient, platform: Emulator) -> None:
    offers = platform.call(
        "GET", f"/datastores/{platform.essentielle}/offerings", params={"fields": "urls", "type": "WMTS-TMS"}
    ).json()
    address = next(url["url"] for url in offers[0]["urls"] if url["type"] == "TMS")
    description = requests.get(f"{address}/metadata.json", timeout=60).json()
    assert [layer["id"] for layer in description["vector_layers"]] == ["canton"]
    assert (description["minzoom"], description["maxzoom"]) == (0, 9)
    tile = requests.get(f"{address}/{PARIS_TILE}.pbf", timeout=60)
    assert tile.status_code == 200
    assert objects_in_tile(tile.content) > 20
    # One canton of the sample lies light years away: GDAL, which asks for every tile of the extent, is given one level.
    tiles = ogr.Open(f"MVT:{address}/2")
    assert tiles.GetLayerByName("canton").GetFeatureCount() > 0


def test_the_logs_can_be_read(tutorial: OfficialClient) -> None:
    (integration,) = (
        tutorial.ids("processing_execution", "name=Intégration%")[:1] or tutorial.ids("processing_execution")[:1]
    )
    assert "Table canton" in tutorial.run("processing_execution", integration, "--logs=1:0/1000")
    checks = tutorial.ids("check_execution")
    assert any("SUCCESS" in tutorial.run("check_execution", check, "--logs=1:0/1000") for check in checks)


def test_deleting_takes_all_that_depends_on_the_data(tutorial: OfficialClient, platform: Emulator) -> None:
    (pyramid,) = tutorial.ids("stored_data", "type=ROK4-PYRAMID-VECTOR")
    (database,) = tutorial.ids("stored_data", "type=VECTOR-DB")
    (upload,) = tutorial.ids("upload")
    wfs = _url(platform, "WFS")
    for entity, identifier in (("stored_data", pyramid), ("stored_data", database), ("upload", upload)):
        assert "Suppression effectuée" in tutorial.delete(entity, identifier)
    for entity in ("offering", "configuration", "stored_data", "upload"):
        assert tutorial.ids(entity) == []
    query = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": "2.0.0"}
    assert "Martin__vecteur_wfs_bdd" not in requests.get(wfs, params=query, timeout=60).text
