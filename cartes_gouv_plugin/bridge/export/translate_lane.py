"""Lane « translate »: GDAL reads the source's file and fills the table that is already there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsWkbTypes

from cartes_gouv_plugin.bridge.export import geopackage
from cartes_gouv_plugin.bridge.export.halves import OtherHalf, divisible, own_part, second_half
from cartes_gouv_plugin.bridge.export.shapefiles import deleted_rows
from cartes_gouv_plugin.bridge.export.sources import LayerSource, OgrSource
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.core.errors import Cancelled
from cartes_gouv_plugin.core.progress import Reporter

# No journal and no waiting for the disk: a package that is not finished is thrown away. GDAL's Arrow path (3.8 and
# later) matches fields by their names, and ours may be called otherwise than the source's.
_SETTINGS = {"OGR_SQLITE_JOURNAL": "OFF", "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR2OGR_USE_ARROW_API": "NO"}


class TranslationFailed(Exception):
    """GDAL's own words."""


def translatable(source: LayerSource) -> bool:
    """Whether GDAL alone sees what QGIS shows."""
    return source.ogr is not None and not source.live


def translate(
    source: LayerSource, design: TableDesign, package: Path, reporter: Reporter, *, keep_numbers: bool = False
) -> int:
    """Fills the new table of `package`; returns the rows that GDAL counts in the source.

    `keep_numbers`: GDAL's numbers of the rows become the table's key even if the source shows no such field.
    """
    if source.ogr is None:
        raise TranslationFailed("not a source of GDAL")
    with geopackage.opened(package, writable=True) as connection:
        geopackage.create_table(connection, design)
    with gdal_messages():
        _dataset, layer = open_layer(source.ogr)
        rows = row_count(source.ogr, layer)
        name, divided = layer.GetName(), divisible(source.ogr, layer, rows)
    options = _options(source, design)
    switches = _switches(source, design, keep_numbers=keep_numbers or source.key is not None)
    if not divided:
        _pour(source.ogr, package, {**options, "layers": [name]}, switches, reporter)
        return rows
    start = rows // 2
    rest = {**options, "SQLStatement": second_half(name, start, rows), "SQLDialect": "OGRSQL"}
    ogr_source = source.ogr
    with OtherHalf(package, design, start, lambda part, look: _pour(ogr_source, part, rest, switches, look)) as other:
        _pour(ogr_source, package, {**options, "layers": [name], "limit": start}, switches, own_part(reporter))
        other.join(reporter)
    return rows


def _pour(
    source: OgrSource, package: Path, options: dict[str, object], switches: tuple[str, ...], reporter: Reporter
) -> None:
    """GDAL's translation into a table that is there. Raises `TranslationFailed` or `Cancelled`."""
    watch = _Watch(reporter)
    try:
        with gdal_messages() as messages, _settings():
            dataset, _layer = open_layer(source)
            # GDAL's binding adds to the list of options that it is given: each translation has its own.
            own = {**options, "options": [*switches], "callback": watch.step}
            if gdal.VectorTranslate(str(package), dataset, **own) is None:
                raise TranslationFailed("; ".join(messages) or "GDAL stopped")
    except TranslationFailed:
        if watch.cancelled is None:
            raise
    if watch.cancelled is not None:
        raise watch.cancelled


def open_layer(source: OgrSource) -> tuple[gdal.Dataset, ogr.Layer]:
    """The dataset, to be kept as long as its layer is used. Raises `TranslationFailed`."""
    dataset = gdal.OpenEx(source.path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=list(source.open_options))
    if dataset is None:
        raise TranslationFailed(gdal.GetLastErrorMsg() or "GDAL cannot open the source")
    layer = dataset.GetLayerByName(source.layer) if source.layer else dataset.GetLayer(source.layer_id or 0)
    if layer is None:
        raise TranslationFailed(f"there is no layer {source.layer or source.layer_id} in the source")
    return dataset, layer


def row_count(source: OgrSource, layer: ogr.Layer) -> int:
    """Rows that GDAL reads of `layer` through the filter of `source`. Leaves `layer` without a filter.

    Raises `TranslationFailed` for a filter that GDAL does not understand.
    """
    if layer.SetAttributeFilter(source.subset or None) != 0:
        raise TranslationFailed(gdal.GetLastErrorMsg() or "GDAL does not understand the filter")
    rows = int(layer.GetFeatureCount())
    layer.SetAttributeFilter(None)
    return rows if source.subset else rows - (deleted_rows(Path(source.path)) or 0)


@contextmanager
def gdal_messages() -> Iterator[list[str]]:
    """Collects GDAL's errors of this thread; raises them as `TranslationFailed` where GDAL is set to raise."""
    messages: list[str] = []

    def note(severity: int, _number: int, message: str) -> None:
        if severity >= gdal.CE_Failure:
            messages.append(message)

    gdal.PushErrorHandler(note)
    try:
        yield messages
    except RuntimeError as error:
        raise TranslationFailed(str(error) or "; ".join(messages)) from error
    finally:
        gdal.PopErrorHandler()


@contextmanager
def _settings() -> Iterator[None]:
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        gdal.SetThreadLocalConfigOption(name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)


def _options(source: LayerSource, design: TableDesign) -> dict[str, object]:
    return {
        "accessMode": "append",
        "layerName": design.name,
        "where": (source.ogr.subset or None) if source.ogr else None,
        "geometryType": "PROMOTE_TO_MULTI" if QgsWkbTypes.isMultiType(design.geometry) else None,
        "dim": _dimensions(source, design),
    }


def _switches(source: LayerSource, design: TableDesign, *, keep_numbers: bool) -> tuple[str, ...]:
    numbers = "-preserve_fid" if keep_numbers else "-unsetFid"
    return ("-fieldmap", _field_map(source, design), "-gt", "unlimited", numbers)


def _dimensions(source: LayerSource, design: TableDesign) -> str | None:
    if not QgsWkbTypes.hasM(source.geometry):
        return None
    return "XYZ" if QgsWkbTypes.hasZ(design.geometry) else "XY"


def _field_map(source: LayerSource, design: TableDesign) -> str:
    """For each field of the source its position in the table, -1 to leave it out: names play no part."""
    positions = {column.source: position for position, column in enumerate(design.columns)}
    fields = [field for field in source.described if field.index != source.key]
    return ",".join(str(positions.get(field.index, -1)) for field in fields) or "identity"


class _Watch:
    """GDAL's progress callback; keeps the reporter's `Cancelled`, which must not cross GDAL."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self.cancelled: Cancelled | None = None

    def step(self, fraction: float, _message: str, _data: object) -> int:
        try:
            self._reporter.update(fraction)
        except Cancelled as cancelled:
            self.cancelled = cancelled
            return 0
        return 1
