"""WFS and WMS-Vecteur by QGIS Server: names, versions, rows, geometry, pictures; and a child that dies."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import etree
from osgeo import gdal, ogr
from qgis.core import QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsWkbTypes

from emulator.work.database import open_database
from emulator.work.map_engine import KEPT_PROJECTS
from emulator.work.ows import OwsAnswer, OwsServer, PublishedLayer
from tests.emulator.work_data import TableOf, delivery, now, points, write

Ask = Callable[..., OwsAnswer]
ROWS = 25
BASE = "http://127.0.0.1/sandbox/wfs"
SLD = """<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0"><NamedLayer><Name>t</Name><UserStyle>
<FeatureTypeStyle><Rule><Name>règle</Name><{0}Symbolizer>{1}</{0}Symbolizer></Rule></FeatureTypeStyle></UserStyle>
</NamedLayer></StyledLayerDescriptor>"""
RED = SLD.format(
    "Point",
    '<Graphic><Mark><WellKnownName>square</WellKnownName><Fill><CssParameter name="fill">#ff0000</CssParameter></Fill>'
    "</Mark><Size>20</Size></Graphic>",
)
GREEN = SLD.format("Polygon", '<Fill><CssParameter name="fill">#00ff00</CssParameter></Fill>')
SQUARE = "POLYGON ((699000 6599000, 699000 6601000, 701000 6601000, 701000 6599000, 699000 6599000))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ows")


@pytest.fixture(scope="module")
def layers(folder: Path) -> dict[str, tuple[PublishedLayer, ...]]:
    """Two offerings of each kind on the same database; one WFS type has lost its data."""
    rows = points(ROWS)
    rows[3] = (None, "sans géométrie", 3)
    upload = delivery(folder / "upload")
    degrees = [(f"POINT ({2 + i / 7} {48 + i / 9})", f"d{i}", i) for i in range(ROWS)]
    tables = (
        TableOf("bornes", rows),
        TableOf("fond", [(SQUARE, "x", 1)], kind=ogr.wkbPolygon),
        TableOf("villes", degrees, srs=4326),
    )
    write(upload / "data/a.gpkg", *tables)
    database = open_database(None, folder / "database")
    assert database.integrate(upload, "s1", None, now).ok
    styles = {name: folder / f"{name}.sld" for name in ("red", "green")}
    styles["red"].write_text(RED, "utf-8")
    styles["green"].write_text(GREEN, "utf-8")

    def wfs(name: str, table: str) -> PublishedLayer:
        return PublishedLayer(name, f"Titre {table}", "Résumé", *database.qgis_uri("s1", table), keywords=("mot",))

    def wms(group: str, table: str, style: str) -> PublishedLayer:
        uri = database.qgis_uri("s1", table)
        path = str(styles[style])
        return PublishedLayer(f"{group}:{table}", "Carte", "Résumé", *uri, sld_path=path, group_name=group)

    lost = PublishedLayer("SANDBOX.lost:t", "Perdu", "", *database.qgis_uri("absent", "t"))
    return {
        "wfs": (
            wfs("SANDBOX.a_wfs:bornes", "bornes"),
            wfs("SANDBOX.a_wfs:mes.villes-1", "villes"),
            wfs("SANDBOX.b:bornes", "bornes"),
            lost,
        ),
        "wms-v": (
            wms("SANDBOX.dessus", "bornes", "red"),
            wms("SANDBOX.dessus", "fond", "green"),
            wms("SANDBOX.dessous", "fond", "green"),
            wms("SANDBOX.dessous", "bornes", "red"),
        ),
    }


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[OwsServer]:
    running = OwsServer(folder / "work")
    yield running
    running.close()


@pytest.fixture
def ask(server: OwsServer, layers: dict[str, tuple[PublishedLayer, ...]]) -> Ask:
    def asked(kind: str, body: bytes = b"", **parameters: object) -> OwsAnswer:
        method = "POST" if body else "GET"
        return server.serve(kind, "endpoint", layers[kind], urlencode(parameters), method, body, BASE)

    return asked


@pytest.fixture(scope="module")
def url(server: OwsServer, layers: dict[str, tuple[PublishedLayer, ...]]) -> Iterator[str]:
    """The same service behind a real socket, for GDAL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = f"http://127.0.0.1:{self.server.server_address[1]}/wfs"
            found = server.serve("wfs", "e", layers["wfs"], urlsplit(self.path).query, "GET", b"", base)
            self.send_response(found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}/wfs"
        http.shutdown()


def _names(answer: OwsAnswer) -> list[str]:
    assert answer.status == 200, answer.body
    root = etree.fromstring(answer.body)
    return [item.text for item in root.xpath("//*[local-name()='FeatureType']/*[local-name()='Name']")]


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0", ""])
def test_capabilities_list_the_types_by_their_platform_names(ask: Ask, version: str) -> None:
    answer = ask("wfs", SERVICE="WFS", REQUEST="GetCapabilities", VERSION=version)
    assert _names(answer) == ["SANDBOX.a_wfs:bornes", "SANDBOX.a_wfs:mes.villes-1", "SANDBOX.b:bornes"]
    assert BASE.encode() in answer.body
    assert etree.fromstring(answer.body).get("version") == (version or "2.0.0")
    assert "Titre villes" in answer.body.decode()


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0"])
def test_gdal_reads_every_row_in_every_version(url: str, version: str) -> None:
    service = gdal.OpenEx(f"WFS:{url}?VERSION={version}", gdal.OF_VECTOR)
    layer = service.GetLayerByName("SANDBOX.a_wfs:bornes")
    rows = {feature["rang"]: feature for feature in layer}
    assert len(rows) == ROWS
    assert rows[3].GetGeometryRef() is None
    assert rows[7]["nom"] == "n° 7 « é »"
    point = rows[7].GetGeometryRef().GetGeometryRef(0).GetPoint_2D()
    assert point == pytest.approx((700_700, 6_600_000), abs=1e-6)


def test_degrees_keep_their_precision_and_order(url: str) -> None:
    service = gdal.OpenEx(f"WFS:{url}", gdal.OF_VECTOR)
    layer = service.GetLayerByName("SANDBOX.a_wfs:mes.villes-1")
    found = {feature["rang"]: feature.GetGeometryRef().GetGeometryRef(0).GetPoint_2D() for feature in layer}
    assert found[5] == pytest.approx((2 + 5 / 7, 48 + 5 / 9), abs=1e-12)
    layer.SetSpatialFilterRect(2.0, 48.0, 3.0, 49.0)
    assert sorted(feature["rang"] for feature in layer) == list(range(8))


def test_pages_and_counts(ask: Ask) -> None:
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.b:bornes"}
    page = etree.fromstring(ask("wfs", **query, COUNT=10, STARTINDEX=20).body)
    assert (page.get("numberMatched"), page.get("numberReturned")) == (str(ROWS), "5")
    hits = etree.fromstring(ask("wfs", **query, RESULTTYPE="hits").body)
    assert (hits.get("numberMatched"), hits.get("numberReturned")) == (str(ROWS), "0")


@pytest.mark.parametrize("outputformat", ["application/json", "application/geo+json", "APPLICATION/JSON"])
def test_geojson(ask: Ask, outputformat: str) -> None:
    answer = ask("wfs", SERVICE="WFS", VERSION="2.0.0", REQUEST="GetFeature", TYPENAMES="SANDBOX.a_wfs:mes.villes-1",
                 OUTPUTFORMAT=outputformat)  # fmt: skip
    assert len(json.loads(answer.body)["features"]) == ROWS


def test_filters_of_each_version(ask: Ask) -> None:
    template = (
        '<{p}:Filter xmlns:{p}="{ns}"><{p}:PropertyIsEqualTo><{p}:{name}>rang</{p}:{name}><{p}:Literal>4</{p}:Literal>'
        "</{p}:PropertyIsEqualTo></{p}:Filter>"
    )
    older = template.format(p="ogc", ns="http://www.opengis.net/ogc", name="PropertyName")
    newer = template.format(p="fes", ns="http://www.opengis.net/fes/2.0", name="ValueReference")
    for version, written in (("1.1.0", older), ("2.0.0", newer)):
        answer = ask("wfs", SERVICE="WFS", VERSION=version, REQUEST="GetFeature", TYPENAME="SANDBOX.b:bornes",
                     FILTER=written)  # fmt: skip
        assert answer.body.count(b"<SANDBOX.b:rang>") == 1
        assert b"<SANDBOX.b:rang>4<" in answer.body


def test_a_posted_request(ask: Ask) -> None:
    body = (
        '<wfs:GetFeature service="WFS" version="2.0.0" count="2" xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        'xmlns:w="https://data.geopf.fr/SANDBOX.b"><wfs:Query typeNames="SANDBOX.b:bornes"/></wfs:GetFeature>'
    )
    assert ask("wfs", body.encode()).body.count(b"<wfs:member>") == 2
    assert ask("wfs", b"<wfs:GetFeature").status == 400


def test_properties_and_schema(ask: Ask) -> None:
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "TYPENAMES": "SANDBOX.b:bornes"}
    schema = ask("wfs", **query, REQUEST="DescribeFeatureType").body
    assert b'targetNamespace="https://data.geopf.fr/SANDBOX.b"' in schema
    assert b'name="geom"' in schema
    assert b"qgs" not in schema
    few = ask("wfs", **query, REQUEST="GetFeature", PROPERTYNAME="SANDBOX.b:nom,geom", COUNT=1).body
    assert b"<SANDBOX.b:nom>" in few
    assert b"<SANDBOX.b:geom>" in few
    assert b"<SANDBOX.b:rang>" not in few


@pytest.mark.parametrize(
    "query",
    [
        {"REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.nobody:t"},
        {"REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.a_wfs:bornes,SANDBOX.b:bornes"},
        {"REQUEST": "GetFeature"},
        {"REQUEST": "Transaction"},
        {},
    ],
)
def test_what_cannot_be_answered_is_an_exception_report(ask: Ask, query: dict[str, str]) -> None:
    answer = ask("wfs", SERVICE="WFS", **query)
    assert answer.status == 400
    assert b"ExceptionReport" in answer.body


def test_a_type_that_lost_its_data_does_not_harm_the_others(ask: Ask) -> None:
    answer = ask("wfs", SERVICE="WFS", REQUEST="GetFeature", VERSION="2.0.0", TYPENAMES="SANDBOX.lost:t")
    assert answer.status == 500
    assert b"ExceptionReport" in answer.body


def _picture(answer: OwsAnswer) -> list[list[int]]:
    assert answer.headers["Content-Type"] == "image/png", answer.body
    gdal.FileFromMemBuffer("/vsimem/picture.png", answer.body)
    pixels = gdal.Open("/vsimem/picture.png").ReadAsArray()[:3].reshape(3, -1).T.tolist()
    gdal.Unlink("/vsimem/picture.png")
    return pixels


def _map(layer: str, **more: str) -> dict[str, str]:
    query = {"SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": layer, "STYLES": "",
             "CRS": "EPSG:2154", "BBOX": "699500,6599800,700500,6600200", "WIDTH": "200", "HEIGHT": "80",
             "FORMAT": "image/png"}  # fmt: skip
    return {**query, **more}


def test_the_first_table_is_on_top(ask: Ask) -> None:
    above, below = _picture(ask("wms-v", **_map("SANDBOX.dessus"))), _picture(ask("wms-v", **_map("SANDBOX.dessous")))
    assert above.count([255, 0, 0]) > 200
    assert above.count([0, 255, 0]) > 200
    assert below.count([255, 0, 0]) == 0
    assert below.count([0, 255, 0]) > 10_000


def test_wms_capabilities_show_one_layer_per_offering(ask: Ask) -> None:
    for version in ("1.1.1", "1.3.0"):
        root = etree.fromstring(ask("wms-v", SERVICE="WMS", REQUEST="GetCapabilities", VERSION=version).body)
        names = root.xpath("//*[local-name()='Layer']/*[local-name()='Name']/text()")
        assert names == ["SANDBOX.dessus", "SANDBOX.dessous"]
        assert root.get("version") == version


def test_legend_and_feature_info(ask: Ask) -> None:
    legend = ask("wms-v", SERVICE="WMS", VERSION="1.3.0", REQUEST="GetLegendGraphic", LAYER="SANDBOX.dessus",
                 FORMAT="image/png")  # fmt: skip
    assert _picture(legend).count([255, 0, 0]) > 20
    asked = {"REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "SANDBOX.dessus", "I": "100", "J": "40"}
    info = ask("wms-v", **_map("SANDBOX.dessus", **asked, INFO_FORMAT="application/json"))
    assert "n° 0 « é »" in info.body.decode()


@pytest.mark.parametrize("query", [_map("SANDBOX.nobody"), _map("SANDBOX.dessus", STYLES="autre"), _map("")])
def test_wms_refusals(ask: Ask, query: dict[str, str]) -> None:
    assert ask("wms-v", **query).status == 400


def test_a_child_that_dies_is_replaced(server: OwsServer, ask: Ask) -> None:
    assert ask("wfs", SERVICE="WFS", REQUEST="GetCapabilities").status == 200
    os.kill(server.pids()["wfs"], signal.SIGKILL)
    assert ask("wfs", SERVICE="WFS", REQUEST="GetCapabilities").status == 200


def test_many_at_once(ask: Ask) -> None:
    found: list[int] = []
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": "SANDBOX.b:bornes"}

    def one() -> None:
        found.append(ask("wfs", **query).body.count(b"<wfs:member>"))

    threads = [threading.Thread(target=one) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [ROWS] * 12


@pytest.mark.parametrize("version", ["auto", "1.0.0", "1.1.0", "2.0.0"])
def test_qgis_reads_what_qgis_server_serves(qgis_app: object, url: str, version: str) -> None:
    source = f"url='{url}' typename='SANDBOX.a_wfs:mes.villes-1' version='{version}' srsname='EPSG:4326'"
    layer = QgsVectorLayer(source, "villes", "WFS")
    assert layer.isValid(), layer.error().message()
    assert QgsWkbTypes.displayString(layer.wkbType()) == "MultiPoint"
    found = {feature["rang"]: feature.geometry().asMultiPoint()[0] for feature in layer.getFeatures()}
    assert len(found) == layer.featureCount() == ROWS
    assert (found[5].x(), found[5].y()) == pytest.approx((2 + 5 / 7, 48 + 5 / 9), abs=1e-12)
    inside = QgsFeatureRequest(QgsRectangle(2.0, 48.0, 3.0, 49.0))
    assert sorted(feature["rang"] for feature in layer.getFeatures(inside)) == list(range(8))
    assert layer.setSubsetString("\"nom\" = 'd9'")
    assert [feature["rang"] for feature in layer.getFeatures()] == [9]


def test_more_layers_than_projects_are_kept(
    server: OwsServer, layers: dict[str, tuple[PublishedLayer, ...]], folder: Path
) -> None:
    many = [replace(layers["wfs"][0], name=f"SANDBOX.n{i}:b{i}") for i in range(KEPT_PROJECTS + 5)]
    for layer in [*many, many[0]]:
        query = f"SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES={layer.name}"
        answer = server.serve("wfs", "endpoint", many, query, "GET", b"", BASE)
        assert answer.body.count(f"<{layer.name} ".encode()) == ROWS
    assert len(list((folder / "work/wfs").glob("*.qgs"))) == KEPT_PROJECTS
