"""Three shapes, drawn as the platform's map server draws them, and pictures compared."""

from __future__ import annotations

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

FIELDS = {"Nom": "nom", "Pop": "pop", "Surface": "surface", "Gros": "gros"}
SIDE = 400
EXTENT = QgsRectangle(0, 0, 4000, 4000)
_POLYGONS = (
    ("a", 5, 1.5, "POLYGON((200 200,1800 200,1800 1800,200 1800,200 200))"),
    ("b'c", 15, 2.5, "POLYGON((2200 200,3800 200,3800 1800,3000 2100,2200 1800,2200 200))"),
    (
        None,
        25,
        3.5,
        "POLYGON((200 2200,3800 2200,3800 3800,200 3800,200 2200),(1500 2700,2500 2700,2500 3300,1500 3300,1500 2700))",
    ),
)
_LINES = (
    ("a", 5, 1.5, "LINESTRING(200 200,1800 400,3800 200)"),
    ("b'c", 15, 2.5, "LINESTRING(200 1500,2000 2500,3800 1500)"),
    (None, 25, 3.5, "LINESTRING(200 3800,1200 3000,2400 3700,3800 3000)"),
)
_POINTS = (
    ("a", 5, 1.5, "POINT(1000 1000)"),
    ("b'c", 15, 2.5, "POINT(3000 1000)"),
    (None, 25, 3.5, "POINT(2000 3000)"),
)


def layer(kind: str) -> QgsVectorLayer:
    made = QgsVectorLayer(
        f"{kind}?crs=EPSG:2154&field=Nom:string&field=Pop:integer&field=Surface:double&field=Gros:boolean",
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
        f"{source.name()}?crs=EPSG:2154&field=nom:string&field=pop:integer&field=surface:double&field=gros:boolean",
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


def drawn(shown: QgsVectorLayer) -> QImage:
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


def difference(first: QImage, second: QImage, tolerance: int = 48) -> float:
    """Share of the pixels of which one colour differs by more than `tolerance` of 255."""
    one, two = (
        bytes(first.constBits().asarray(first.sizeInBytes())),
        bytes(second.constBits().asarray(second.sizeInBytes())),
    )
    differing = sum(
        max(abs(one[i] - two[i]), abs(one[i + 1] - two[i + 1]), abs(one[i + 2] - two[i + 2])) > tolerance
        for i in range(0, len(one), 4)
    )
    return differing / (len(one) // 4)
