"""Publications against a running emulator, over real sockets, with packages that GDAL wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from osgeo import ogr, osr

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import GetRetry, RequestsTransport, Timeouts
from cartes_gouv_plugin.core.publication.publication import Package, PackageTable, Publication
from cartes_gouv_plugin.core.publication.record import PublicationRecord
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.hurry import Hurry
from tests.emulators import Emulator

NO_WAIT = GetRetry(attempts=2, first_pause=0.01, longest_pause=0.05)


def write_package(path: Path, *, srs: str = "EPSG:2154", table: str = "communes", rows: int = 5) -> Package:
    path.parent.mkdir(parents=True, exist_ok=True)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(int(srs.partition(":")[2]))
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer(table, reference, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("nom", ogr.OFTString))
    for row in range(rows):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("nom", f"commune {row}")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({650000 + row} {6860000 + row})"))
        layer.CreateFeature(feature)
    del layer, source
    return sealed(path, srs, table, rows)


def sealed(path: Path, srs: str = "EPSG:2154", table: str = "communes", rows: int = 5) -> Package:
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    return Package(path, path.stat().st_size, digest, srs, (PackageTable(table, table, "Point", rows),))


def client_of(emulator: Emulator, user: str = "alice", **transport: Any) -> EntrepotClient:
    transport.setdefault("retry", NO_WAIT)
    return EntrepotClient(
        RequestsTransport(emulator.api_url, authorization=lambda _url: f"Bearer {emulator.token(user)}", **transport)
    )


def publication_on(emulator: Emulator, package: Package | None, **fields: Any) -> Publication:
    """A publication of its own name, so that tests may share an emulator."""
    number = uuid4().hex[:8]
    given = {"datasheet": f"Essai {number} & d'été, 100 % + #", "technical_name": f"essai_{number}", "producer": "IGN"}
    given.update(fields)
    return Publication(id=str(uuid4()), datastore=emulator.datastore, srs="EPSG:2154", package=package, **given)


def run(home: Path, client: EntrepotClient, publication: Publication, hurry: Hurry | None = None) -> PublicationRecord:
    hurry = hurry or Hurry()
    with Unattended(home, client, hurry.wait, now=hurry.now) as runner:
        return runner.run(runner.add(publication))


def resume(home: Path, client: EntrepotClient, publication_id: str) -> PublicationRecord:
    """A new process goes on with what the journal of `home` holds."""
    hurry = Hurry()
    with Unattended(home, client, hurry.wait, now=hurry.now) as runner:
        return runner.run(publication_id)


def calls(emulator: Emulator, since: int = 0) -> Iterator[tuple[str, str]]:
    """The changes that the emulator was asked for: method and path below the datastore."""
    for request in emulator.requests(since):
        path = str(request["path"])
        if request["method"] != "GET" and "/datastores/" in path:
            yield request["method"], path.partition("/datastores/")[2].partition("/")[2]


SHORT = Timeouts(connect=2.0, answer=5.0, stall=2.0)
