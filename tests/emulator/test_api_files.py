"""Annexes and metadata: what is stored, found, published, refused."""

from __future__ import annotations

import requests

from tests.emulator.deliveries import endpoint
from tests.emulator.records import record
from tests.emulators import Emulator


def root(emulator: Emulator) -> str:
    return f"/datastores/{emulator.datastore}"


def test_an_annexe_is_found_by_its_labels_and_published(emulator: Emulator) -> None:
    fields = {"published": "true", "paths": "thumbnail/a.png"}
    created = emulator.call("POST", f"{root(emulator)}/annexes", data=fields, files={"file": ("a.png", b"picture")})
    assert created.status_code == 201
    doc = created.json()
    assert doc["paths"] == ["/thumbnail/a.png"]
    assert (doc["size"], doc["mime_type"], doc["published"]) == (7, "image/png", True)
    path = f"{root(emulator)}/annexes/{doc['_id']}"
    labels = ["datasheet_name=Jeu, et virgule", "type=thumbnail"]
    assert emulator.call("PATCH", path, json={"labels": labels}).json()["labels"] == labels
    query = {"labels[0]": labels[0], "labels[1]": labels[1]}
    found = emulator.call("GET", f"{root(emulator)}/annexes", params=query).json()
    assert [item["_id"] for item in found] == [doc["_id"]]
    query["labels[1]"] = "type=document"
    assert emulator.call("GET", f"{root(emulator)}/annexes", params=query).json() == []
    public = f"{emulator.base_url}/annexes/sandbox/thumbnail/a.png"
    assert requests.get(public, timeout=30).content == b"picture"
    emulator.call("PUT", path, files={"file": ("a.png", b"other")})
    assert requests.get(public, timeout=30).content == b"other"
    unpublished = emulator.call("POST", f"{root(emulator)}/annexes/unpublication", params={"labels[0]": labels[0]})
    assert unpublished.json() == 1
    assert requests.get(public, timeout=30).status_code == 404
    again = emulator.call("POST", f"{root(emulator)}/annexes", data=fields, files={"file": ("a.png", b"picture")})
    assert again.status_code == 409
    assert emulator.call("DELETE", path).status_code == 204
    assert emulator.call("GET", path).status_code == 404


def test_the_official_client_sends_its_fields_in_the_query(emulator: Emulator) -> None:
    query = {"paths": "/sdk/a.txt", "labels": ["a=1", "b=2"], "published": "true"}
    created = emulator.call("POST", f"{root(emulator)}/annexes", params=query, files={"file": ("a.txt", b"x")}).json()
    assert created["labels"] == ["a=1", "b=2"]
    assert emulator.call("GET", f"{root(emulator)}/annexes", params={"path": "/SDK/%"}).json() == [created]
    missing = emulator.call("POST", f"{root(emulator)}/annexes", files={"file": ("a.txt", b"x")})
    assert missing.status_code == 400


def metadata(emulator: Emulator, content: bytes, user: str = "alice") -> requests.Response:
    query = {"type": "ISOAP", "open_data": "0"}
    files = {"file": ("a.xml", content)}
    return emulator.call("POST", f"{root(emulator)}/metadata", user, params=query, files=files)


def test_a_record_is_published_in_the_catalogue_and_withdrawn(emulator: Emulator) -> None:
    created = metadata(emulator, record("SANDBOX.points"))
    assert created.status_code == 201, created.text
    doc = created.json()
    assert (doc["level"], doc["file_identifier"], doc["endpoints"]) == ("DATASET", "SANDBOX.points", [])
    path = f"{root(emulator)}/metadata/{doc['_id']}"
    emulator.call("POST", f"{path}/tags", json={"datasheet_name": "Catalogue"})
    found = emulator.call("GET", f"{root(emulator)}/metadata", params={"tags[datasheet_name]": "Catalogue"}).json()
    assert [item["_id"] for item in found] == [doc["_id"]]
    place = {"file_identifiers": ["SANDBOX.points"], "endpoint": endpoint(emulator, "METADATA")["_id"]}
    csw = {"REQUEST": "GetRecordById", "SERVICE": "CSW", "VERSION": "2.0.2", "ID": "SANDBOX.points"}
    assert "Des points" not in requests.get(f"{emulator.base_url}/sandbox/csw", params=csw, timeout=30).text
    assert emulator.call("POST", f"{root(emulator)}/metadata/publication", json=place).status_code == 204
    assert emulator.call("GET", path).json()["endpoints"][0]["_id"] == place["endpoint"]
    assert "Des points" in requests.get(f"{emulator.base_url}/sandbox/csw", params=csw, timeout=30).text
    emulator.call("PUT", path, files={"file": ("a.xml", record("SANDBOX.points", "Un autre titre"))})
    assert "Un autre titre" in requests.get(f"{emulator.base_url}/sandbox/csw", params=csw, timeout=30).text
    assert emulator.call("GET", f"{path}/file").content == record("SANDBOX.points", "Un autre titre")
    assert emulator.call("DELETE", path).status_code == 409
    assert emulator.call("POST", f"{root(emulator)}/metadata/unpublication", json=place).status_code == 204
    assert emulator.call("DELETE", path).status_code == 204


def test_records_are_read_when_they_arrive(emulator: Emulator) -> None:
    assert metadata(emulator, record("SANDBOX.twice")).status_code == 201
    assert metadata(emulator, record("SANDBOX.twice")).status_code == 409
    assert metadata(emulator, record("autre.prefixe")).status_code == 400
    assert metadata(emulator, record("sandbox.lower")).status_code == 201
    assert metadata(emulator, b"<gmd:MD_Metadata").status_code == 422
    assert metadata(emulator, b"<html/>").status_code == 422
    assert metadata(emulator, record("SANDBOX.level", level="tile")).status_code == 400
    nowhere = {"file_identifiers": ["SANDBOX.unknown"], "endpoint": endpoint(emulator, "METADATA")["_id"]}
    assert emulator.call("POST", f"{root(emulator)}/metadata/publication", json=nowhere).status_code == 404
    wrong = {"file_identifiers": ["SANDBOX.twice"], "endpoint": endpoint(emulator, "WFS")["_id"]}
    assert emulator.call("POST", f"{root(emulator)}/metadata/publication", json=wrong).status_code == 400
