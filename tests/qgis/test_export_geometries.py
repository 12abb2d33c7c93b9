"""Geometries that differ in one table: single and multi, flat and raised, curved, measured, invalid."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal, ogr

from cartes_gouv_plugin.bridge.export import Code, ExportOptions, Invalid, Lane
from tests.qgis.odd_layers import (
    SQUARE,
    assert_same,
    description,
    export,
    exported,
    file_layer,
    memory_layer,
    opened,
)


def test_single_and_multi_geometries_side_by_side_become_multi(tmp_path: Path, package: Path) -> None:
    rows = [
        (SQUARE, [1]),
        ("MULTIPOLYGON (((0 0,0 1,1 1,0 0)),((5 5,5 6,6 6,5 5)))", [2]),
        ("POLYGON EMPTY", [3]),
        (None, [4]),
    ]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], rows)
    layer = opened(address, "s")
    contents = []
    for lane in Lane:
        report = export(package, layer, options=ExportOptions(first_lane=lane))
        assert report.layers[0].lane is lane
        assert report.package.tables[0].geometry_type == "MULTIPOLYGON"
        assert {Code.GEOMETRY_MIXED, Code.GEOMETRY_NULL, Code.GEOMETRY_EMPTY} <= {
            problem.code for problem in report.layers[0].problems
        }
        contents.append(exported(package, "s", ["n"]))
    assert contents[0] == contents[1] == contents[2]
    assert_same(package, report, layer)


def test_curves_become_straight_and_m_is_left_out(package: Path) -> None:
    curve = "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (0 0,10 10,20 0),(20 0,0 0)))"
    curves = memory_layer("CurvePolygon?crs=EPSG:2154", "courbes", [(curve, []), (SQUARE, [])])
    measured = memory_layer("LineStringZM?crs=EPSG:2154", "mesures", [("LINESTRING ZM (0 0 1 9,1 1 2 9)", [])])
    report = export(package, curves, measured)
    assert [table.geometry_type for table in report.package.tables] == ["POLYGON", "LINESTRING"]
    assert_same(package, report, curves)
    assert_same(package, report, measured, position=1)
    described = description(package, "mesures")
    assert (described["z"], described["m"]) == (1, 0)
    assert Code.GEOMETRY_CURVED in {problem.code for problem in report.layers[0].problems}
    assert Code.GEOMETRY_MEASURED in {problem.code for problem in report.layers[1].problems}


@pytest.mark.parametrize("first_lane", list(Lane))
def test_curves_and_m_in_a_geopackage(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    rows = [("MULTICURVE (CIRCULARSTRING (0 0,10 10,20 0),(20 0,0 0))", [])]
    curves = opened(file_layer(tmp_path / "c.gpkg", "GPKG", ogr.wkbMultiCurve, [], rows), "courbes")
    points = opened(
        file_layer(tmp_path / "m.gpkg", "GPKG", ogr.wkbPointZM, [], [("POINT ZM (1 2 3 4)", [])]), "mesures"
    )
    report = export(package, curves, points, options=ExportOptions(first_lane=first_lane))
    assert report.package.tables[0].geometry_type == "MULTILINESTRING"
    assert_same(package, report, curves)
    assert_same(package, report, points, position=1)
    assert (description(package, "mesures")["z"], description(package, "mesures")["m"]) == (1, 0)


@pytest.mark.parametrize("first_lane", list(Lane))
def test_curves_that_a_table_does_not_announce(tmp_path: Path, package: Path, first_lane: Lane) -> None:
    rows = [(SQUARE, [1]), ("CURVEPOLYGON (CIRCULARSTRING (0 0,10 10,20 0,10 -10,0 0))", [2]), (None, [3])]
    address = file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPolygon, [("n", ogr.OFTInteger)], rows)
    layer = opened(address, "s")
    report = export(package, layer, options=ExportOptions(first_lane=first_lane))
    assert report.layers[0].lane is Lane.WRITE
    assert report.package.tables[0].geometry_type == "POLYGON"
    assert_same(package, report, layer)


def test_invalid_geometries_are_repaired_when_asked(package: Path) -> None:
    bow_tie = "POLYGON ((0 0,2 2,2 0,0 2,0 0))"
    layer = memory_layer("Polygon?crs=EPSG:2154&field=n:integer", "s", [(bow_tie, [1]), (SQUARE, [2])])
    untouched = export(package, layer)
    assert_same(package, untouched, layer)
    report = export(package, layer, options=ExportOptions(invalid=Invalid.REPAIRED))
    dataset = gdal.OpenEx(str(package))
    repaired = [feature.GetGeometryRef().Clone() for feature in dataset.GetLayer(0)]
    assert all(geometry.IsValid() for geometry in repaired)
    assert sum(geometry.Area() for geometry in repaired) == pytest.approx(3.0)
    assert report.package.tables[0].geometry_type == "MULTIPOLYGON"
    assert [problem.count for problem in report.layers[0].problems if problem.code is Code.GEOMETRY_INVALID] == [1]


@pytest.mark.parametrize("first_lane", list(Lane))
@pytest.mark.parametrize("declared", [ogr.wkbPolygon, ogr.wkbMultiPolygon25D])
def test_flat_and_raised_side_by_side_stay_as_they_are(
    tmp_path: Path, package: Path, first_lane: Lane, declared: int
) -> None:
    raised = "POLYGON Z ((0 0 1,0 1 1,1 1 1,0 0 1))"
    rows = [(SQUARE, [1]), (raised, [2]), (f"MULTIPOLYGON Z (({raised[11:]}))", [3]), (None, [4])]
    rows.append(("POLYGON EMPTY", [5]))
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", declared, [("n", ogr.OFTInteger)], rows), "s")
    report = export(package, layer, options=ExportOptions(first_lane=first_lane))
    assert report.layers[0].lane is first_lane
    assert_same(package, report, layer)
    described = description(package, "s")
    assert (described["geometry"], described["z"]) == ("MULTIPOLYGON", 2)
    assert dict(described["columns"])["geom"] == "MULTIPOLYGON"


def test_heights_that_a_memory_layer_does_not_announce(package: Path) -> None:
    rows = [("POINT (0 0)", [1]), ("POINT Z (0 0 7)", [2]), (None, [3])]
    layer = memory_layer("Point?crs=EPSG:2154&field=n:integer", "s", rows)
    report = export(package, layer)
    assert_same(package, report, layer)


def test_a_table_is_declared_as_its_rows_are(tmp_path: Path, package: Path) -> None:
    """Readers compare the column's type with the one in the format's own table, and complain when they differ."""
    rows = [("POINT (0 0)", [1]), ("MULTIPOINT ((0 0),(1 1))", [2])]
    layer = opened(file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, [("n", ogr.OFTInteger)], rows), "s")
    report = export(package, layer)
    assert report.package.tables[0].geometry_type == "MULTIPOINT"
    assert dict(description(package, "s")["columns"])["geom"] == "MULTIPOINT"
    warnings: list[str] = []
    gdal.PushErrorHandler(lambda _severity, _number, message: warnings.append(message))
    try:
        assert gdal.OpenEx(str(package)).GetLayer(0).GetFeatureCount() == 2
    finally:
        gdal.PopErrorHandler()
    assert warnings == []
