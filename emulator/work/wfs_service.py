"""WFS as the platform names things, answered by QGIS Server.

QGIS Server knows neither workspaces nor colons in type names: each request is translated on its way in (only the
tables it names are loaded, under their local names) and each answer on its way out.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from emulator.work import wfs_capabilities
from emulator.work.map_engine import MapEngine, Table
from emulator.work.published import OwsAnswer, OwsRequest, PublishedLayer, exception_report

QGIS_NAMESPACE = b"http://www.qgis.org/gml"


def namespace_of(workspace: str) -> str:
    """The XML namespace of a workspace's features."""
    return f"https://data.geopf.fr/{workspace}"


def answer(engine: MapEngine, request: OwsRequest) -> OwsAnswer:
    """Answer one WFS request."""
    parameters = {key.upper(): value for key, value in parse_qsl(request.query_string, keep_blank_values=True)}
    parameters["SERVICE"] = "WFS"
    operation = parameters.get("REQUEST", "").lower()
    if operation == "getcapabilities":
        return wfs_capabilities.answer(engine, request, parameters)
    if operation not in {"describefeaturetype", "getfeature"}:
        return exception_report(f"Unknown operation: {parameters.get('REQUEST', '')}", "OperationNotSupported")
    return _about_layers(engine, request, parameters)


def _about_layers(engine: MapEngine, request: OwsRequest, parameters: dict[str, str]) -> OwsAnswer:
    asked = parameters.pop("TYPENAMES", "") or parameters.pop("TYPENAME", "")
    names = [name for name in asked.split(",") if name]
    chosen = [found for name in names if (found := _find(request.layers, name)) is not None]
    if not names or len(chosen) != len(names):
        return exception_report(f"Feature type unknown: {asked}")
    tables = tuple(Table(layer.local_name, layer.provider, layer.uri) for layer in chosen)
    parameters["TYPENAME"] = ",".join(table.name for table in tables)
    if "COUNT" in parameters:
        parameters["MAXFEATURES"] = parameters.pop("COUNT")
    found = engine.ask(tables, request.base_url, parameters)
    return OwsAnswer(found.status, found.headers, _renamed(found.body, chosen[0]))


def _find(layers: tuple[PublishedLayer, ...], name: str) -> PublishedLayer | None:
    for layer in layers:
        if layer.name == name:
            return layer
    bare = [layer for layer in layers if layer.local_name == name]
    return bare[0] if len(bare) == 1 else None


def _renamed(body: bytes, layer: PublishedLayer) -> bytes:
    """The answer with the workspace's prefix and namespace instead of QGIS Server's."""
    prefix = layer.workspace.encode()
    namespace = namespace_of(layer.workspace).encode()
    for old, new in (
        (b"<qgs:geometry>", b"<qgs:geom>"),
        (b"</qgs:geometry>", b"</qgs:geom>"),
        (b'name="geometry"', b'name="geom"'),
        (b"<qgs:", b"<" + prefix + b":"),
        (b"</qgs:", b"</" + prefix + b":"),
        (b'type="qgs:', b'type="' + prefix + b":"),
        (b"xmlns:qgs=", b"xmlns:" + prefix + b"="),
        (QGIS_NAMESPACE, namespace),
        (b"&amp;TYPENAME=", b"&amp;TYPENAME=" + prefix + b":"),
    ):
        body = body.replace(old, new)
    return body
