"""The official client in the sandbox: a delivery that fails, one that passes, its services, its removal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from osgeo import gdal

from tests.conformance import sandbox_workflow
from tests.conformance.conftest import ClientMaker
from tests.conformance.official_client import ClientFailure, OfficialClient
from tests.conformance.sandbox_workflow import layer_name
from tests.emulator.work_data import TableOf, points, write
from tests.emulators import Emulator

ROWS = 40
SHEET = sandbox_workflow.SHEET
SLD = """<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0"><NamedLayer><Name>bornes</Name><UserStyle>
<Name>bornes</Name><FeatureTypeStyle><Rule><Name>bornes</Name><PointSymbolizer><Graphic><Mark>
<WellKnownName>square</WellKnownName><Fill><CssParameter name="fill">#0000ff</CssParameter></Fill></Mark>
<Size>12</Size></Graphic></PointSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>
"""


VARIANTS = ("--offering-delete", "twice", "--dialect", "tutorial", "--same-file", "refuse")


@pytest.fixture(scope="module", params=[(), VARIANTS], ids=["default", "variants"])
def platform(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """As anybody starts it, then with the other answer wherever the known clients disagree."""
    running = Emulator("--speed", "inf", *request.param)
    yield running
    running.stop()


def _dataset(client: OfficialClient, name: str, srs: str) -> dict[str, object]:
    write(client.folder / name / "bornes.gpkg", TableOf("bornes", points(ROWS)))
    infos = {"name": name, "description": "Bornes", "srs": srs, "type": "VECTOR"}
    told = {"upload_infos": infos, "comments": ["essai"], "tags": {"datasheet_name": SHEET}}
    return {"datasets": [{"data_dirs": [name], **told}]}


@pytest.fixture(scope="module")
def client(client_of: ClientMaker) -> OfficialClient:
    return client_of("sandbox")


@pytest.fixture(scope="module")
def published(client: OfficialClient) -> OfficialClient:
    """The client after a delivery and the three kinds of services."""
    client.deliver(_dataset(client, sandbox_workflow.UPLOAD, "EPSG:2154"))
    (client.folder / "bornes.sld").write_text(SLD, "utf-8")
    style = {"file": "bornes.sld", "name": sandbox_workflow.STYLE, "description": "", "type": "GEOSERVER-STYLE"}
    client.deliver({"static": [style]})
    workflow = sandbox_workflow.write(client.folder / "workflow.json")
    for step in ("base", "wfs", "wfs-offre", "wms", "wms-offre", "tuiles", "tms", "tms-offre"):
        client.step(workflow, step)
    return client


def _urls(platform: Emulator, kind: str) -> dict[str, str]:
    offers = platform.call(
        "GET", f"/datastores/{platform.datastore}/offerings", params={"fields": "urls", "layer_name": layer_name(kind)}
    ).json()
    return {url["type"]: url["url"] for url in offers[0]["urls"]}


def test_a_delivery_in_the_wrong_system_fails_with_the_platforms_words(client: OfficialClient) -> None:
    with pytest.raises(ClientFailure, match="1 vérifications de livraisons échouées"):
        client.deliver(_dataset(client, "sdk_faux", "EPSG:4326"))
    (upload,) = client.ids("upload", "name=sdk_faux")
    assert "UNSTABLE" in client.run("upload", upload)
    told = client.run("upload", upload, "--checks")
    assert "1 vérifications échouées" in told
    assert "SRS déclaré : EPSG:4326" in told
    logs = [client.run("check_execution", check, "--logs=1:0/1000") for check in client.ids("check_execution")]
    assert any("ERROR||checks_ogr||342||SRS déclaré : EPSG:4326" in log for log in logs)
    client.delete("upload", upload)
    assert client.ids("upload", "name=sdk_faux") == []


def test_the_wfs(published: OfficialClient, platform: Emulator) -> None:
    service = gdal.OpenEx(f"WFS:{_urls(platform, 'WFS')['WFS']}", gdal.OF_VECTOR)
    layer = service.GetLayerByName(f"{layer_name('WFS')}:bornes")
    assert layer.GetFeatureCount() == ROWS
    assert sorted(feature["rang"] for feature in layer) == list(range(ROWS))


def test_the_wms(published: OfficialClient, platform: Emulator) -> None:
    query = {"SERVICE": "WMS", "VERSION": "1.1.1", "REQUEST": "GetMap", "LAYERS": layer_name("WMS-VECTOR"),
             "STYLES": "", "SRS": "EPSG:2154", "BBOX": "699900,6599900,700500,6600100", "WIDTH": "300",
             "HEIGHT": "100", "FORMAT": "image/png"}  # fmt: skip
    answer = requests.get(next(iter(_urls(platform, "WMS-VECTOR").values())), params=query, timeout=60)
    gdal.FileFromMemBuffer("/vsimem/bornes.png", answer.content)
    picture = gdal.Open("/vsimem/bornes.png").ReadAsArray()[:3].reshape(3, -1).T.tolist()
    assert picture.count([0, 0, 255]) > 300


def test_the_tiles(published: OfficialClient, platform: Emulator) -> None:
    address = _urls(platform, "WMTS-TMS")["TMS"]
    tiles = gdal.OpenEx(f"MVT:{address}/8", gdal.OF_VECTOR)
    layer = tiles.GetLayerByName("bornes")
    assert layer.GetFeatureCount() >= ROWS
    assert {feature["nom"] for feature in layer} == {row[1] for row in points(ROWS)}


def test_lists_are_filtered_by_tag(published: OfficialClient) -> None:
    for entity, number in (("upload", 1), ("stored_data", 2), ("configuration", 3)):
        assert len(published.ids(entity, tags=(f"datasheet_name={SHEET}",))) == number
        assert published.ids(entity, tags=("datasheet_name=Autre fiche",)) == []


def test_wildcards_and_pages(published: OfficialClient) -> None:
    assert len(published.ids("configuration", "layer_name=SANDBOX.sdk%")) == 3
    assert published.ids("configuration", "layer_name=SANDBOX.nobody%") == []


def test_removal(published: OfficialClient) -> None:
    for name in (sandbox_workflow.PYRAMID, sandbox_workflow.DATABASE):
        (data,) = published.ids("stored_data", f"name={name}")
        published.delete("stored_data", data)
    (upload,) = published.ids("upload", f"name={sandbox_workflow.UPLOAD}")
    published.delete("upload", upload)
    assert published.ids("configuration", "layer_name=SANDBOX.sdk%") == []
    assert published.ids("offering", "layer_name=SANDBOX.sdk%") == []
