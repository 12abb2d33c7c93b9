"""WFS as the platform names things, answered by QGIS Server.

QGIS Server knows neither workspaces nor colons in type names, nor WFS 2.0.0: each request is translated on its way
in (only the tables it names are loaded, under their local names) and each answer on its way out.
"""

from __future__ import annotations

from emulator.work import wfs_answer, wfs_capabilities, wfs_request
from emulator.work.map_engine import MapEngine, Table
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer, exception_report
from emulator.work.safexml import MalformedXml
from emulator.work.wfs_request import WfsRequest

XML_2_0 = "application/gml+xml; version=3.2"


def answer(engine: MapEngine, request: OwsRequest) -> OwsAnswer:
    """Answer one WFS request."""
    try:
        wanted = wfs_request.read(request)
    except MalformedXml as error:
        return exception_report(str(error), "OperationParsingFailed")
    if wanted.operation == "getcapabilities":
        return wfs_capabilities.answer(engine, request, wanted.version)
    if wanted.operation not in {"describefeaturetype", "getfeature"}:
        return exception_report(f"Unknown operation: {wanted.operation}", "OperationNotSupported")
    names = wanted.type_names
    if not names and wanted.operation == "describefeaturetype":
        return wfs_capabilities.every_schema(request, wanted.version)
    chosen = [found for name in names if (found := _find(request.layers, name)) is not None]
    if not names or len(chosen) != len(names):
        return exception_report(f"Feature type unknown: {','.join(names)}")
    workspaces = {layer.workspace for layer in chosen}
    if len(workspaces) > 1:
        if wanted.operation == "describefeaturetype":
            return wfs_capabilities.every_schema(request, wanted.version, chosen)
        return exception_report("Feature types of several workspaces in one request", "OptionNotSupported")
    return _about_layers(engine, request, wanted, chosen)


def _find(layers: tuple[PublishedLayer, ...], name: str) -> PublishedLayer | None:
    for layer in layers:
        if layer.name == name:
            return layer
    bare = [layer for layer in layers if layer.local_name == name]
    return bare[0] if len(bare) == 1 else None


def _about_layers(
    engine: MapEngine, request: OwsRequest, wanted: WfsRequest, chosen: list[PublishedLayer]
) -> OwsAnswer:
    tables = tuple(Table(layer.local_name, layer.provider, layer.uri) for layer in chosen)
    newest = wanted.version == "2.0.0"
    parameters = {
        **wanted.parameters,
        "SERVICE": "WFS",
        "REQUEST": wanted.operation,
        "VERSION": "1.1.0" if newest else wanted.version,
        "TYPENAME": ",".join(table.name for table in tables),
    }
    as_xml = "json" not in parameters.get("OUTPUTFORMAT", "").lower()
    if newest and as_xml:
        parameters.pop("OUTPUTFORMAT", None)
    found = engine.ask(tables, request.base_url, parameters)
    if found.status != 200 or not as_xml:
        return found
    body = found.body
    if newest and wanted.operation == "describefeaturetype":
        body = wfs_answer.schema_2_0(body)
    elif newest:
        body = wfs_answer.collection_2_0(body, _matched(engine, request, parameters, tables))
    headers = {"Content-Type": XML_2_0} if newest else found.headers
    return OwsAnswer(found.status, headers, wfs_answer.in_workspace(body, chosen[0].workspace))


def _matched(
    engine: MapEngine, request: OwsRequest, parameters: dict[str, str], tables: tuple[Table, ...]
) -> int | None:
    """How many objects there are without paging; None when there is no paging."""
    if parameters.get("RESULTTYPE", "").lower() == "hits" or not parameters.keys() & {"MAXFEATURES", "STARTINDEX"}:
        return None
    unpaged = {name: value for name, value in parameters.items() if name not in {"MAXFEATURES", "STARTINDEX"}}
    return wfs_answer.number_of_hits(engine.ask(tables, request.base_url, {**unpaged, "RESULTTYPE": "hits"}).body)
