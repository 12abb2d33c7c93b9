"""A small real publication, for benchmarks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from osgeo import ogr, osr

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.core.publication.publication import Package, PackageTable, Publication


def connect(api_url: str, access: str) -> EntrepotClient:
    return EntrepotClient(RequestsTransport(api_url, authorization=lambda _url: f"Bearer {access}"))


def write_package(path: Path) -> Package:
    path.parent.mkdir(parents=True, exist_ok=True)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("communes", reference, ogr.wkbPoint)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (650000 6860000)"))
    layer.CreateFeature(feature)
    del layer, source
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    table = PackageTable("communes", "Communes", "Point", 1)
    return Package(path, path.stat().st_size, digest, "EPSG:2154", (table,))


def publication_for(datastore: str, package: Package | None) -> Publication:
    name = f"bench_{uuid4().hex[:8]}"
    return Publication(str(uuid4()), datastore, f"Mesure {name}", name, "EPSG:2154", package, "IGN")


@dataclass
class Report:
    package: Package


class Plan:
    """An export that costs nothing."""

    def run(self, path: Path, _reporter: Reporter) -> Report:
        return Report(write_package(path))
