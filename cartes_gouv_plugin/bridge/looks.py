"""The looks that layers have in QGIS, and those that a service is to show. Main thread: live layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import QgsMapLayer

from cartes_gouv_plugin.bridge.choice import CURRENT_LOOK, Choice
from cartes_gouv_plugin.bridge.export.plan import ExportPlan
from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem
from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, QML, SLD, CapturedStyle, PublishedNames, capture_styles
from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile

_DRAWN = frozenset({ServiceType.WMS_VECTOR, ServiceType.TMS})


def style_names(layers: Iterable[QgsMapLayer]) -> tuple[str, ...]:
    """The names of the styles that the layers have beside those they show now, each once."""
    found: dict[str, None] = {}
    for layer in layers:
        held = layer.styleManager()
        found.update(dict.fromkeys(name for name in held.styles() if name != held.currentStyle()))
    return tuple(found)


def seal_looks(choice: Choice, plan: ExportPlan, service: ServiceType, folder: Path) -> tuple[StyleFile, ...]:
    """Writes the looks of one service below `folder`. The platform draws a WMS-Vector with one look only."""
    options = choice.options_of(service)
    looks = options.looks[:1] if service is ServiceType.WMS_VECTOR else options.looks
    return tuple(
        replace(captured.style, name="" if service is ServiceType.WMS_VECTOR else look)
        for rank, look in enumerate(looks)
        for _layer, captured in _captured(choice, plan, folder / f"look_{rank}", _format(choice, service), look)
    )


def lost_looks(choice: Choice, plan: ExportPlan) -> tuple[Problem, ...]:
    """What the services asked for cannot show of the layers' looks, symbol by symbol; each sentence once."""
    found: dict[Problem, None] = {}
    for wanted, look in _drawn(choice):
        with TemporaryDirectory() as folder:
            for layer, captured in _captured(choice, plan, Path(folder), wanted, look):
                said = [Problem(Code.LOOK, Level.WARNING, layer.name(), sentence) for sentence in captured.warnings]
                found.update(dict.fromkeys(said))
    return tuple(replace(problem, sentence=f"{problem.layer}: {problem.sentence}") for problem in found)


def _drawn(choice: Choice) -> Iterable[tuple[str, str]]:
    """(format, look) of each look that somebody will see, once; a QML is read whole, and may lack attributes."""
    return dict.fromkeys(
        (_format(choice, service), look)
        for service in choice.services
        if service in _DRAWN or _format(choice, service) == QML
        for look in choice.options_of(service).looks
    )


def _format(choice: Choice, service: ServiceType) -> str:
    """That of a WFS is for its readers, such as the website's own map."""
    if service is ServiceType.TMS:
        return MAPBOX
    return choice.options_of(service).style_format if service is ServiceType.WFS else SLD


def _captured(
    choice: Choice, plan: ExportPlan, folder: Path, wanted: str, look: str
) -> list[tuple[QgsMapLayer, CapturedStyle]]:
    if plan.refusals:
        return []
    names = {
        layer.source.id: PublishedNames(
            layer.design.name, {column.original: column.name for column in layer.design.columns}
        )
        for layer in plan.layers
    }
    shown = [layer for layer in choice.layers if layer.id() in names]
    dressed = [_dressed(layer, look) for layer in shown]
    named = {clothed.id(): names[layer.id()] for layer, clothed in zip(shown, dressed)}
    return list(zip(shown, capture_styles(dressed, named, folder, (wanted,))))


def _dressed(layer: QgsMapLayer, look: str) -> QgsMapLayer:
    """The layer in that style: itself when it shows it, or has none of that name."""
    held = layer.styleManager()
    if look in (CURRENT_LOOK, held.currentStyle()) or look not in held.styles():
        return layer
    dressed = layer.clone()
    held.style(look).writeToLayer(dressed)
    return dressed
