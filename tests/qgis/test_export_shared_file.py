"""A GeoPackage that is at work elsewhere while it is exported: layers filtered or edited on the same file."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsField, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from cartes_gouv_plugin.bridge.export import Lane, Level, capture
from cartes_gouv_plugin.bridge.preflight import inspect
from cartes_gouv_plugin.core.errors import ExportRefused
from tests.qgis.odd_layers import file_layer, opened

ROWS = 200


class WriteAheadLog:
    """The file in SQLite's write-ahead mode, as QGIS turns it for a layer that it edits or filters, for some seconds.

    What QGIS opened before, without locks, reads nothing of it meanwhile.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._over = threading.Event()
        self._begun = threading.Event()
        self._seconds = seconds
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> None:
        self._thread.start()
        self._begun.wait()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=5)) as connection:
            assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
            self._begun.set()
            self._over.wait(self._seconds)
            connection.execute("PRAGMA journal_mode = DELETE")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [("POINT (600000 6800000)", [number, f"ligne {number}"]) for number in range(ROWS)]
    fields = [("n", ogr.OFTInteger), ("nom", ogr.OFTString)]
    file_layer(tmp_path / "s.gpkg", "GPKG", ogr.wkbPoint, fields, rows)
    return tmp_path / "s.gpkg"


@pytest.fixture
def computed(path: Path) -> QgsVectorLayer:
    """A layer that only QGIS can read, and has read once: its way into the file is open."""
    layer = opened(str(path), "lignes")
    layer.addExpressionField("upper(nom)", QgsField("grand", QMetaType.Type.QString))
    assert sum(1 for _ in layer.getFeatures()) == ROWS
    return layer


def test_rows_that_qgis_cannot_read_for_a_moment_are_read_again(
    computed: QgsVectorLayer, path: Path, tmp_path: Path
) -> None:
    plan = capture([computed])
    with WriteAheadLog(path, 0.5):
        (report,) = plan.run(tmp_path / "p.gpkg").layers
    assert (report.lane, report.rows_read, report.rows_written) == (Lane.WRITE, ROWS, ROWS)
    with closing(sqlite3.connect(tmp_path / "p.gpkg")) as package:
        assert package.execute(f"SELECT count(DISTINCT grand) FROM {report.table}").fetchone() == (ROWS,)


def test_rows_that_stay_out_of_reach_are_refused_with_both_numbers(
    computed: QgsVectorLayer, path: Path, tmp_path: Path
) -> None:
    plan = capture([computed])
    with WriteAheadLog(path, 60), pytest.raises(ExportRefused) as refused:
        plan.run(tmp_path / "p.gpkg")
    assert str(ROWS) in str(refused.value)
    assert not (tmp_path / "p.gpkg").exists()


@pytest.mark.parametrize("subset", ["", "n >= 0"])
def test_the_preflight_counts_every_row_at_such_a_moment(path: Path, tmp_path: Path, subset: str) -> None:
    layer = opened(str(path), "lignes")
    assert layer.setSubsetString(subset)
    assert sum(1 for _ in layer.getFeatures()) == ROWS
    plan = capture([layer])
    with WriteAheadLog(path, 0.5):
        (told,) = inspect(plan, tmp_path).layers
    assert told.rows == ROWS
    assert not any(problem.level is Level.REFUSAL for problem in told.problems)
