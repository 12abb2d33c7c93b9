"""Real layers with the looks that maps are made of: by category, by class, by rules and scales, with labels."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsField,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsPalLayerSettings,
    QgsRectangle,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QColor

WORLD = QgsRectangle(-170, -58, 179, 80)
WESTERN_EUROPE, ALPS = QgsRectangle(-10, 36, 19, 51.5), QgsRectangle(-3, 42, 10, 49)
SOUTH_AMERICA = QgsRectangle(-92, -50, -20, 14)
TEXT = QColor("#1f3a5f")
_SOUTH_AMERICANS = ("BR", "AR", "CL", "PE", "BO", "CO", "VE", "EC", "PY", "UY", "GY")
_CLOSE = 15_000_000
_GREY_LINE = {"outline_color": "#5a5a5a", "outline_width": "0.2"}
_COLOURS = {"FR": "#6fb1e8", "BR": "#9bd3a0", "IN": "#f7c948", "CA": "#d8a7ca", "AU": "#e59b7a", "": "#e6e2d8"}
_CLASSES = ((0, 100_000, "#f1eef6"), (100_000, 500_000, "#bdc9e1"), (500_000, 2_000_000, "#74a9cf"),
            (2_000_000, 20_000_000, "#0570b0"))  # fmt: skip


@dataclass(frozen=True, eq=False)
class Look:
    """`make` takes the file of the world; `views`, in degrees: what the pictures show."""

    name: str
    title: str
    make: Callable[[Path], QgsVectorLayer]
    views: tuple[QgsRectangle, ...]


def world(folder: Path) -> Path:
    """A copy of QGIS's own map of the world: one file for all looks, some of which filter it."""
    path = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    return Path(shutil.copy(path, folder / "world.gpkg"))


def _layer(path: Path, table: str, title: str, condition: str = "") -> QgsVectorLayer:
    """Opened with its filter, as from a project: one that is set later makes QGIS lose sight of the file's others."""
    return QgsVectorLayer(f"{path}|layername={table}" + (f"|subset={condition}" if condition else ""), title, "ogr")


def _fill(colour: str, **more: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, **_GREY_LINE, **more})


def _by_category(path: Path) -> QgsVectorLayer:
    layer = _layer(path, "countries", "Pays du monde")
    categories = [QgsRendererCategory(code, _fill(colour), code or "autres") for code, colour in _COLOURS.items()]
    layer.setRenderer(QgsCategorizedSymbolRenderer("iso_a2", categories))
    return layer


def _by_class(path: Path) -> QgsVectorLayer:
    """The area is computed by the layer itself, in a virtual field."""
    layer = _layer(path, "countries", "Superficie des pays", "iso_a2 <> 'AQ'")
    layer.addExpressionField("round($area / 1000000)", QgsField("superficie_km2", QMetaType.Type.Double))
    ranges = [
        QgsRendererRange(low, high, _fill(colour), f"{low:,} à {high:,} km²".replace(",", " "))
        for low, high, colour in _CLASSES
    ]
    layer.setRenderer(QgsGraduatedSymbolRenderer("superficie_km2", ranges))
    return layer


def _by_rules(path: Path) -> QgsVectorLayer:
    """Two countries and the others; seen from near, the borders of the provinces are drawn over them."""
    layer = _layer(path, "states_provinces", "Provinces", "iso_a2 IN ('FR', 'IT', 'ES', 'CH', 'PT', 'BE', 'DE')")
    root = QgsRuleBasedRenderer.Rule(None)
    for condition, colour in (("\"iso_a2\" = 'FR'", "#6fb1e8"), ("\"iso_a2\" IN ('IT', 'CH')", "#9bd3a0")):
        root.appendChild(QgsRuleBasedRenderer.Rule(_plain(colour), filterExp=condition, label=condition))
    root.appendChild(QgsRuleBasedRenderer.Rule(_plain("#e6e2d8"), label="autres", elseRule=True))
    near = QgsFillSymbol.createSimple({"style": "no", "outline_color": "#b3261e", "outline_width": "0.5"})
    root.appendChild(QgsRuleBasedRenderer.Rule(near, 1, _CLOSE, "\"iso_a2\" <> 'ES'", "limites, de près"))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    return layer


def _plain(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"})


def _with_labels(path: Path) -> QgsVectorLayer:
    layer = _layer(path, "countries", "Amérique du Sud", f"iso_a2 IN {_SOUTH_AMERICANS}")
    layer.setRenderer(QgsSingleSymbolRenderer(_fill("#fdf3d0")))
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = "\"NAME\" || ' (' || \"iso_a2\" || ')'", True
    settings.placement = Qgis.LabelPlacement.OverPoint
    text = QgsTextFormat()
    text.setSize(12)
    text.setColor(TEXT)
    halo = text.buffer()
    halo.setEnabled(True)
    halo.setSize(0.6)
    text.setBuffer(halo)
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


LOOKS = (
    Look("categories", "par catégories", _by_category, (WORLD,)),
    Look("classes", "par classes", _by_class, (WORLD,)),
    Look("regles", "par règles et échelles", _by_rules, (WESTERN_EUROPE, ALPS)),
    Look("etiquettes", "avec étiquettes", _with_labels, (SOUTH_AMERICA,)),
)
