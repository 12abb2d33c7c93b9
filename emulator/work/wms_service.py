"""WMS-Vecteur: one WMS layer per offering, made of styled tables, drawn by QGIS Server.

QGIS Server is only shown the tables of the layers a request names; the name of the layer stands for the list of its
tables, the last of the offering drawn first.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from emulator.work import wms_capabilities
from emulator.work.map_engine import MapEngine, Table
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer, exception_report, groups_of

STYLE = wms_capabilities.STYLE
LAYER_PARAMETERS = {
    "getmap": ("LAYERS",),
    "getfeatureinfo": ("LAYERS", "QUERY_LAYERS"),
    "getlegendgraphic": ("LAYER", "LAYERS"),
    "getlegendgraphics": ("LAYER", "LAYERS"),
}


def answer(engine: MapEngine, request: OwsRequest) -> OwsAnswer:
    """Answer one WMS request."""
    parameters = {key.upper(): value for key, value in parse_qsl(request.query_string, keep_blank_values=True)}
    parameters["SERVICE"] = "WMS"
    operation = parameters.get("REQUEST", "").lower()
    if operation in {"getcapabilities", "capabilities"}:
        return wms_capabilities.answer(engine, request, parameters)
    if operation not in LAYER_PARAMETERS:
        return exception_report(f"Unknown operation: {parameters.get('REQUEST', '')}", "OperationNotSupported")
    return _about_layers(engine, request, parameters, LAYER_PARAMETERS[operation])


def _about_layers(
    engine: MapEngine, request: OwsRequest, parameters: dict[str, str], of_layers: tuple[str, ...]
) -> OwsAnswer:
    groups = groups_of(request.layers)
    tables: dict[str, tuple[Table, ...]] = {}
    labels: set[str] = set()
    for parameter in of_layers:
        names = [name for name in parameters.get(parameter, "").split(",") if name]
        for name in names:
            if name not in groups:
                return exception_report(f"Layer not defined: {name}", "LayerNotDefined")
            if name not in tables:
                tables[name] = _tables(groups[name], labels)
        if names:
            parameters[parameter] = ",".join(table.name for name in names for table in tables[name])
    if not tables:
        return exception_report("No layer asked for", "MissingParameterValue")
    styles = parameters.get("STYLES", "") or parameters.get("STYLE", "")
    unknown = [style for style in styles.split(",") if style not in {"", STYLE}]
    if unknown:
        return exception_report(f"Style not defined: {', '.join(unknown)}", "StyleNotDefined")
    parameters["STYLES"] = parameters["STYLE"] = ""
    return engine.ask(tuple(table for found in tables.values() for table in found), request.base_url, parameters)


def _tables(group: list[PublishedLayer], taken: set[str]) -> tuple[Table, ...]:
    """The group in WMS order, the bottom of the map first; tables are called by their own names in legends."""
    tables = []
    for layer in reversed(group):
        name = layer.local_name if layer.local_name not in taken else layer.name.replace(":", ".")
        taken.add(name)
        tables.append(Table(name, layer.provider, layer.uri, layer.sld_path))
    return tuple(tables)
