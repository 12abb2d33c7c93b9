"""How many rows a layer has, counted apart from its export; and about how many, to share out the progress."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsFeatureRequest

from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.translate_lane import TranslationFailed, gdal_messages, open_layer, row_count
from cartes_gouv_plugin.core.progress import Reporter

# What GDAL does not see of a layer changes the number of its rows.
_READ_ONLY_BY_QGIS = {
    Liveness.PROVIDER,
    Liveness.SELECTION,
    Liveness.SUBLAYER,
    Liveness.PROTECTED,
    Liveness.TRANSACTION,
}


def count_rows(source: LayerSource, reporter: Reporter) -> int:
    """How many rows the layer has, counted apart from the export. Reads through the layer when nothing else knows."""
    known = known_rows(source)
    if known is not None:
        return known
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setNoAttributes()
    rows = 0
    for _feature in source.features.getFeatures(request):
        rows += 1
        if rows % 1000 == 0:
            reporter.check()
    return rows


def known_rows(source: LayerSource) -> int | None:
    """How many rows the layer has, as QGIS noted or GDAL counts; None when they have to be read through the layer."""
    if source.reported_rows is not None:
        return source.reported_rows
    if source.ogr is None or not source.live.isdisjoint(_READ_ONLY_BY_QGIS):
        return None
    with gdal_messages():
        _dataset, layer = open_layer(source.ogr)
        return row_count(source.ogr, layer) + source.added - source.deleted


def shares(sources: Sequence[LayerSource]) -> list[float]:
    """The part of the whole work that each layer is, by the rows known without reading; their sum is 1."""
    known = [_noted_rows(source) for source in sources]
    counted = [rows for rows in known if rows is not None]
    usual = sum(counted) / len(counted) if counted else 1
    weights = [1 + (usual if rows is None else rows) for rows in known]
    return [weight / sum(weights) for weight in weights]


def _noted_rows(source: LayerSource) -> int | None:
    if source.reported_rows is not None or source.ogr is None:
        return source.reported_rows
    try:
        with gdal_messages():
            _dataset, layer = open_layer(source.ogr)
            rows = layer.GetFeatureCount(0)
    except TranslationFailed:
        return None  # the export itself says what is the matter
    return rows if rows >= 0 else None
