"""Coordinate systems: mixed, under other names, with heights, unknown to the platform."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, capture, projections
from cartes_gouv_plugin.core.errors import ExportRefused
from tests.qgis.odd_layers import (
    POINT,
    assert_same,
    description,
    export,
    exported,
    file_layer,
    memory_layer,
    opened,
    shown,
)


def test_layers_in_five_systems_meet_in_the_chosen_one(package: Path) -> None:
    places = {
        "EPSG:2154": "POINT (652000 6862000)",
        "EPSG:4326": "POINT (2.35 48.85)",
        "EPSG:3857": "POINT (261600 6250000)",
        "EPSG:4471": "POINT (520000 8580000)",
        "IGNF:LAMB93": "POINT (652000 6862000)",
    }
    layers = [memory_layer(f"Point?crs={crs}", crs, [(wkt, [])]) for crs, wkt in places.items()]
    report = export(package, *layers, options=ExportOptions(crs="EPSG:2154"))
    assert report.package.srs == "EPSG:2154"
    for position, layer in enumerate(layers):
        assert_same(package, report, layer, position=position)
        assert description(package, report.package.tables[position].name)["crs"] == "EPSG:2154"
    codes = [{problem.code for problem in layer.problems} for layer in report.layers]
    assert Code.CRS_CHANGED in codes[1]
    assert Code.CRS_RENAMED in codes[4]
    assert Code.CRS_CHANGED not in codes[4]
    (changed,) = (problem for problem in report.layers[1].problems if problem.code is Code.CRS_CHANGED)
    assert "Lambert-93" in changed.repair or "RGF93" in changed.repair


def test_an_ign_name_of_the_projection_is_declared_under_its_epsg_code(tmp_path: Path, package: Path) -> None:
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], [(POINT, [1])])
    layer = opened(address, "s", crs="IGNF:LAMB93")
    report = export(package, layer)
    assert report.package.srs == "EPSG:2154"
    assert_same(package, report, layer)


def test_a_projection_that_the_platform_does_not_know(package: Path) -> None:
    layer = QgsVectorLayer("Point?crs=PROJ:+proj=laea +lat_0=10 +lon_0=20 +ellps=GRS80", "sur mesure", "memory")
    assert layer.crs().isValid()
    with pytest.raises(ExportRefused, match="sur mesure"):
        capture([layer]).run(package)
    chosen = memory_layer(
        "Point?crs=PROJ:+proj=laea +lat_0=10 +lon_0=20 +ellps=GRS80", "sur mesure", [("POINT (0 0)", [])]
    )
    report = capture([chosen], ExportOptions(crs="EPSG:4326")).run(package)
    assert report.package.tables[0].extent[:2] == pytest.approx((20.0, 10.0), abs=1e-6)


@pytest.mark.parametrize("crs", ["EPSG:999999", "nonsense", "ESRI:102110"])
def test_a_chosen_projection_that_is_not_one_of_the_platform(package: Path, crs: str) -> None:
    layer = memory_layer("Point?crs=EPSG:2154", "s", [(POINT, [])])
    with pytest.raises(ExportRefused, match=crs):
        capture([layer], ExportOptions(crs=crs)).run(package)
    assert not package.exists()


def test_a_projection_may_be_chosen_by_its_ign_name(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:2154", "s", [(POINT, [])])
    assert capture([layer], ExportOptions(crs="IGNF:LAMB93")).run(package).package.srs == "EPSG:2154"


def test_a_feature_out_of_the_chosen_projection_is_named(package: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:4326", "monde", [("POINT (2 48)", []), ("POINT (1e300 48)", [])])
    with pytest.raises(ExportRefused, match="Feature 2"):
        capture([layer], ExportOptions(crs="EPSG:2154")).run(package)
    assert not package.exists()


@pytest.mark.parametrize(
    ("written", "declared", "place"),
    [
        ("EPSG:4979", "EPSG:4326", "POINT Z (2 48 100)"),
        ("EPSG:5698", "EPSG:2154", "POINT Z (652000 6862000 35)"),
        ("IGNF:NTFLAMB2E", "EPSG:27572", "POINT (600000 2428000)"),
    ],
)
def test_a_height_or_another_name_changes_no_place(package: Path, written: str, declared: str, place: str) -> None:
    layer = memory_layer(f"{place.partition(' (')[0].replace(' ', '')}?crs={written}", "lieux", [(place, [])])
    report = export(package, layer)
    assert report.package.srs == declared
    assert [problem.code for problem in report.layers[0].problems] == [Code.CRS_RENAMED]
    assert exported(package, "lieux", []) == shown(layer, written, [], multi=False)
    with closing(sqlite3.connect(package)) as connection:
        (definition,) = connection.execute(
            "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (int(declared.partition(":")[2]),)
        ).fetchone()
    code = declared.partition(":")[2]
    assert definition.endswith(f'AUTHORITY["EPSG","{code}"]]')


def test_places_counted_from_the_centre_of_the_earth_are_refused_or_reprojected(package: Path) -> None:
    layer = memory_layer("PointZ?crs=EPSG:4978", "espace", [("POINT Z (4200000 170000 4780000)", [])])
    with pytest.raises(ExportRefused, match="espace"):
        capture([layer]).run(package)
    assert export(package, layer, options=ExportOptions(crs="EPSG:4326")).package.srs == "EPSG:4326"


def test_a_reprojection_that_nobody_knows_is_told_so() -> None:
    crs = "PROJ:+proj=longlat +a=6000000 +b=5900000 +no_defs"
    layer = memory_layer(f"Point?crs={crs}", "ailleurs", [("POINT (2 48)", [])])
    (changed,) = capture([layer], ExportOptions(crs="EPSG:2154")).layers[0].problems
    assert changed.code is Code.CRS_CHANGED
    assert "without knowing" in changed.repair
    assert "“”" not in changed.repair


def test_a_layer_without_a_projection_is_told_once() -> None:
    layer = memory_layer("Point", "nulle part", [("POINT (2 48)", [])])
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert [problem.code for problem in capture([layer]).refusals] == [Code.CRS_MISSING]


_NUMBER = re.compile(r"\+(\w+)=(-?[\d.]+)(?=\s|$)")


@pytest.mark.parametrize("name", sorted(projections._IGNF))
def test_the_names_of_ign_are_the_same_projections(name: str) -> None:
    """Every number of the two projections, but for those by which other systems are reached, is the same."""
    reference, twin = osr.SpatialReference(), osr.SpatialReference()
    if reference.SetFromUserInput(f"IGNF:{name}") != 0:
        pytest.skip("PROJ has no such name here")
    twin.ImportFromEPSG(projections._IGNF[name])
    ours, theirs = (dict(_NUMBER.findall(crs.ExportToProj4())) for crs in (reference, twin))
    for number in ("lat_0", "lon_0", "x_0", "y_0", "zone"):
        assert float(ours.get(number, 0)) == pytest.approx(float(theirs.get(number, 0)), abs=1e-7), number
    assert float(ours.get("k_0", 1)) == pytest.approx(float(theirs.get("k_0", 1)), abs=2e-9)
    parallels = [{crs.get("lat_1"), crs.get("lat_2")} for crs in (ours, theirs)]
    assert parallels[0] == parallels[1]
    assert reference.GetSemiMajor() == pytest.approx(twin.GetSemiMajor(), abs=0.01)
    assert ("+proj=" + reference.ExportToProj4().partition("+proj=")[2].split()[0]) in twin.ExportToProj4()


@pytest.mark.parametrize("kind", ["memory", "GPKG"])
def test_a_row_out_of_reach_between_places_that_are_not_is_named_and_nothing_is_left(tmp_path: Path, kind: str) -> None:
    """The antipode of the centre of EPSG:3035 is the one place on Earth without coordinates in it."""
    rows = [(f"POINT ({x} {y})", [x]) for x, y in ((-180, -80), (-170, -52), (180, 80))]
    if kind == "memory":
        layer = memory_layer("Point?crs=EPSG:4326&field=n:integer", "antipode", rows)
    else:
        fields = [("n", ogr.OFTInteger)]
        layer = opened(file_layer(tmp_path / "a.gpkg", "GPKG", ogr.wkbPoint, fields, rows, epsg=4326), "antipode")
    folder = tmp_path / "outbox"
    folder.mkdir()
    with pytest.raises(ExportRefused) as refused:
        capture([layer], ExportOptions(crs="EPSG:3035")).run(folder / "p.gpkg")
    (reason,) = refused.value.reasons
    assert "antipode" in reason
    assert "Feature 2 " in reason
    assert list(folder.iterdir()) == []
