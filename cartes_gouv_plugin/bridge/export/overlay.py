"""Unsaved edits of a file: its rows by the fast way, then only what was edited through QGIS, on top of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import QgsCoordinateTransformContext

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.copy_lane import copy, copyable
from cartes_gouv_plugin.bridge.export.geopackage import quoted
from cartes_gouv_plugin.bridge.export.seal import remove
from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.translate_lane import translate
from cartes_gouv_plugin.bridge.export.write_lane import write
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN

_BASE = 0.9  # share of the time that the file's own rows take


def overlayable(source: LayerSource) -> bool:
    """Whether edits of rows are all that stands between the layer and its file."""
    return source.live == {Liveness.EDITED} and source.ogr is not None and source.edits is not None


def overlay(
    source: LayerSource,
    design: TableDesign,
    package: Path,
    transforms: QgsCoordinateTransformContext,
    reporter: Reporter,
) -> int:
    """Fills the table; returns the rows that went in: the file's without those edited, and the edited ones."""
    edits = source.edits
    if edits is None:
        raise ValueError("the edits of the layer are not known one by one")
    saved = replace(source, live=frozenset())
    origin = copyable(saved, design)
    base = reporter.part(_BASE)
    if origin is not None:
        rows, _census = copy(origin, design, package, base)
    else:
        rows = translate(saved, design, package, base, keep_numbers=True)
    rows -= _delete(package, design, edits.replaced | edits.deleted)
    shown = edits.replaced | edits.added
    return rows + (_insert(source, design, package, transforms, shown, reporter.part(1 - _BASE)) if shown else 0)


def _delete(package: Path, design: TableDesign, numbers: frozenset[int]) -> int:
    with geopackage.opened(package, writable=True) as connection:
        connection.execute("BEGIN")
        deleted = connection.executemany(
            f"DELETE FROM {quoted(design.name)} WHERE {quoted(design.key)} = ?",  # nosec B608: quoted
            ((number,) for number in numbers),
        ).rowcount
        connection.execute("COMMIT")
    return max(0, deleted)


def _insert(
    source: LayerSource,
    design: TableDesign,
    package: Path,
    transforms: QgsCoordinateTransformContext,
    shown: frozenset[int],
    reporter: Reporter,
) -> int:
    """The edited rows pass through a file that QGIS writes, so that each value is what QGIS makes of it."""
    scratch = package.with_name(f"edits_{package.name}")
    try:
        geopackage.create(scratch, design.srs)
        with geopackage.opened(package, writable=True) as connection:
            (highest,) = connection.execute(
                f"SELECT coalesce(max({quoted(design.key)}), 0) FROM {quoted(design.name)}"  # nosec B608: quoted
            ).fetchone()
            rows, _reshaping = write(
                source, design, scratch, transforms, len(shown), False, reporter, only=shown, above=highest
            )
            names = [GEOMETRY_COLUMN, *(column.name for column in design.columns)]
            if source.key is not None:
                names.append(design.key)
            columns = ", ".join(quoted(name) for name in names)
            connection.execute("ATTACH DATABASE ? AS part", (str(scratch),))
            connection.execute(
                f"INSERT INTO main.{quoted(design.name)} ({columns})"  # nosec B608: quoted
                f" SELECT {columns} FROM part.{quoted(design.name)}"
            )
            geopackage.widen_extent(connection, design.name)
    finally:
        remove(scratch)
    return rows
