"""Every answer carries the required fields of the platform's DTOs (TS:248-5510)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulator.records import record
from tests.emulator.showcase import three_services
from tests.emulators import Emulator

MEMBER = {"creation", "update", "name", "technical_name", "datastore", "supervisor", "_id"}
REQUIRED = {
    "user": {"creation", "update", "email", "_id", "last_name", "first_name"},
    "community": {"name", "technical_name", "contact", "supervisor", "public", "_id"},
    "datastore": {"community", "name", "technical_name", "storages", "active", "_id"},
    "endpoint": {"name", "technical_name", "type", "urls", "_id", "open"},
    "uploads": {"creation", "update", "name", "description", "type", "open", "status", "srs", "contact", "tags", "_id"},
    "checks/executions": {"check", "status", "upload", "_id"},
    "processings": {"name", "description", "priority", "input_types", "output_type", "parameters", "_id",
                    "required_checks"},
    "processings/executions": {"processing", "status", "inputs", "output", "parameters", "_id"},
    "stored_data": {"name", "type", "open", "contact", "status", "storage", "_id", "type_infos"},
    "configurations": {"type", "name", "layer_name", "type_infos", "status", "tags", "_id", "creation", "update"},
    "offerings": {"open", "available", "layer_name", "type", "status", "configuration", "endpoint", "urls", "_id",
                  "public_activity"},
    "metadata": {"type", "open_data", "level", "file_identifier", "_id"},
    "annexes": {"paths", "size", "mime_type", "published", "_id"},
    "statics": {"name", "type", "_id", "type_infos"},
}  # fmt: skip
COLLECTIONS = [name for name in REQUIRED if name not in ("user", "community", "datastore", "endpoint")]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    running = Emulator("--speed", "inf")
    folder: Path = tmp_path_factory.mktemp("dtos")
    root = f"/datastores/{running.datastore}"
    three_services(running, folder)
    running.call("POST", f"{root}/metadata", files={"file": ("a.xml", record("SANDBOX.dtos"))})
    running.call("POST", f"{root}/annexes", data={"paths": "/a.txt"}, files={"file": ("a.txt", b"x")})
    yield running
    running.stop()


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_details_are_complete_and_keep_nothing_of_the_emulator(full: Emulator, collection: str) -> None:
    base = f"/datastores/{full.datastore}/{collection}"
    items = full.call("GET", base).json()
    assert items
    for item in items:
        detail = full.call("GET", f"{base}/{item['_id']}").json()
        assert REQUIRED[collection] <= set(detail), REQUIRED[collection] - set(detail)
        assert "~" not in detail
        assert "~" not in item


def test_people_communities_datastores_and_endpoints_are_complete(full: Emulator) -> None:
    me = full.call("GET", "/users/me").json()
    assert REQUIRED["user"] <= set(me)
    for member in me["communities_member"]:
        assert set(member["community"]) >= MEMBER
        datastore = full.call("GET", f"/datastores/{member['community']['datastore']}").json()
        assert REQUIRED["datastore"] <= set(datastore)
        assert {"use", "quota", "storage"} <= set(datastore["storages"]["data"][0])
        for use in datastore["endpoints"]:
            assert REQUIRED["endpoint"] <= set(use["endpoint"])
        community = full.call("GET", f"/communities/{member['community']['_id']}").json()
        assert REQUIRED["community"] <= set(community)


def test_what_a_detail_points_at_is_named(full: Emulator) -> None:
    root = f"/datastores/{full.datastore}"
    for item in full.call("GET", f"{root}/processings/executions").json():
        output = full.call("GET", f"{root}/processings/executions/{item['_id']}").json()["output"]["stored_data"]
        assert {"_id", "name", "type", "status", "srs"} <= set(output)
    for item in full.call("GET", f"{root}/offerings").json():
        offering = full.call("GET", f"{root}/offerings/{item['_id']}").json()
        assert {"_id", "name", "type"} <= set(offering["endpoint"])
        assert {"type", "url"} <= set(offering["urls"][0])
        used = full.call("GET", f"{root}/configurations/{offering['configuration']['_id']}").json()
        assert used["type_infos"]["used_data"][0]["stored_data"]


def test_the_description_names_every_route_that_is_served(full: Emulator) -> None:
    described = full.call("GET", "/v3/api-docs", None).json()["paths"]
    for path in ("/api/users/me", "/api/datastores/{datastore}/uploads/{upload}/data",
                 "/api/datastores/{datastore}/processings/executions/{execution}/launch",
                 "/api/datastores/{datastore}/configurations/{configuration}/offerings",
                 "/api/datastores/{datastore}/metadata/publication"):  # fmt: skip
        assert path in described
