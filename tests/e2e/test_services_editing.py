"""Words and looks of a live service, changed behind the same address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType
from cartes_gouv_plugin.core.services.editing import draw_again
from cartes_gouv_plugin.core.services.words import ServiceWords, TableWords, rewrite, words_of
from tests.e2e.services_bench import Bench, integrated_publication
from tests.e2e.test_services_styles import WMS, sealed_sld
from tests.emulators import Emulator


def _picture(bench: Bench) -> bytes:
    layer = bench.publication.served[0]
    query = {
        "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": layer.layer_name, "STYLES": "",
        "CRS": "EPSG:4326", "BBOX": "47.9,1.9,48.1,2.3", "WIDTH": "200", "HEIGHT": "100", "FORMAT": "image/png",
    }  # fmt: skip
    answer = requests.get(dict(layer.urls)["WMS"].split("?")[0], params=query, timeout=60)
    assert answer.headers["content-type"] == "image/png", answer.text[:300]
    return answer.content


def test_a_wms_is_drawn_again_under_the_same_style(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, WMS)
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    before, configuration = _picture(bench), bench.publication.served[0].configuration
    statics = bench.client.statics(publication.datastore, name=f"config_{configuration}%")

    for _ in range(2):
        draw_again(bench.client, publication.datastore, configuration, [sealed_sld(tmp_path, "#00ff00")])
        emulator.settle()

    assert _picture(bench) != before
    assert bench.client.statics(publication.datastore, name=f"config_{configuration}%") == statics
    assert len(bench.client.annexes(publication.datastore, labels=(f"datasheet_name={publication.datasheet}",))) == 1


def test_a_table_that_is_not_shown_changes_nothing(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, WMS, ServiceRequest(ServiceType.WFS))
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    wms, wfs = bench.publication.served
    style = sealed_sld(tmp_path)

    with pytest.raises(ServiceFailed, match="autre"):
        draw_again(bench.client, publication.datastore, wms.configuration, [style, replace(style, table="autre")])
    with pytest.raises(ServiceFailed):
        draw_again(bench.client, publication.datastore, wfs.configuration, [style])


def test_words_change_and_the_rest_stays(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, WMS, ServiceRequest(ServiceType.WFS))
    bench = Bench(emulator, publication)
    assert isinstance(bench.run(), Done)
    client, ds = bench.client, publication.datastore

    new = ServiceWords("Nouveau titre", "Nouveau", ("mot",), (TableWords("points", "Les points", "Nouveau", ("mot",)),))
    for layer in bench.publication.served:
        for _ in range(2):
            rewrite(client, ds, layer.configuration, new)
    emulator.settle()

    wms, wfs = (client.configuration(ds, layer.configuration) for layer in bench.publication.served)
    assert (wms.name, wms.type_infos["title"], wms.type_infos["abstract"]) == (
        "Nouveau titre",
        "Nouveau titre",
        "Nouveau",
    )
    assert wms.type_infos["keywords"] == ["location", "society", "mot"]
    assert words_of(wms) == ServiceWords("Nouveau titre", "Nouveau", ("mot",))
    assert words_of(wfs) == ServiceWords("Nouveau titre", tables=new.tables)
    relation = wfs.type_infos["used_data"][0]["relations"][0]
    assert relation == {"native_name": "points", "title": "Les points", "abstract": "Nouveau", "keywords": ["mot"]}
    assert [layer.layer_name for layer in bench.publication.served] == [wms.layer_name, wfs.layer_name]
    assert wms.tags["theme"] == "location, society"
