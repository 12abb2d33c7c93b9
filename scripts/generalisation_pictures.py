"""The small pictures that explain the generalisations of tiles: a real outline before, and after each of them.

    scripts/generalisation_pictures.py     writes cartes_gouv_plugin/resources/generalisation/<key>.svg

Outlines: Natural Earth (public domain), from the world map that QGIS ships. What each option does to them is done here
with QGIS's own geometry operations, strong enough to be seen at the size of a button.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsGeometry, QgsRectangle, QgsVectorLayer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "cartes_gouv_plugin" / "resources" / "generalisation"
WORLD = "resources/data/world_map.gpkg|layername=countries"

SIDE, GAP = 64.0, 16.0
WEST_EUROPE = QgsRectangle(-6, 41.5, 12, 54)
ISLANDS = QgsRectangle(19, 34.5, 29, 42)
PAPER, INK, LAND, OTHER, OLD = "#ffffff", "#1f3a4d", "#a9cbe0", "#e3c48f", "#9a9a9a"
FINE, ROUGH, COARSE = 0.06, 0.45, 0.9
"""Tolerances in degrees: hundreds of times what the platform uses at these scales, so that they show."""
SMALL = 0.35
"""Square degrees; smaller islands are dropped."""


@dataclass(frozen=True)
class Shape:
    geometry: QgsGeometry
    fill: str = LAND


@dataclass(frozen=True)
class Scene:
    """What is seen before and after, and the part of the world that both show."""

    view: QgsRectangle
    before: tuple[Shape, ...]
    after: tuple[Shape, ...]


def main() -> int:
    application = QgsApplication([], False)
    application.initQgis()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for key, scene in scenes().items():
        (FOLDER / f"{key}.svg").write_text(svg(scene), encoding="utf-8")
    application.exitQgis()
    return 0


def scenes() -> dict[str, Scene]:
    europe, islands = _countries(WEST_EUROPE), _countries(ISLANDS)
    parts = [
        Shape(QgsGeometry(part), shape.fill) for shape in islands for part in shape.geometry.asGeometryCollection()
    ]
    network = [Shape(_lines(shape.geometry), "none") for shape in europe if shape.geometry.area() > SMALL]
    shores = [Shape(_lines(part.geometry), "none") for part in parts]
    return {
        "mixed": _scene(WEST_EUROPE, europe, [_simplified(shape, ROUGH) for shape in europe]),
        "network": _scene(WEST_EUROPE, network, _with_shared_ends(europe)),
        "lines": _scene(ISLANDS, shores, [
            _simplified(Shape(_lines(part.geometry), "none"), ROUGH) for part in parts if part.geometry.area() > SMALL
        ]),
        "outlined_areas": _scene(WEST_EUROPE, europe, [_snapped(shape, COARSE) for shape in europe]),
        "selected_areas": _scene(ISLANDS, parts, [
            _simplified(part, ROUGH) for part in parts if part.geometry.area() > SMALL
        ]),
        "merged_areas": _scene(WEST_EUROPE, europe, _merged(europe)),
        "shared_borders": _scene(WEST_EUROPE, europe, _together(europe)),
    }  # fmt: skip


def _countries(view: QgsRectangle) -> list[Shape]:
    layer = QgsVectorLayer(f"{QgsApplication.pkgDataPath()}/{WORLD}", "countries", "ogr")
    frame = QgsGeometry.fromRect(view)
    found = []
    for rank, feature in enumerate(layer.getFeatures(view)):
        seen = feature.geometry().makeValid().intersection(frame).simplify(FINE)
        if not seen.isEmpty() and seen.area() > 0:
            found.append(Shape(seen, LAND if rank % 2 else OTHER))
    return found


def _scene(view: QgsRectangle, before: Iterable[Shape], after: Iterable[Shape]) -> Scene:
    return Scene(view, tuple(before), tuple(after))


def _lines(geometry: QgsGeometry) -> QgsGeometry:
    return QgsGeometry(geometry.constGet().boundary())


def _simplified(shape: Shape, tolerance: float) -> Shape:
    return Shape(shape.geometry.simplify(tolerance), shape.fill)


def _snapped(shape: Shape, step: float) -> Shape:
    return Shape(shape.geometry.snappedToGrid(step, step), shape.fill)


def _with_shared_ends(shapes: Iterable[Shape]) -> list[Shape]:
    """Lines between crossings, each simplified on its own: their ends stay where they were."""
    net = QgsGeometry.unaryUnion([_lines(shape.geometry) for shape in shapes]).mergeLines()
    return [Shape(QgsGeometry(part).simplify(ROUGH), "none") for part in net.asGeometryCollection()]


def _together(shapes: list[Shape]) -> list[Shape]:
    """Areas rebuilt from borders that were simplified once for both neighbours."""
    net = QgsGeometry.unaryUnion([line.geometry for line in _with_shared_ends(shapes)])
    faces = QgsGeometry.polygonize([QgsGeometry(part) for part in net.asGeometryCollection()])
    found = []
    for face in faces.asGeometryCollection():
        inside = QgsGeometry(face).pointOnSurface()
        owner = next((shape for shape in shapes if shape.geometry.contains(inside)), None)
        if owner is not None:
            found.append(Shape(QgsGeometry(face), owner.fill))
    return found


def _merged(shapes: list[Shape]) -> list[Shape]:
    """Neighbours of one colour become one area."""
    return [
        Shape(
            QgsGeometry.unaryUnion([shape.geometry for shape in shapes if shape.fill == fill]).simplify(ROUGH / 3), fill
        )
        for fill in (LAND, OTHER)
    ]


def svg(scene: Scene) -> str:
    width = 2 * SIDE + GAP
    arrow = f"M{SIDE + 3} {SIDE / 2}h{GAP - 8}m-4 -4l4 4l-4 4"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {SIDE:g}">',
            f'<g stroke-linejoin="round" stroke-width="0.8" stroke="{INK}">',
            *_panel(scene.before, scene.view, 0.0),
            *_panel(scene.after, scene.view, SIDE + GAP),
            "</g>",
            f'<path d="{arrow}" fill="none" stroke="{OLD}" stroke-width="2"/>',
            "</svg>",
            "",
        )
    )


def _panel(shapes: Iterable[Shape], view: QgsRectangle, left: float) -> Iterable[str]:
    yield f'<rect x="{left:g}" y="0" width="{SIDE:g}" height="{SIDE:g}" rx="4" fill="{PAPER}" stroke="{OLD}"/>'
    for shape in shapes:
        path = " ".join(_paths(shape.geometry, view, left))
        if path:
            yield f'<path d="{path}" fill="{shape.fill}" fill-rule="evenodd"/>'


def _paths(geometry: QgsGeometry, view: QgsRectangle, left: float) -> Iterable[str]:
    for part in geometry.asGeometryCollection():
        rings = (
            QgsGeometry(part).asPolygon()
            if part.type() == Qgis.GeometryType.Polygon
            else [QgsGeometry(part).asPolyline()]
        )
        for ring in rings:
            points = [_place(point.x(), point.y(), view, left) for point in ring]
            kept = [point for rank, point in enumerate(points) if rank == 0 or point != points[rank - 1]]
            if len(kept) > 1:
                yield "M" + "L".join(f"{x:g} {y:g}" for x, y in kept)


def _place(x: float, y: float, view: QgsRectangle, left: float) -> tuple[float, float]:
    margin = 3.0
    inner = SIDE - 2 * margin
    return (
        round(left + margin + inner * (x - view.xMinimum()) / view.width(), 1),
        round(margin + inner * (view.yMaximum() - y) / view.height(), 1),
    )


if __name__ == "__main__":
    sys.exit(main())
