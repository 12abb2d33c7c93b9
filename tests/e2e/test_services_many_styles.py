"""Several styles of one live service: added, chosen, replaced, removed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.errors import ServerTrouble, ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import ServiceRequest, ServiceType, StyleFile
from cartes_gouv_plugin.core.services.styles import ChooseStyle, RemoveStyle, change_styles, put_style
from tests.e2e.services_bench import Bench, integrated_publication
from tests.e2e.test_services_styles import TMS, WMS, sealed_sld
from tests.emulators import Emulator

FIRST = "style_par_defaut"


def _tile_style(folder: Path, color: str) -> StyleFile:
    layer = {"id": "points_0", "type": "circle", "source": "tiles", "source-layer": "points",
             "paint": {"circle-color": color}}  # fmt: skip
    path = folder / "points.json"
    path.write_text(json.dumps({"version": 8, "sources": {"tiles": {"type": "vector"}}, "layers": [layer]}), "utf-8")
    return StyleFile("points", "mapbox", path)


def _served(emulator: Emulator, folder: Path, request: ServiceRequest) -> Bench:
    bench = Bench(emulator, integrated_publication(emulator, folder, request))
    assert isinstance(bench.run(), Done)
    client, layer = bench.client, bench.publication.served[0]
    extra = client.configuration(bench.publication.datastore, layer.configuration).extra
    kept = {**extra, "autre": {"du": "site"}}
    client.patch_configuration(bench.publication.datastore, layer.configuration, {"extra": kept})
    return bench


def _styles(bench: Bench) -> list[tuple[str, bool]]:
    configuration = bench.client.configuration(bench.publication.datastore, bench.publication.served[0].configuration)
    assert configuration.extra["autre"] == {"du": "site"}
    return [(style["technical_name"], style["current"]) for style in configuration.extra["styles"]]


def _change(bench: Bench, change: object) -> None:
    change_styles(bench.client, bench.publication.datastore, bench.publication.served[0].configuration, change)
    bench.emulator.settle()


def _files(bench: Bench) -> list[str]:
    labels = (f"datasheet_name={bench.publication.datasheet}", "type=style")
    return sorted(path for item in bench.client.annexes(bench.publication.datastore, labels=labels)
                  for path in item.paths)  # fmt: skip


def test_styles_of_a_wfs_come_change_and_go(emulator: Emulator, tmp_path: Path) -> None:
    bench = _served(emulator, tmp_path, ServiceRequest(ServiceType.WFS, styles=(sealed_sld(tmp_path),)))
    configuration = bench.publication.served[0].configuration
    night = tmp_path / "points.qml"
    night.write_text("<qgis/>", "utf-8")
    added = put_style(configuration, "Été, la nuit", [StyleFile("points", "qml", night)], current=False)

    for _ in range(2):
        _change(bench, added)
    assert _styles(bench) == [(FIRST, True), ("ete_la_nuit", False)]
    assert len(_files(bench)) == 3

    _change(bench, ChooseStyle("ete_la_nuit"))
    assert _styles(bench) == [(FIRST, False), ("ete_la_nuit", True)]

    before = _files(bench)
    _change(bench, put_style(configuration, "Style par défaut", [sealed_sld(tmp_path, "#00ff00")], current=False))
    assert _styles(bench) == [(FIRST, False), ("ete_la_nuit", True)]
    after = _files(bench)
    assert len(after) == 3
    assert len(set(after) & set(before)) == 1

    for _ in range(2):
        _change(bench, RemoveStyle("ete_la_nuit"))
    assert _styles(bench) == [(FIRST, True)]
    assert [path.rpartition("_")[2] for path in _files(bench)] == ["pixel.png", "points.sld"]


def test_the_current_style_of_tiles_is_the_one_that_is_linked(emulator: Emulator, tmp_path: Path) -> None:
    bench = _served(emulator, tmp_path, replace(TMS, styles=(_tile_style(tmp_path, "#ff0000"),)))
    ds, layer = bench.publication.datastore, bench.publication.served[0]

    _change(bench, put_style(layer.configuration, "Vert", [_tile_style(tmp_path, "#00ff00")]))

    assert _styles(bench) == [(FIRST, False), ("vert", True)]
    configuration = bench.client.configuration(ds, layer.configuration)
    linked = [entry["url"] for entry in configuration.metadata if "/style/" in entry["url"]]
    assert linked == [configuration.extra["styles"][1]["layers"][0]["url"]]
    assert requests.get(linked[0], timeout=30).json()["layers"][0]["paint"] == {"circle-color": "#00ff00"}

    _change(bench, RemoveStyle("vert"))
    configuration = bench.client.configuration(ds, layer.configuration)
    linked = [entry["url"] for entry in configuration.metadata if "/style/" in entry["url"]]
    assert linked == [configuration.extra["styles"][0]["layers"][0]["url"]]
    assert len(_files(bench)) == 1


def test_a_change_cut_in_the_middle_is_finished_by_the_next(emulator: Emulator, tmp_path: Path) -> None:
    bench = _served(emulator, tmp_path, ServiceRequest(ServiceType.WFS, styles=(sealed_sld(tmp_path),)))
    change = put_style(bench.publication.served[0].configuration, "Autre", [sealed_sld(tmp_path, "#0000ff")])
    emulator.faults({"method": "PATCH", "path": "*/configurations/*", "status": 503})

    with pytest.raises(ServerTrouble):
        _change(bench, change)
    assert _styles(bench) == [(FIRST, True)]
    _change(bench, change)

    assert _styles(bench) == [(FIRST, False), ("autre", True)]
    assert len(_files(bench)) == 4


def test_what_does_not_fit_changes_nothing(emulator: Emulator, tmp_path: Path) -> None:
    bench = _served(emulator, tmp_path, ServiceRequest(ServiceType.WFS, styles=(sealed_sld(tmp_path),)))
    configuration = bench.publication.served[0].configuration
    style = sealed_sld(tmp_path)
    before = _files(bench)

    for wrong in (replace(style, table="autre"), replace(style, format="mapbox")):
        with pytest.raises(ServiceFailed):
            _change(bench, put_style(configuration, "Autre", [wrong]))
    with pytest.raises(ServiceFailed):
        _change(bench, ChooseStyle("absent"))

    assert _files(bench) == before
    assert _styles(bench) == [(FIRST, True)]


def test_a_wms_has_no_styles_for_readers(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WMS))
    assert isinstance(bench.run(), Done)

    with pytest.raises(ServiceFailed):
        _change(bench, ChooseStyle(FIRST))
