"""Attributes that somebody leaves out of tiles though the style that draws them reads them. Main thread."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.choice import Choice
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.core.services import style_attributes


def kept_attributes(choice: Choice, plan: ExportPlan, layer: str) -> tuple[str, ...]:
    """The published names of those chosen for the tiles of a layer, by its identifier; none: all of them."""
    published = _published(plan, layer)
    return tuple(published[name] for name in choice.tiles.attributes.get(layer, ()) if name in published)


def left_out(choice: Choice, plan: ExportPlan, layer: QgsMapLayer, style: Path) -> tuple[Problem, ...]:
    """The sentence about what a layer's MapLibre style uses and its tiles would not hold; at most one."""
    kept = set(kept_attributes(choice, plan, layer.id()))
    if not kept:
        return ()
    originals = {name: original for original, name in _published(plan, layer.id()).items()}
    used = frozenset().union(*style_attributes.used_by_maplibre(style.read_bytes()).values())
    names = sorted(originals[name] for name in used - kept if name in originals)
    if not names:
        return ()
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}”: its style on tiles uses attributes that the tiles leave out: {names}. What depends on them would "
        "not be drawn as in QGIS.",
    )
    repair = QCoreApplication.translate("CartesGouv", "Keep them among the attributes of the tiles.")
    text = sentence.format(layer=layer.name(), names=", ".join(names))
    return (Problem(Code.TILES_LACK, Level.WARNING, layer.name(), text, repair),)


def _published(plan: ExportPlan, layer: str) -> dict[str, str]:
    """Attribute to published name."""
    found = (each.design.columns for each in plan.layers if each.source.id == layer)
    return {column.original: column.name for columns in found for column in columns}
