"""The algorithms through `qgis_process`, against the emulator: what goes in, what comes out, what is refused."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
import requests
from osgeo import gdal, ogr, osr

from tests.emulators import Emulator
from tests.qgis_processes import BORDERS, COUNTRIES, QgisProcess

PUBLICATION_OUTPUTS = {"PUBLICATION", "UPLOAD", "STORED_DATA", "OFFERINGS", "DATASHEET_URL"}
COUNTRY_ROWS, BORDER_ROWS = 240, 46
SERVICE_INPUTS = {"LOAD", "LEVELS", "ATTRIBUTES", "GENERALISATION", "SAMPLE_AREA", "RESTRICTED", "CONTACT", "THEMES"}


@pytest.fixture(scope="module")
def published(qgis_process: QgisProcess, emulator: Emulator) -> dict:
    outcome = qgis_process.run(
        "publish",
        emulator,
        LAYERS=[COUNTRIES, BORDERS],
        DATASHEET="Communes de l'été 2026 (essai)",
        SERVICES=[0],
        PRODUCER="Mairie d'Essai",
        PRODUCTION_YEAR=2025,
    )
    assert outcome.succeeded, outcome.said
    return outcome.results


def test_the_public_names_stay(qgis_process: QgisProcess) -> None:
    named = {
        "export": (
            {"LAYERS", "CRS", "SELECTED_ONLY", "WITHOUT_HIDDEN", "INVALID", "OUTPUT"},
            {"OUTPUT", "REPORT"},
        ),
        "publish": (
            {
                "LAYERS",
                "DATASHEET",
                "DATASTORE",
                "TECHNICAL_NAME",
                "CRS",
                "SELECTED_ONLY",
                "WITHOUT_HIDDEN",
                "INVALID",
                "PRODUCER",
                "PRODUCTION_YEAR",
                "SERVICES",
                "WAIT",
            }
            | SERVICE_INPUTS,
            PUBLICATION_OUTPUTS,
        ),
        "resume": ({"PUBLICATION", "UPLOAD", "LAYERS", "FILE", "SERVICES", "WAIT"}, PUBLICATION_OUTPUTS),
        "create_service": (
            {"STORED_DATA", "TYPE", "TITLE", "LAYER_NAME", "TABLES", "STYLES", "PRODUCER"} | SERVICE_INPUTS,
            {"OFFERING", "URL"},
        ),
        "replace_data": ({"DATASHEET", "LAYERS", "WAIT"}, {"STORED_DATA"}),
        "list_datasheets": ({"DATASTORE", "MINE"}, {"DATASHEETS"}),
        "delete_datasheet": ({"DATASHEET", "DATASTORE", "CONFIRM"}, {"DELETED"}),
    }
    for algorithm, (inputs, outputs) in named.items():
        told = qgis_process.help(algorithm)
        assert set(told["parameters"]) == inputs, algorithm
        assert set(told["outputs"]) == outputs, algorithm
        assert told["algorithm_details"]["short_description"], algorithm


def test_export_repairs_invalid_geometries_when_asked(qgis_process: QgisProcess, tmp_path: Path) -> None:
    source = tmp_path / "noeud.geojson"
    ring = "[[2,48],[4,50],[4,48],[2,50],[2,48]]"
    source.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},'
        f'"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}'
    )
    outcome = qgis_process.run("export", LAYERS=[str(source)], INVALID=2, OUTPUT=str(tmp_path / "p.gpkg"))
    assert outcome.succeeded, outcome.said
    repairs = [told["code"] for told in json.loads(outcome.results["REPORT"])["layers"][0]["repairs"]]
    assert "geometry-invalid" in repairs


def test_export_writes_all_rows_and_reports_them(qgis_process: QgisProcess, tmp_path: Path) -> None:
    output = tmp_path / "paquet.gpkg"
    outcome = qgis_process.run("export", LAYERS=[COUNTRIES, BORDERS], OUTPUT=str(output))
    assert outcome.succeeded, outcome.said
    report = json.loads(outcome.results["REPORT"])
    assert [layer["rows"] for layer in report["layers"]] == [COUNTRY_ROWS, BORDER_ROWS]
    assert [layer["table"] for layer in report["layers"]] == ["countries", "disputed_borders"]
    with sqlite3.connect(output) as connection:
        for layer in report["layers"]:
            (rows,) = connection.execute(f'SELECT count(*) FROM "{layer["table"]}"').fetchone()
            assert rows == layer["rows"]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written_or_sent(
    qgis_process: QgisProcess, emulator: Emulator, tmp_path: Path
) -> None:
    empty, mixed = tmp_path / "vide.geojson", tmp_path / "mele.gpkg"
    field = '"properties":{"a":{"type":"integer"}}'
    empty.write_text(f'{{"type":"FeatureCollection","features":[],{field}}}', encoding="utf-8")
    shapes = ("POINT (2 48)", "LINESTRING (2 48, 3 48)")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(mixed))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    layer = dataset.CreateLayer("mele", srs, ogr.wkbPoint)
    for shape in shapes:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
        layer.CreateFeature(feature)
    layer = dataset = None
    output, before = tmp_path / "paquet.gpkg", emulator.last_request()
    layers = [str(empty), f"{mixed}|layername=mele", COUNTRIES]
    kept = set(qgis_process.home.glob("outbox/*"))
    for outcome in (
        qgis_process.run("export", LAYERS=layers, OUTPUT=str(output)),
        qgis_process.run("publish", emulator, LAYERS=layers, DATASHEET="Trois refus", SERVICES=[0]),
    ):
        assert not outcome.succeeded
        assert "“vide”" in outcome.said
        assert "“mele” holds geometries of another kind" in outcome.said
    assert not list(tmp_path.glob("paquet*"))
    assert set(qgis_process.home.glob("outbox/*")) == kept
    assert emulator.last_request() == before


def test_a_published_layer_is_served_with_all_its_rows(published: dict, emulator: Emulator) -> None:
    assert set(published) >= PUBLICATION_OUTPUTS
    (offering,) = json.loads(published["OFFERINGS"])
    assert offering["type"] == "WFS"
    address = offering["urls"][0]["url"]
    query = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "RESULTTYPE": "hits"}
    counts = {
        table: requests.get(address, {**query, "TYPENAMES": f"{offering['layer_name']}:{table}"}, timeout=60).text
        for table in ("countries", "disputed_borders")
    }
    assert f'numberMatched="{COUNTRY_ROWS}"' in counts["countries"]
    assert f'numberMatched="{BORDER_ROWS}"' in counts["disputed_borders"]


def test_the_stored_data_bears_what_was_said_of_it(published: dict, emulator: Emulator) -> None:
    path = f"/datastores/{emulator.datastore}/stored_data/{published['STORED_DATA']}"
    tags = emulator.call("GET", path).json()["tags"]
    assert tags["datasheet_name"] == "Communes de l'été 2026 (essai)"
    assert tags["producer"] == "Mairie d'Essai"
    assert tags["production_year"] == "2025"


def test_a_failing_publication_ends_with_sentences(qgis_process: QgisProcess, emulator: Emulator) -> None:
    emulator.faults({"check": "fail", "name": "*vecteur*", "log": ["La table frontieres est refusée"]})
    outcome = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET="Refusée")
    emulator.clear_faults()
    assert not outcome.succeeded
    assert "La table frontieres est refusée" in outcome.said
    assert "Traceback" not in outcome.said


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ({"DATASHEET": "  "}, "title"),
        ({"DATASHEET": "x" * 100}, "title"),
        ({"DATASHEET": "A", "PRODUCER": "x"}, "2 to 99"),
        ({"DATASHEET": "A", "PRODUCTION_YEAR": 2999}, "future"),
        ({"DATASHEET": "A", "LEVELS": "12-6"}, "“12-6” are not zoom levels"),
        ({"DATASHEET": "A", "LEVELS": "all"}, "zoom levels"),
        ({"DATASHEET": "A", "SAMPLE_AREA": "2,2,48,49 [EPSG:4326]"}, "area of the earth"),
        ({"DATASHEET": "A", "CONTACT": "mairie"}, "e-mail"),
    ],
)
def test_what_the_platform_would_refuse_is_refused_before(
    qgis_process: QgisProcess, emulator: Emulator, inputs: dict, sentence: str
) -> None:
    before = emulator.last_request()
    outcome = qgis_process.run("publish", emulator, LAYERS=[BORDERS], **inputs)
    assert not outcome.succeeded
    assert sentence in outcome.said
    assert emulator.last_request() == before


def test_without_wait_the_run_ends_once_delivered_and_resume_ends_it(
    qgis_process: QgisProcess, emulator: Emulator
) -> None:
    begun = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET="Sans attendre", SERVICES=[0], WAIT=False)
    assert begun.succeeded, begun.said
    assert begun.results["UPLOAD"]
    assert not json.loads(begun.results["OFFERINGS"])
    resumed = qgis_process.run("resume", emulator, PUBLICATION=begun.results["PUBLICATION"])
    assert resumed.succeeded, resumed.said
    assert len(json.loads(resumed.results["OFFERINGS"])) == 1


def test_without_a_token_it_says_so_and_waits_for_nobody(qgis_process: QgisProcess) -> None:
    outcome = qgis_process.run("publish", None, LAYERS=[BORDERS], DATASHEET="Personne")
    assert not outcome.succeeded
    assert "not signed in" in outcome.said


def test_somebody_who_has_not_joined_is_told(qgis_process: QgisProcess, emulator: Emulator) -> None:
    outcome = qgis_process.run("publish", emulator, user="david", LAYERS=[BORDERS], DATASHEET="Trop tôt")
    assert not outcome.succeeded
    assert "Découverte" in outcome.said


def test_a_missing_right_is_told_before_anything_is_sent(qgis_process: QgisProcess, emulator: Emulator) -> None:
    before, kept = emulator.last_request(), set(qgis_process.home.glob("outbox/*"))
    outcome = qgis_process.run("publish", emulator, user="carole", LAYERS=[BORDERS], DATASHEET="Sans droit")
    assert not outcome.succeeded
    assert "PROCESSING" in outcome.said
    assert {request["method"] for request in emulator.requests(before)} == {"GET"}
    assert set(qgis_process.home.glob("outbox/*")) == kept


def test_a_service_that_the_datastore_cannot_open_is_told_before_anything_is_sent(
    qgis_process: QgisProcess, emulator: Emulator
) -> None:
    """The sandbox has no restricted access point."""
    before, kept = emulator.last_request(), set(qgis_process.home.glob("outbox/*"))
    inputs = {"LAYERS": [BORDERS], "DATASHEET": "Entre nous", "SERVICES": [0], "RESTRICTED": True}
    outcome = qgis_process.run("publish", emulator, **inputs)
    assert not outcome.succeeded
    assert "no access point" in outcome.said
    assert {request["method"] for request in emulator.requests(before)} == {"GET"}
    assert set(qgis_process.home.glob("outbox/*")) == kept


def test_a_service_is_added_to_stored_data(qgis_process: QgisProcess, emulator: Emulator, published: dict) -> None:
    outcome = qgis_process.run(
        "create_service",
        emulator,
        STORED_DATA=published["STORED_DATA"],
        TYPE=1,
        TITLE="Frontières seules",
        TABLES="disputed_borders",
    )
    assert outcome.succeeded, outcome.said
    offering = emulator.call("GET", f"/datastores/{emulator.datastore}/offerings/{outcome.results['OFFERING']}").json()
    assert offering["type"] == "WMS-VECTOR"
    assert outcome.results["URL"] == offering["urls"][0]["url"]


def _execution(emulator: Emulator, stored_data: str) -> dict:
    path = f"/datastores/{emulator.datastore}/processings/executions"
    (listed,) = emulator.call("GET", path, params={"input_stored_data": stored_data}).json()
    return emulator.call("GET", f"{path}/{listed['_id']}").json()["parameters"]


def test_tiles_are_cut_as_the_parameters_say(qgis_process: QgisProcess, emulator: Emulator, published: dict) -> None:
    outcome = qgis_process.run(
        "create_service",
        emulator,
        STORED_DATA=published["STORED_DATA"],
        TYPE=2,
        LEVELS="2-4, countries: 3-6",
        ATTRIBUTES="name",
        GENERALISATION="shared_borders",
        SAMPLE_AREA="-10,20,35,60 [EPSG:4326]",
    )
    assert outcome.succeeded, outcome.said
    told = _execution(emulator, published["STORED_DATA"])
    cut = {entry["table"]: (entry["top_level"], entry["bottom_level"]) for entry in told["composition"]}
    assert cut == {"countries": ("3", "6"), "disputed_borders": ("2", "4")}
    assert {tuple(entry["attributes"]) for entry in told["composition"]} >= {("name",)}
    assert told["tippecanoe_options"] == "-ab -S20"
    assert told["area"].upper().startswith("POLYGON")


def test_the_record_is_written_with_the_account_s_address_or_the_one_given(
    qgis_process: QgisProcess, emulator: Emulator, published: dict
) -> None:
    path = f"/datastores/{emulator.datastore}/metadata"
    account = emulator.call("GET", "/users/me").json()["email"]
    named = {"DATASHEET": "Rivières de l'essai", "CONTACT": "sig@example.org", "PRODUCER": "Syndicat des eaux"}
    assert qgis_process.run("publish", emulator, LAYERS=[BORDERS], SERVICES=[0], **named).succeeded
    for datasheet, texts in (
        ("Communes de l'été 2026 (essai)", (account, "Mairie d'Essai", "boundaries")),
        (named["DATASHEET"], (named["CONTACT"], named["PRODUCER"], "inlandWaters")),
    ):
        (record,) = emulator.call("GET", path, params={"tags[datasheet_name]": datasheet}).json()
        content = emulator.call("GET", f"{path}/{record['_id']}/file").text
        assert [text for text in texts if text not in content] == [], datasheet


def test_data_is_replaced_behind_the_same_service(qgis_process: QgisProcess, emulator: Emulator) -> None:
    title = "Remplacée"
    first = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET=title, SERVICES=[0]).results
    (offering,) = json.loads(first["OFFERINGS"])
    outcome = qgis_process.run("replace_data", emulator, LAYERS=[BORDERS], DATASHEET=title)
    assert outcome.succeeded, outcome.said
    assert outcome.results["STORED_DATA"] not in ("", first["STORED_DATA"])
    old = emulator.call("GET", f"/datastores/{emulator.datastore}/stored_data/{first['STORED_DATA']}")
    assert old.status_code == 404 or old.json()["status"] == "DELETED"
    configuration = emulator.call(
        "GET", f"/datastores/{emulator.datastore}/configurations/{offering['configuration']}"
    ).json()
    used = {data["stored_data"] for data in configuration["type_infos"]["used_data"]}
    assert used == {outcome.results["STORED_DATA"]}


def test_data_that_a_style_of_the_service_could_not_draw_is_not_sent(
    qgis_process: QgisProcess, emulator: Emulator, tmp_path: Path
) -> None:
    title, style = "À ne pas remplacer", tmp_path / "disputed_borders.json"
    drawn = {"id": "a", "type": "line", "source": "t", "source-layer": "disputed_borders"}
    drawn["filter"] = ["==", ["get", "adm0_left"], "China"]
    style.write_text(json.dumps({"version": 8, "sources": {"t": {"type": "vector"}}, "layers": [drawn]}), "utf-8")
    first = qgis_process.run("publish", emulator, LAYERS=[BORDERS], DATASHEET=title).results
    made = qgis_process.run(
        "create_service", emulator, STORED_DATA=first["STORED_DATA"], TYPE=2, STYLES=[str(style)], LEVELS="0-2"
    )
    assert made.succeeded, made.said
    poor = tmp_path / "disputed_borders.gpkg"
    gdal.VectorTranslate(
        str(poor), BORDERS.partition("|")[0], layers=["disputed_borders"], selectFields=["name"], format="GPKG"
    )
    before = emulator.last_request()

    outcome = qgis_process.run("replace_data", emulator, LAYERS=[str(poor)], DATASHEET=title)

    assert not outcome.succeeded
    assert "adm0_left" in outcome.said
    assert [each for each in emulator.requests(before) if each["method"] != "GET"] == []


def test_mine_are_listed_and_deleted_and_the_others_stay(
    qgis_process: QgisProcess, emulator: Emulator, published: dict
) -> None:
    title = "Communes de l'été 2026 (essai)"
    mine = json.loads(qgis_process.run("list_datasheets", emulator).results["DATASHEETS"])
    assert title in [sheet["name"] for sheet in mine]
    refused = qgis_process.run("delete_datasheet", emulator, DATASHEET=title, CONFIRM="Autre chose")
    assert not refused.succeeded
    deleted = qgis_process.run("delete_datasheet", emulator, DATASHEET=title, CONFIRM=title)
    left = json.loads(qgis_process.run("list_datasheets", emulator, MINE=False).results["DATASHEETS"])
    assert title not in [sheet["name"] for sheet in left], deleted.said
