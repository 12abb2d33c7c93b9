"""Lists: paging, fields, sort, filters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.emulators import Emulator


@pytest.fixture(scope="module")
def seeded() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf", "--seed", "60")
    yield running
    running.stop()


def get(emulator: Emulator, path: str, **query: object):
    return emulator.call("GET", f"/datastores/{emulator.datastore}/{path}", params=query)


def test_pages_cover_everything_once(seeded: Emulator) -> None:
    first = get(seeded, "stored_data")
    assert len(first.json()) == 10
    assert first.headers["Content-Range"] == "1-10/54"
    seen = [item["_id"] for page in range(1, 4) for item in get(seeded, "stored_data", page=page, limit=20).json()]
    assert len(seen) == len(set(seen)) == 54
    assert get(seeded, "stored_data", page=3, limit=20).headers["Content-Range"] == "41-54/54"
    beyond = get(seeded, "stored_data", page=9, limit=20)
    assert beyond.json() == []
    assert beyond.headers["Content-Range"] == "0-0/54"
    assert get(seeded, "metadata").headers["Content-Range"] == "0-0/0"


@pytest.mark.parametrize("query", [{"page": 0}, {"limit": "many"}, {"limit": 0}, {"sort": "colour,asc"},
                                   {"sort": "name,up"}, {"fields": "_id"}, {"fields": "colour"}])  # fmt: skip
def test_a_query_without_sense_is_refused(seeded: Emulator, query: dict) -> None:
    assert get(seeded, "stored_data", **query).status_code == 400


def test_a_list_is_short_unless_fields_are_asked_for(seeded: Emulator) -> None:
    item = get(seeded, "uploads", limit=1).json()[0]
    assert set(item) == {"_id", "type", "name", "open", "srs", "description", "status"}
    item = get(seeded, "uploads", limit=1, fields="tags,last_event").json()[0]
    assert item["tags"]["datasheet_name"]
    assert item["last_event"]["initiator"]["_id"]
    assert set(get(seeded, "stored_data", limit=1).json()[0]) == {"_id", "type", "name", "open", "srs", "status"}
    configuration = get(seeded, "configurations", limit=1, fields="tags,metadatas").json()[0]
    assert configuration["metadatas"] == []
    offering = get(seeded, "offerings", limit=1, fields="urls,endpoint,configuration").json()[0]
    assert offering["urls"][0]["url"].startswith(seeded.base_url)


def test_sort_goes_both_ways(seeded: Emulator) -> None:
    names = [item["name"] for item in get(seeded, "stored_data", sort="name,asc", limit=100).json()]
    assert names == sorted(names)
    dates = [
        item["last_event"]["date"]
        for item in get(seeded, "stored_data", sort="last_event,desc", fields="last_event", limit=100).json()
    ]
    assert dates == sorted(dates, reverse=True)


def test_a_tag_filter_is_exact(seeded: Emulator) -> None:
    found = get(seeded, "stored_data", **{"tags[datasheet_name]": "Communes Ain 1"}, fields="tags").json()
    assert [item["tags"]["datasheet_name"] for item in found] == ["Communes Ain 1"]
    assert get(seeded, "stored_data", **{"tags[datasheet_name]": "communes ain 1"}).json() == []
    both = {"tags[datasheet_name]": "Communes Ain 1", "tags[producer]": "Nobody"}
    assert get(seeded, "stored_data", **both).json() == []


def test_percent_is_a_wildcard_and_underscore_is_not(seeded: Emulator) -> None:
    assert {item["name"] for item in get(seeded, "stored_data", name="DONNEES_1%", limit=100).json()} == {
        "donnees_1", "donnees_11", "donnees_12", "donnees_13", "donnees_14", "donnees_15", "donnees_16", "donnees_17",
        "donnees_18", "donnees_19",
    }  # fmt: skip
    assert get(seeded, "stored_data", name="donnees_1").json()[0]["name"] == "donnees_1"
    assert get(seeded, "stored_data", name="donnees%1_").json() == []


def test_every_filter_is_honoured(seeded: Emulator) -> None:
    stored = get(seeded, "stored_data", name="donnees_1").json()[0]["_id"]
    configurations = get(seeded, "configurations", stored_data=stored).json()
    assert [item["layer_name"] for item in configurations] == ["SANDBOX.donnees_1_wfs"]
    assert len(get(seeded, "offerings", stored_data=stored).json()) == 1
    assert get(seeded, "configurations", stored_data="nothing").json() == []
    assert get(seeded, "configurations", status="UNPUBLISHED").json() == []
    assert get(seeded, "stored_data", type="ROK4-PYRAMID-VECTOR").json() == []
    assert get(seeded, "offerings", type="WMS-VECTOR").json() == []
    assert get(seeded, "offerings", layer_name="SANDBOX.donnees_1_wfs").json()[0]["status"] == "PUBLISHED"
    assert get(seeded, "endpoints", type="WFS").json()[0]["endpoint"]["type"] == "WFS"
    assert get(seeded, "endpoints", open="false").json() == []
    assert {item["storage"]["type"] for item in get(seeded, "storages").json()} == {"POSTGRESQL", "S3"}
    assert len(get(seeded, "checks").json()) == 2


def test_the_use_of_an_endpoint_counts_its_offerings(seeded: Emulator) -> None:
    uses = {use["endpoint"]["type"]: use["use"] for use in get(seeded, "").json()["endpoints"]}
    assert uses["WFS"] == int(get(seeded, "offerings").headers["Content-Range"].split("/")[1])


def test_activity_tells_the_last_events_first(seeded: Emulator) -> None:
    dates = [event["date"] for event in get(seeded, "stored_data/activity").json()]
    assert dates == sorted(dates, reverse=True)
    assert get(seeded, "stored_data/activity", before=dates[-1]).json()[0]["date"] < dates[-1]
