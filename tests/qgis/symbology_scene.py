"""Three shapes, drawn as the platform's map server draws them or from tiles, and pictures compared."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsGeometry,
    QgsMapBoxGlStyleConversionContext,
    QgsMapBoxGlStyleConverter,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

FIELDS = {"Nom": "nom", "Pop": "pop", "Surface": "surface", "Gros": "gros"}
SIDE = 400
METRES_PER_PIXEL = 156543.03392804097 / 2**14
"""Of level 14: about 1:34 000."""
LEVEL = 13
EXTENT = QgsRectangle(0, 0, SIDE * METRES_PER_PIXEL, SIDE * METRES_PER_PIXEL)
_SURROUNDINGS, _FAINT = 72, 24
_POLYGONS = (
    ("a", 5, 1.5, "POLYGON((200 200,1800 200,1800 1800,200 1800,200 200))"),
    ("b'c", 15, 2.5, "POLYGON((2200 200,3700 200,3700 1800,3000 2100,2200 1800,2200 200))"),
    (
        None,
        25,
        3.5,
        "POLYGON((200 2200,3700 2200,3700 3700,200 3700,200 2200),(1500 2700,2500 2700,2500 3300,1500 3300,1500 2700))",
    ),
)
_LINES = (
    ("a", 5, 1.5, "LINESTRING(200 200,1800 400,3700 200)"),
    ("b'c", 15, 2.5, "LINESTRING(200 1500,2000 2500,3700 1500)"),
    (None, 25, 3.5, "LINESTRING(200 3700,1200 3000,2400 3700,3700 3000)"),
)
_POINTS = (
    ("a", 5, 1.5, "POINT(1000 1000)"),
    ("b'c", 15, 2.5, "POINT(3000 1000)"),
    (None, 25, 3.5, "POINT(2000 3000)"),
)


def layer(kind: str) -> QgsVectorLayer:
    made = QgsVectorLayer(
        f"{kind}?crs=EPSG:3857&field=Nom:string&field=Pop:integer&field=Surface:double&field=Gros:boolean",
        kind,
        "memory",
    )
    rows = {"Polygon": _POLYGONS, "LineString": _LINES, "Point": _POINTS}[kind]
    features = []
    for name, population, surface, wkt in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes([name, population, surface, population > 10])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    made.updateExtents()
    return made


def published(source: QgsVectorLayer) -> QgsVectorLayer:
    """The same rows under their published names, as the platform holds them."""
    made = QgsVectorLayer(
        f"{source.name()}?crs=EPSG:3857&field=nom:string&field=pop:integer&field=surface:double&field=gros:boolean",
        source.name(),
        "memory",
    )
    features = []
    for row in source.getFeatures():
        feature = QgsFeature(made.fields())
        feature.setAttributes(row.attributes())
        feature.setGeometry(row.geometry())
        features.append(feature)
    made.dataProvider().addFeatures(features)
    made.updateExtents()
    return made


def drawn(shown: QgsMapLayer) -> QImage:
    """As the platform's map server draws it: pixels of 0.28 mm."""
    settings = QgsMapSettings()
    settings.setLayers([shown])
    settings.setDestinationCrs(shown.crs())
    settings.setExtent(EXTENT)
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setOutputDpi(25.4 / 0.28)
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage().convertToFormat(QImage.Format.Format_RGB32)


def tiled(source: QgsVectorLayer, table: str, folder: Path) -> QgsVectorTileLayer:
    """The rows cut into tiles, under the name of their table; drawn in QGIS's own way."""
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "rows.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = table
    context = QgsProject.instance().transformContext()
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(source, str(package), context, options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise OSError(message)
    level = str(LEVEL)
    cut = ["-f", "MVT", "-dsco", f"MINZOOM={level}", "-dsco", f"MAXZOOM={level}", "-dsco", "COMPRESS=NO"]
    gdal.VectorTranslate(str(folder / "cut"), str(package), options=cut)
    uri = f"type=xyz&url=file://{folder}/cut/{{z}}/{{x}}/{{y}}.pbf&zmin={level}&zmax={level}"
    return QgsVectorTileLayer(uri, table)


def dress_tiles(tiles: QgsVectorTileLayer, style: Path) -> list[str]:
    """Gives tiles a MapLibre style, its sprite beside it; returns what QGIS cannot read of it."""
    converter = QgsMapBoxGlStyleConverter()
    context = QgsMapBoxGlStyleConversionContext()
    sprite = style.with_name(f"{style.stem}_sprite.png")
    if sprite.exists():
        context.setSprites(QImage(str(sprite)), json.loads(sprite.with_suffix(".json").read_text("utf-8")))
    context.setTargetUnit(Qgis.RenderUnit.Pixels)
    converter.convert(json.loads(style.read_text("utf-8")), context)
    tiles.setRenderer(converter.renderer())
    tiles.setLabeling(converter.labeling())
    return list(converter.warnings())


def difference(first: QImage, second: QImage, tolerance: int = 48) -> float:
    """Share of the pixels of which one colour differs by more than `tolerance` of 255."""
    return float((numpy.abs(_colours(first) - _colours(second)).max(axis=2) > tolerance).mean())


def difference_from_afar(first: QImage, second: QImage) -> float:
    """As above, each pixel being the mean of its surroundings: no language says where a pattern begins."""
    one, two = (_blurred(_colours(image).astype(float)) for image in (first, second))
    return float((numpy.abs(one - two).max(axis=2) > _FAINT).mean())


def inked(image: QImage) -> float:
    """How much there is on the white background, 0 to 1."""
    return float((255 - _colours(image).min(axis=2)).mean() / 255)


def _blurred(pixels: numpy.ndarray) -> numpy.ndarray:
    total = numpy.pad(pixels.cumsum(0).cumsum(1), ((1, 0), (1, 0), (0, 0)))
    far = _SURROUNDINGS
    return (total[far:, far:] - total[:-far, far:] - total[far:, :-far] + total[:-far, :-far]) / far**2


def _colours(image: QImage) -> numpy.ndarray:
    data = image.constBits().asarray(image.sizeInBytes())
    return numpy.array(data, dtype=numpy.int16).reshape(image.height(), image.bytesPerLine() // 4, 4)[:, :, :3]
