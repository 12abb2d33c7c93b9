"""The example models through `qgis_process`, and as files of the modeler."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests
from qgis.core import QgsProcessingModelAlgorithm

from cartes_gouv_plugin.installation import MODELS
from cartes_gouv_plugin.processing.provider import EXAMPLES
from tests.emulators import Emulator
from tests.qgis_processes import COUNTRIES, QgisProcess

IN_F, IN_G = "\"NAME\" LIKE 'F%'", "\"NAME\" LIKE 'G%'"
SHEET = "Depuis un modèle"


@pytest.fixture(scope="module")
def published(qgis_process: QgisProcess, emulator: Emulator) -> dict:
    outcome = qgis_process.run(
        "clean_and_publish",
        emulator,
        LAYER=COUNTRIES,
        FILTER=IN_F,
        CRS="EPSG:3857",
        NAME="pays",
        DATASHEET=SHEET,
        SERVICES=[0],
    )
    assert outcome.succeeded, outcome.said
    return outcome.results


def served(emulator: Emulator, published: dict) -> list[dict]:
    """The features of the WFS that the first model opened."""
    (offering,) = json.loads(published["OFFERINGS"])
    query = {
        "SERVICE": "WFS",
        "VERSION": "2.0.0",
        "REQUEST": "GetFeature",
        "TYPENAMES": f"{offering['layer_name']}:pays",
        "OUTPUTFORMAT": "application/json",
    }
    return requests.get(offering["urls"][0]["url"], query, timeout=60).json()["features"]


def initials(features: list[dict]) -> set[str]:
    return {feature["properties"]["name"][0] for feature in features}


def test_it_publishes_what_the_expression_keeps_under_the_name_given(published: dict, emulator: Emulator) -> None:
    assert initials(served(emulator, published)) == {"F"}
    data = emulator.call("GET", f"/datastores/{emulator.datastore}/stored_data/{published['STORED_DATA']}").json()
    assert data["srs"] == "EPSG:3857"
    assert published["DATASHEET_URL"]


def test_it_replaces_the_data_behind_the_same_service(
    qgis_process: QgisProcess, published: dict, emulator: Emulator
) -> None:
    outcome = qgis_process.run(
        "clean_and_replace", emulator, LAYER=COUNTRIES, FILTER=IN_G, CRS="EPSG:3857", NAME="pays", DATASHEET=SHEET
    )
    assert outcome.succeeded, outcome.said
    assert outcome.results["STORED_DATA"] not in ("", published["STORED_DATA"])
    assert initials(served(emulator, published)) == {"G"}


def test_what_a_step_refuses_the_model_says(qgis_process: QgisProcess, emulator: Emulator) -> None:
    outcome = qgis_process.run(
        "clean_and_publish", emulator, LAYER=COUNTRIES, FILTER="false", CRS="EPSG:3857", NAME="rien", DATASHEET="Rien"
    )
    assert not outcome.succeeded
    assert "“rien”" in outcome.said


def test_each_file_is_a_model_of_the_modeler_and_has_its_words(qgis_app) -> None:
    files = {path.stem: path for path in MODELS.glob("*.model3")}
    assert set(files) == {example.NAME for example in EXAMPLES}
    for name, path in files.items():
        model = QgsProcessingModelAlgorithm()
        assert model.fromFile(str(path))
        assert model.name() == name
        assert Path(path).stat().st_size < 40_000
