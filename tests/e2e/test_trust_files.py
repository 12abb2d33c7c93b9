"""GeoPackages that were made to harm: nothing of them runs, nothing but rows leaves, the source stays as it was."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr

from cartes_gouv_plugin.bridge.export import ExportOptions, Lane, capture
from cartes_gouv_plugin.core.errors import ExportRefused
from tests.qgis.odd_layers import file_layer, opened

ROWS = [("POINT (2 48)", ["un"]), ("POINT (3 49)", ["deux"])]
TRAP = """
CREATE TABLE witness (word TEXT);
CREATE TRIGGER on_insert AFTER INSERT ON {table} BEGIN INSERT INTO witness VALUES ('insert'); END;
CREATE TRIGGER on_update AFTER UPDATE ON {table} BEGIN INSERT INTO witness VALUES (load_extension('/tmp/x.so')); END;
CREATE VIEW tempting AS SELECT fid, geom, load_extension('/tmp/x.so') AS nom FROM {table};
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('tempting', 'features', 'tempting', 4326);
INSERT INTO gpkg_geometry_columns VALUES ('tempting', 'geom', 'POINT', 4326, 0, 0);
"""


def armed(path: Path) -> str:
    """A file with traps around its table; returns the layer's address."""
    address = file_layer(path, "GPKG", ogr.wkbPoint, [("nom", ogr.OFTString)], ROWS, epsg=4326)
    with closing(sqlite3.connect(path)) as connection:
        # SQLite looks for a trap's functions when it is used, not when it is set.
        connection.executescript(TRAP.format(table=path.stem))
        connection.commit()
    return address


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def objects(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        found: dict[str, set[str]] = {}
        for kind, name in connection.execute("SELECT type, name FROM sqlite_master"):
            found.setdefault(kind, set()).add(name)
        return found


@pytest.mark.parametrize("lane", list(Lane), ids=lambda lane: lane.value)
def test_traps_stay_in_the_source(qgis_app, tmp_path: Path, lane: Lane) -> None:
    source = tmp_path / "source.gpkg"
    address = armed(source)
    before = digest(source)
    layer = opened(address, "Points")
    target = tmp_path / "target.gpkg"
    report = capture([layer], ExportOptions(first_lane=lane)).run(target)
    assert report.layers[0].rows_written == len(ROWS)
    assert digest(source) == before
    found = objects(target)
    assert not found.get("view")
    assert not {name for name in found.get("trigger", set()) if name.startswith("on_")}
    assert "witness" not in found["table"]


def test_a_view_that_loads_code_is_refused_or_brings_nothing_with_it(qgis_app, tmp_path: Path) -> None:
    source = tmp_path / "source.gpkg"
    armed(source)
    before = digest(source)
    layer = opened(f"{source}|layername=tempting", "Tentation")
    target = tmp_path / "target.gpkg"
    with contextlib.suppress(ExportRefused):
        capture([layer], ExportOptions()).run(target)
    assert not target.exists() or not objects(target).get("view")
    assert digest(source) == before


@pytest.mark.parametrize(
    "table",
    ['points"; DROP TABLE gpkg_contents; --', "points'; --", "select", "__points", "ÉTÉ/2026 %s {0}"],
)
def test_a_table_s_name_is_never_a_command(qgis_app, tmp_path: Path, table: str) -> None:
    source = tmp_path / "source.gpkg"
    fields = [("nom", ogr.OFTString)]
    file_layer(source, "GPKG", ogr.wkbPoint, fields, ROWS, epsg=4326, table=table, creation=("SPATIAL_INDEX=NO",))
    before = digest(source)
    layer = opened(str(source), table)
    target = tmp_path / "target.gpkg"
    report = capture([layer], ExportOptions()).run(target)
    name = report.package.tables[0].name
    assert name.replace("_", "a").isalnum()
    assert name.isascii()
    assert report.layers[0].rows_written == len(ROWS)
    assert {"gpkg_contents", name} <= objects(target)["table"]
    assert digest(source) == before
