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
from cartes_gouv_plugin.bridge.tile_attributes import left_out
from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile

_DRAWN = frozenset({ServiceType.WMS_VECTOR, ServiceType.TMS})
_SHOWN = {ServiceType.WFS: "WFS", ServiceType.WMS_VECTOR: "WMS", ServiceType.TMS: "TMS"}


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
    """What the services asked for cannot show of the layers' looks, symbol by symbol; each sentence once.

    A sentence that does not concern every service asked for names those that it does. Attributes that tiles leave out
    and their style uses are told last, once a layer.
    """
    found: dict[Problem, list[str]] = {}
    lacking: dict[Problem, None] = {}
    for (wanted, look), services in _drawn(choice).items():
        with TemporaryDirectory() as folder:
            for layer, captured in _captured(choice, plan, Path(folder), wanted, look):
                for sentence in captured.warnings:
                    told = found.setdefault(Problem(Code.LOOK, Level.WARNING, layer.name(), sentence), [])
                    told += [service for service in services if service not in told]
                if wanted == MAPBOX:
                    lacking.update(dict.fromkeys(left_out(choice, plan, layer, captured.style.path)))
    asked = len(choice.services)
    told_of_looks = (replace(problem, sentence=_whose(problem, services, asked)) for problem, services in found.items())
    return (*told_of_looks, *lacking)


def _whose(problem: Problem, services: list[str], asked: int) -> str:
    where = f" ({', '.join(services)})" if len(services) < asked else ""
    return f"{problem.layer}{where}: {problem.sentence}"


def _drawn(choice: Choice) -> dict[tuple[str, str], list[str]]:
    """(format, look) of each look that somebody will see, with its services; a QML is read whole, and may lack
    attributes.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for service in choice.services:
        if service in _DRAWN or _format(choice, service) == QML:
            for look in choice.options_of(service).looks:
                found.setdefault((_format(choice, service), look), []).append(_SHOWN[service])
    if ServiceType.WFS in choice.services:
        for look in choice.options_of(ServiceType.WFS).looks:
            shared = found.get((_format(choice, ServiceType.WFS), look), [_SHOWN[ServiceType.WFS]])
            if _SHOWN[ServiceType.WFS] not in shared:
                shared.append(_SHOWN[ServiceType.WFS])
    return found


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
