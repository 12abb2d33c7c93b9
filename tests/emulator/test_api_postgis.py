"""The same thread with PostGIS behind the API: integration, the three services, deletion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import requests

from tests.emulator.postgres import cluster
from tests.emulator.showcase import three_services
from tests.emulators import Emulator


def test_three_services_out_of_postgis(start_emulator: Callable[..., Emulator], tmp_path: Path) -> None:
    with cluster() as url:
        own = start_emulator("--database", url)
        root = f"/datastores/{own.datastore}"
        offerings = three_services(own, tmp_path)
        shown = {kind: own.call("GET", f"{root}/offerings/{number}").json() for kind, number in offerings.items()}
        assert {offering["status"] for offering in shown.values()} == {"PUBLISHED"}
        query = {
            "SERVICE": "WFS",
            "VERSION": "2.0.0",
            "REQUEST": "GetFeature",
            "TYPENAMES": "SANDBOX.communes_wfs:points",
        }
        served = requests.get(shown["WFS"]["urls"][0]["url"], params=query, timeout=60)
        assert all(name in served.text for name in ("n0", "n1", "n2"))
        tms = next(item["url"] for item in shown["WMTS-TMS"]["urls"] if item["type"] == "TMS")
        assert requests.get(f"{tms}/4/8/5.pbf", timeout=60).status_code == 200
        stored = own.call("GET", f"{root}/stored_data", params={"type": "VECTOR-DB"}).json()[0]["_id"]
        with psycopg.connect(url) as connection:
            tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = %s AND table_name = 'points'"
            assert connection.execute(tables, (stored,)).fetchone() == (1,)
            own.clean()
            own.settle()
            connection.rollback()
            assert connection.execute(tables, (stored,)).fetchone() == (0,)
        own.stop()
