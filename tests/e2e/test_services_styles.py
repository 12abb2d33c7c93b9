"""WMS-Vecteur and tiles with their styles, from sealed files to what the platform serves."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Done
from cartes_gouv_plugin.core.publication.publication import (
    ServiceRequest,
    ServiceType,
    StyleFile,
    TableLevels,
    TileRequest,
)
from cartes_gouv_plugin.core.services import plain_style
from tests.e2e.services_bench import Bench, integrated_publication
from tests.emulators import Emulator

WMS = ServiceRequest(ServiceType.WMS_VECTOR, title="Carte d'été", themes=("location", "society"), keywords=("libre",))
TMS = ServiceRequest(
    ServiceType.TMS, title="Tuiles", tiles=TileRequest((TableLevels("points", 4, 6),), generalisation="-pn -S15")
)
# One white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8ffffff7f0009fb03fd2a86e38a0000000049454e44ae426082"
)


def sealed_sld(folder: Path, color: str = "#ff0000") -> StyleFile:
    """The plain style in red, with a picture that it names."""
    picture = folder / "pixel.png"
    picture.write_bytes(PIXEL)
    text = plain_style.sld("points", "Point").replace("#6a6af4", color)
    named = (
        '<PointSymbolizer><Graphic><ExternalGraphic><OnlineResource xlink:type="simple" xlink:href="pixel.png"/>'
        "<Format>image/png</Format></ExternalGraphic><Size>4</Size></Graphic></PointSymbolizer></Rule>"
    )
    path = folder / "points.sld"
    path.write_text(text.replace("</Rule>", named), "utf-8")
    return StyleFile("points", "sld", path, images=(picture,))


def _sealed_maplibre(folder: Path) -> StyleFile:
    layer = {"id": "points_0", "type": "circle", "source": "tiles", "source-layer": "points", "paint": {}}
    path = folder / "points.json"
    path.write_text(json.dumps({"version": 8, "sources": {"tiles": {"type": "vector"}}, "layers": [layer]}), "utf-8")
    return StyleFile("points", "mapbox", path)


def _configuration(emulator: Emulator, bench: Bench, rank: int = 0) -> dict:
    configuration = bench.publication.served[rank].configuration
    return emulator.call("GET", f"/datastores/{bench.publication.datastore}/configurations/{configuration}").json()


def test_a_wms_is_drawn_with_the_sealed_style_and_its_picture(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(WMS, styles=(sealed_sld(tmp_path),)))
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)

    assert bench.names == [
        "SendFile", "LabelFile", "SendStyle", "CreateConfiguration", "TagConfiguration", "NameStyle",
        "CreateOffering", "Remember",
    ]  # fmt: skip
    configuration = _configuration(emulator, bench)
    relation = configuration["type_infos"]["used_data"][0]["relations"][0]
    static = emulator.call("GET", f"/datastores/{publication.datastore}/statics/{relation['style']}").json()
    assert static["name"] == f"config_{configuration['_id']}_style_wmsv_points"
    assert configuration["tags"]["theme"] == "location, society"
    assert configuration["type_infos"]["keywords"] == ["location", "society", "libre"]
    text = bench.client.static_file(publication.datastore, relation["style"]).decode()
    address = text.split('xlink:href="')[1].split('"')[0]
    assert requests.get(address, timeout=30).content == PIXEL
    labels = bench.client.annexes(publication.datastore, labels=(f"datasheet_name={publication.datasheet}",))
    assert [item.labels[-1] for item in labels] == ["type=style"]
    image = requests.get(
        dict(bench.publication.served[0].urls)["WMS"].split("?")[0],
        params={
            "SERVICE": "WMS", "VERSION": "1.3.0", "REQUEST": "GetMap", "LAYERS": configuration["layer_name"],
            "STYLES": "", "CRS": "EPSG:4326", "BBOX": "47.9,1.9,48.1,2.3", "WIDTH": "200", "HEIGHT": "100",
            "FORMAT": "image/png",
        },
        timeout=60,
    )  # fmt: skip
    assert image.headers["content-type"] == "image/png"


def test_a_wms_killed_after_every_effect_sends_nothing_twice(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(WMS, styles=(sealed_sld(tmp_path),)))
    bench = Bench(emulator, publication)

    def forget(bench: Bench) -> None:
        bench.publication = bench.first if not bench.publication.served else bench.publication

    assert isinstance(bench.run(forget), Done)
    assert len(bench.names) == len(set(bench.names))
    assert len(bench.client.configurations(publication.datastore, stored_data=publication.refs.stored_data)) == 1


def test_a_wms_without_a_sealed_style_gets_a_plain_one(emulator: Emulator, tmp_path: Path) -> None:
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, WMS))

    assert isinstance(bench.run(), Done)
    assert "SendStyle" in bench.names


def test_tiles_are_cut_tagged_before_their_launch_and_styled(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, replace(TMS, styles=(_sealed_maplibre(tmp_path),)))
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)

    assert bench.names == [
        "CreatePyramid", "TagPyramid", "LaunchPyramid", "CreateConfiguration", "TagConfiguration", "CreateOffering",
        "SendTileStyle", "LabelFile", "SetExtra", "UpdateConfiguration", "Remember",
    ]  # fmt: skip
    configuration = _configuration(emulator, bench)
    used = configuration["type_infos"]["used_data"][0]
    assert (used["bottom_level"], used["top_level"]) == ("6", "4")
    pyramid = bench.client.stored_data(publication.datastore, used["stored_data"])
    assert pyramid.tags["vectordb_id"] == publication.refs.stored_data
    assert pyramid.tags["is_sample"] == "false"
    assert {"upload_id", "proc_int_id", "proc_pyr_creat_id", "datasheet_name"} <= set(pyramid.tags)
    style = configuration["extra"]["styles"][0]
    assert (style["technical_name"], style["current"]) == ("style_par_defaut", True)
    body = requests.get(style["layers"][0]["url"], timeout=30).json()
    assert body["sources"]["tiles"]["maxzoom"] == 6
    assert style["layers"][0]["url"] in [entry["url"] for entry in configuration["metadata"]]
    tile = body["sources"]["tiles"]["tiles"][0].format(z=4, x=8, y=5)
    assert requests.get(tile, timeout=30).status_code == 200


def test_tiles_killed_after_every_effect_are_cut_once(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, TMS)
    bench = Bench(emulator, publication)

    def forget(bench: Bench) -> None:
        bench.publication = bench.first if not bench.publication.served else bench.publication

    assert isinstance(bench.run(forget), Done)
    assert bench.names.count("CreatePyramid") == bench.names.count("LaunchPyramid") == 1


def test_tiles_that_cannot_be_cut_say_why_and_may_be_tried_again(start_emulator, tmp_path: Path) -> None:
    emulator = start_emulator()
    publication = integrated_publication(emulator, tmp_path, TMS)
    emulator.faults({"processing": "fail", "count": 1, "log": ["trop d'objets dans une tuile"]})
    bench = Bench(emulator, publication)

    with pytest.raises(ServiceFailed) as failure:
        bench.run()

    assert any("objets" in line for line in failure.value.log)
    assert isinstance(bench.run(), Done)
    assert bench.names.count("CreatePyramid") == 2


def test_the_styles_of_a_wfs_are_named_where_the_website_looks(emulator: Emulator, tmp_path: Path) -> None:
    asked = ServiceRequest(ServiceType.WFS, styles=(sealed_sld(tmp_path),))
    bench = Bench(emulator, integrated_publication(emulator, tmp_path, asked))

    assert isinstance(bench.run(), Done)

    configuration = _configuration(emulator, bench)
    layer = configuration["extra"]["styles"][0]["layers"][0]
    assert layer["name"] == f"{configuration['layer_name']}:points"
    assert "pixel.png" in requests.get(layer["url"], timeout=30).text


def test_three_services_at_once(emulator: Emulator, tmp_path: Path) -> None:
    publication = integrated_publication(emulator, tmp_path, ServiceRequest(ServiceType.WFS), WMS, TMS)
    bench = Bench(emulator, publication)

    assert isinstance(bench.run(), Done)
    assert [layer.type for layer in bench.publication.served] == [
        ServiceType.WFS, ServiceType.WMS_VECTOR, ServiceType.TMS
    ]  # fmt: skip
