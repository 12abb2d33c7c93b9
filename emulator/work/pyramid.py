"""« Calcul de pyramide vecteur »: tables of a database really cut into vector tiles."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr

from emulator.work import tippecanoe
from emulator.work.composition import CutRefused, Part, parts_of, tables_of
from emulator.work.delivery import gdal_messages
from emulator.work.joblog import Clock, JobLog
from emulator.work.relations import bounds_wgs84, box_feature
from emulator.work.tilecount import objects_in_tile
from emulator.work.tilejson import describe

MAX_OBJECTS = 5000
"""Objects per tile beyond which the processing fails (DOC: tuilage, « nombre d'objets par tuile »)."""
LEVELS = range(19)
"""Levels of the tile matrix set PM that a vector pyramid may use (CG: ZoomLevels)."""


@dataclass(frozen=True)
class Cut:
    """What the processing gave; the target folder does not exist when ``ok`` is False."""

    ok: bool
    levels: list[str]
    """``type_infos.levels`` of the pyramid, top first."""
    extent: dict[str, Any] | None
    """GeoJSON Feature in EPSG:4326."""
    size: int
    log: tuple[str, ...]


def cut(
    source: str,
    composition: list[dict[str, Any]],
    bottom: int,
    top: int,
    tippecanoe_options: str,
    area: str | None,
    target: Path,
    now: Clock,
) -> Cut:
    """Cut tables into ``target/{z}/{x}/{y}.pbf`` and ``target/metadata.json``.

    Parameters
    ----------
    source: what GDAL opens (``Database.ogr_source``).
    composition: items ``{table, layer?, filter?, attributes?, top_level, bottom_level}`` with levels as strings; empty:
        every table at every level.
    bottom, top: the most and the least detailed level of the pyramid.
    area: WKT polygon in EPSG:4326 the data is clipped to, or None.
    """
    log = JobLog(now, "vector_pyramid")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".cut-") as folder, gdal_messages() as messages:
        try:
            tiles = Path(folder) / "tiles"
            extent = _cut(source, composition, (top, bottom), tippecanoe_options, area, tiles, log)
        except (CutRefused, tippecanoe.TippecanoeFailure) as refusal:
            log.fail(94, str(refusal))
            for message in messages:
                log.fail(96, message)
            return Cut(False, [], None, 0, log.lines)
        shutil.rmtree(target, ignore_errors=True)
        tiles.replace(target)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    levels = [str(level) for level in range(top, bottom + 1)]
    return Cut(True, levels, extent, size, log.lines)


def _cut(
    source: str,
    composition: list[dict[str, Any]],
    levels: tuple[int, int],
    options: str,
    area: str | None,
    tiles: Path,
    log: JobLog,
) -> dict[str, Any] | None:
    """Export, cut, count, describe; the answer is the pyramid's extent."""
    dataset = gdal.OpenEx(source, gdal.OF_VECTOR | gdal.OF_READONLY)
    if dataset is None:
        raise CutRefused("La base vecteur ne peut pas être lue")
    top, bottom = levels
    if not (top in LEVELS and bottom in LEVELS and top <= bottom):
        raise CutRefused(f"Niveaux incorrects : haut {top}, bas {bottom}")
    arguments = tippecanoe.options_from(options)
    clip = _clip(area)
    parts = parts_of(dataset, composition, top, bottom)
    tiles.mkdir(parents=True)
    sources = {part: _export(dataset, part, clip, tiles.parent / f"{i}.geojsonl", log) for i, part in enumerate(parts)}
    for span in _spans(parts, top, bottom):
        used = [tippecanoe.Source(p.layer, f) for p, f in sources.items() if f and p.top <= span[0] <= p.bottom]
        if used:
            cut_levels = tiles.parent / f"levels-{span[0]}"
            tippecanoe.run(used, arguments, span, top, cut_levels)
            for level in span:
                if (cut_levels / str(level)).is_dir():
                    (cut_levels / str(level)).replace(tiles / str(level))
            log.info(131, f"Niveaux {span[0]} à {span[-1]} : {', '.join(item.layer for item in used)}")
    _count(tiles, log)
    box = _bounds(dataset, parts, clip)
    describe(dataset, parts, top, bottom, box, tiles)
    return box_feature(box) if box else None


def _clip(area: str | None) -> ogr.Geometry | None:
    if not area:
        return None
    clip = ogr.CreateGeometryFromWkt(area)
    if clip is None or ogr.GT_Flatten(clip.GetGeometryType()) not in (ogr.wkbPolygon, ogr.wkbMultiPolygon):
        raise CutRefused("La zone (area) n'est pas un polygone WKT")
    return clip


def _export(dataset: gdal.Dataset, part: Part, clip: ogr.Geometry | None, path: Path, log: JobLog) -> Path | None:
    """The table as line-delimited GeoJSON in EPSG:4326, 2D; None when nothing is left of it."""
    layer = tables_of(dataset)[part.table]
    quoted = [f'"{name}"' if name != layer.GetFIDColumn() else f'FID AS "{name}"' for name in part.attributes]
    statement = f'SELECT {", ".join(quoted) or "*"} FROM "{layer.GetName()}"'  # names checked against the table
    if part.where:
        statement += f" WHERE {part.where}"
    clipping = ["-clipdst", clip.ExportToWkt()] if clip is not None else []
    options = ["-f", "GeoJSONSeq", "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "COORDINATE_PRECISION=8"]
    options += ["-sql", statement, "-dialect", "OGRSQL", "-nlt", "PROMOTE_TO_MULTI", *clipping]
    written = gdal.VectorTranslate(str(path), dataset, options=options)
    if written is None:
        raise CutRefused(f"La table {part.table} ne peut pas être exportée")
    count = written.GetLayer(0).GetFeatureCount() if written.GetLayerCount() else 0
    del written
    log.info(187, f"Table {part.table} exportée")
    return path if count != 0 and path.is_file() and path.stat().st_size > 0 else None


def _spans(parts: list[Part], top: int, bottom: int) -> list[range]:
    """Runs of consecutive levels at which the same tables are shown."""
    starts = sorted({top, *(p.top for p in parts), *(p.bottom + 1 for p in parts if p.bottom < bottom)})
    return [range(start, end) for start, end in zip(starts, [*starts[1:], bottom + 1])]


def _count(tiles: Path, log: JobLog) -> None:
    number = 0
    too_many: list[tuple[int, str]] = []
    for path in tiles.rglob("*.pbf"):
        number += 1
        objects = objects_in_tile(path.read_bytes())
        if objects > MAX_OBJECTS:
            too_many.append((objects, path.relative_to(tiles).with_suffix("").as_posix()))
    if too_many:
        objects, worst = max(too_many)
        for _, name in sorted(too_many)[:-1][:20]:
            log.fail(204, f"Trop d'objets dans la tuile {name}")
        raise CutRefused(f"La tuile {worst} contient {objects} objets, pour {MAX_OBJECTS} au plus")
    log.info(208, f"{number} tuiles calculées")


def _bounds(
    dataset: gdal.Dataset, parts: list[Part], clip: ogr.Geometry | None
) -> tuple[float, float, float, float] | None:
    tables = tables_of(dataset)
    boxes = [box for part in parts if (box := bounds_wgs84(tables[part.table])) is not None]
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if clip is not None:
        xmin, xmax, ymin, ymax = clip.GetEnvelope()
        west, east, south, north = max(west, xmin), min(east, xmax), max(south, ymin), min(north, ymax)
    return (west, south, east, north) if west <= east and south <= north else None
