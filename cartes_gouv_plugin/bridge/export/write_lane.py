"""Lane « write »: QGIS reads the layer as it is shown, with edits, joins and virtual fields, and writes the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFields,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.geopackage import describe_table, opened, tidy
from cartes_gouv_plugin.bridge.export.projections import same_place
from cartes_gouv_plugin.bridge.export.reshaping import Reshaping, reshaping_of, unlimited
from cartes_gouv_plugin.bridge.export.seal import refuse
from cartes_gouv_plugin.bridge.export.sources import LayerSource, Liveness
from cartes_gouv_plugin.bridge.export.tables import TableDesign
from cartes_gouv_plugin.bridge.export.unlike import HasHeights, Unlike
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.naming import GEOMETRY_COLUMN

_LAST_NUMBER = 2**63 - 1
_BATCH = 200  # rows between two looks at the reporter; larger ones keep the interpreter from the main thread


class WritingFailed(Exception):
    """QGIS's own words."""


class OutOfReach(Exception):
    """`row`: the number of a feature that cannot be expressed in the package's coordinate system."""

    def __init__(self, row: int) -> None:
        super().__init__(f"feature {row} cannot be reprojected")
        self.row = row


def write(
    source: LayerSource,
    design: TableDesign,
    package: Path,
    transforms: QgsCoordinateTransformContext,
    expected: int | None,
    repair: bool,
    reporter: Reporter,
    *,
    only: frozenset[int] | None = None,
    above: int = 0,
) -> tuple[int, Reshaping]:
    """Writes the table; returns the rows read and what was changed on the way.

    `expected`: rows, for the progress. `only`: numbers of the features that go, None for all; `above`: unsaved features
    are numbered from the next number on.
    """
    try:
        return _pour(source, design, package, transforms, expected, repair, reporter, only, above)
    except HasHeights:
        raised = replace(design, geometry=QgsWkbTypes.addZ(design.geometry))
        return _pour(source, raised, package, transforms, expected, repair, reporter, only, above)


def _pour(
    source: LayerSource,
    design: TableDesign,
    package: Path,
    transforms: QgsCoordinateTransformContext,
    expected: int | None,
    repair: bool,
    reporter: Reporter,
    only: frozenset[int] | None,
    above: int,
) -> tuple[int, Reshaping]:
    """As `write`; raises `HasHeights` when the table has none and a row has one."""
    reshaping = reshaping_of(source, design, repair=repair)
    request = QgsFeatureRequest() if only is None else QgsFeatureRequest().setFilterFids(list(only))
    moved = not same_place(source.crs, f"EPSG:{design.srs}")
    if moved:
        request.setDestinationCrs(QgsCoordinateReferenceSystem(f"EPSG:{design.srs}"), transforms)
    writer = _writer(source, design, package, transforms, reshaping)
    read, unlike = 0, Unlike(source.key, design)
    features = _in_order(source, above, iter(source.features.getFeatures(request)))
    try:
        while True:
            batch = list(islice(features, _BATCH))
            if not batch:
                break
            unlike.note(batch, read)
            read += len(batch)
            rows = [reshaping.apply(feature) for feature in batch] if reshaping.needed else batch
            if not writer.addFeatures(rows, QgsFeatureSink.Flag.FastInsert) or writer.hasError():
                raise WritingFailed(writer.errorMessage())
            reporter.update(read / expected if expected else 0.0)
    finally:
        del writer  # closes the file, before anybody deletes it: no frame of a traceback may hold it
    if moved:
        _refuse_lost(source, unlike.without_geometry)
    _finish(package, design, unlike)
    reporter.update(1.0)
    return read, reshaping


def _in_order(source: LayerSource, above: int, features: Iterator[QgsFeature]) -> Iterator[QgsFeature]:
    """Rows that are not saved yet come last: they have no number of their own, and must not take another row's.

    Raises `ExportRefused` when the last number that there is is taken.
    """
    if source.key is None or Liveness.EDITED not in source.live:
        yield from features
        return
    unsaved, highest = [], above
    for feature in features:
        if feature.id() < 0:
            unsaved.append(feature)
        else:
            highest = max(highest, feature.id())
            yield feature
    numbered = [feature for feature in unsaved if isinstance(feature.attribute(source.key), int)]
    highest = max([highest, *(feature.attribute(source.key) for feature in numbered)])
    for feature in unsaved:
        if not isinstance(feature.attribute(source.key), int):
            refuse([troubles.rows_share_a_number(source.name)] if highest == _LAST_NUMBER else [])
            highest += 1
            feature.setAttribute(source.key, highest)
        yield feature


def _refuse_lost(source: LayerSource, bare: list[int]) -> None:
    """QGIS takes the geometry from a feature that it cannot reproject: such a row has one in its own system."""
    if not bare:
        return
    for feature in source.features.getFeatures(QgsFeatureRequest().setFilterFids(bare).setNoAttributes()):
        if feature.hasGeometry():
            raise OutOfReach(feature.id())


def _finish(package: Path, design: TableDesign, unlike: Unlike) -> None:
    """Makes of GDAL's table the one that the other lanes make."""
    with opened(package, writable=True) as connection:
        connection.execute("BEGIN")
        tidy(connection, design.name)
        unlike.restore(connection)
        describe_table(connection, design)
        connection.execute("COMMIT")


def _writer(
    source: LayerSource,
    design: TableDesign,
    package: Path,
    transforms: QgsCoordinateTransformContext,
    reshaping: Reshaping,
) -> QgsVectorFileWriter:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = design.name
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    options.layerOptions = ["SPATIAL_INDEX=NO", f"FID={design.key}", f"GEOMETRY_NAME={GEOMETRY_COLUMN}"]
    writer = QgsVectorFileWriter.create(
        str(package),
        reshaping.fields if reshaping.needed else _renamed(source, design),
        design.geometry,
        QgsCoordinateReferenceSystem(f"EPSG:{design.srs}"),
        transforms,
        options,
    )
    if writer.hasError():
        raise WritingFailed(writer.errorMessage())
    return writer


def _renamed(source: LayerSource, design: TableDesign) -> QgsFields:
    names = {column.source: column.name for column in design.columns}
    fields = QgsFields()
    for index in range(source.fields.count()):
        fields.append(unlimited(source.fields.at(index), design.key if index == source.key else names[index]))
    return fields
