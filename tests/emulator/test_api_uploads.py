"""Uploads: their life, their files, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.emulator.deliveries import delivered, geojson, new_upload
from tests.emulators import Emulator

BODY = {"name": "n", "description": "d", "type": "VECTOR", "srs": "EPSG:2154"}


def uploads(emulator: Emulator) -> str:
    return f"/datastores/{emulator.datastore}/uploads"


def send(emulator: Emulator, upload: str, content: bytes, path: str = "data/a.geojson"):
    return emulator.call("POST", f"{uploads(emulator)}/{upload}/data", params={"path": path}, files={"file": content})


def test_a_new_upload_is_open_and_complete(emulator: Emulator) -> None:
    created = emulator.call("POST", uploads(emulator), json=BODY)
    assert created.status_code == 201
    doc = created.json()
    for field in (
        "creation",
        "update",
        "name",
        "description",
        "type",
        "open",
        "status",
        "srs",
        "contact",
        "tags",
        "_id",
    ):
        assert field in doc
    assert doc["status"] == "OPEN"
    assert doc["last_event"]["initiator"]["_id"] == emulator.facts["users"]["alice"]["_id"]
    assert "~" not in doc


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"description": ""}, "Le champ description ne doit pas être vide"),
        ({"description": None}, "Le champ description ne doit pas être vide"),
        ({"name": "  "}, "Le champ name ne doit pas être vide"),
        ({"srs": "EPSG:999999"}, "EPSG:999999"),
        ({"srs": "Lambert"}, "Lambert"),
        ({"type": "TABLE"}, "type"),
    ],
)
def test_a_bad_upload_is_refused_in_the_platform_s_words(emulator: Emulator, change: dict, sentence: str) -> None:
    answer = emulator.call("POST", uploads(emulator), json={**BODY, **change})
    assert answer.status_code == 400
    assert isinstance(answer.json()["error_description"], list)
    assert sentence in answer.json()["error_description"][0]


def test_a_body_that_is_no_json_is_refused(emulator: Emulator) -> None:
    headers = {"Content-Type": "application/json"}
    assert emulator.call("POST", uploads(emulator), data="{", headers=headers).status_code == 400
    assert emulator.call("POST", uploads(emulator), headers=headers).status_code == 400


def test_checks_pass_and_the_upload_closes(emulator: Emulator, tmp_path: Path) -> None:
    upload = new_upload(emulator, "checked")
    content = geojson(tmp_path / "a.geojson").read_bytes()
    assert send(emulator, upload, content).status_code == 204
    line = f"{hashlib.md5(content, usedforsecurity=False).hexdigest()}  data/a.geojson\n"
    md5 = {"file": ("a.geojson.md5", line)}
    assert emulator.call("POST", f"{uploads(emulator)}/{upload}/md5", files=md5).status_code == 204
    tree = emulator.call("GET", f"{uploads(emulator)}/{upload}/tree").json()
    assert [element["name"] for element in tree] == ["a.geojson.md5", "data"]
    assert tree[1]["children"] == [{"type": "FILE", "name": "a.geojson", "size": len(content)}]
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["size"] == len(content)

    assert emulator.call("POST", f"{uploads(emulator)}/{upload}/close").status_code == 204
    checks = emulator.call("GET", f"{uploads(emulator)}/{upload}/checks").json()
    assert set(checks) == {"asked", "in_progress", "passed", "failed"}
    assert sum(len(bucket) for bucket in checks.values()) == 2
    emulator.settle()
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "CLOSED"
    passed = emulator.call("GET", f"{uploads(emulator)}/{upload}/checks").json()["passed"]
    assert {item["check"]["name"] for item in passed} == {"Vérification standard", "Vérification vecteur"}
    execution = f"/datastores/{emulator.datastore}/checks/executions/{passed[0]['_id']}"
    detail = emulator.call("GET", execution).json()
    assert detail["status"] == "SUCCESS"
    assert detail["upload"]["_id"] == upload
    logs = emulator.call("GET", f"{execution}/logs")
    assert logs.headers["Content-Range"].endswith(f"/{len(logs.json())}")
    assert "INFO||" in logs.json()[0]


def test_a_wrong_md5_makes_the_upload_unstable(emulator: Emulator, tmp_path: Path) -> None:
    upload = new_upload(emulator, "wrong md5")
    send(emulator, upload, geojson(tmp_path / "a.geojson").read_bytes())
    md5 = {"file": ("a.geojson.md5", f"{'0' * 32}  data/a.geojson\n")}
    emulator.call("POST", f"{uploads(emulator)}/{upload}/md5", files=md5)
    emulator.call("POST", f"{uploads(emulator)}/{upload}/close")
    emulator.settle()
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "UNSTABLE"
    failed = emulator.call("GET", f"{uploads(emulator)}/{upload}/checks").json()["failed"]
    assert [item["check"]["name"] for item in failed] == ["Vérification standard"]
    assert emulator.call("POST", f"{uploads(emulator)}/{upload}/open").status_code == 204
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "OPEN"
    deleted = emulator.call("DELETE", f"{uploads(emulator)}/{upload}/md5", params={"path": "a.geojson.md5"})
    assert deleted.status_code == 204
    emulator.call("POST", f"{uploads(emulator)}/{upload}/close")
    emulator.settle()
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "CLOSED"


def test_the_declared_srs_is_verified_and_may_be_corrected(emulator: Emulator, tmp_path: Path) -> None:
    body = {**BODY, "name": "srs", "srs": "EPSG:2154"}
    upload = emulator.call("POST", uploads(emulator), json=body).json()["_id"]
    send(emulator, upload, geojson(tmp_path / "a.geojson").read_bytes())
    emulator.call("POST", f"{uploads(emulator)}/{upload}/close")
    emulator.settle()
    failed = emulator.call("GET", f"{uploads(emulator)}/{upload}/checks").json()["failed"]
    assert [item["check"]["name"] for item in failed] == ["Vérification vecteur"]
    logs = emulator.call(
        "GET", f"/datastores/{emulator.datastore}/checks/executions/{failed[0]['_id']}/logs", params={"limit": 100}
    ).json()
    assert any("SRS déclaré : EPSG:2154" in line for line in logs)
    assert emulator.call("PATCH", f"{uploads(emulator)}/{upload}", json={"srs": "EPSG:4326"}).status_code == 200
    assert emulator.call("POST", f"{uploads(emulator)}/{upload}/checks").status_code == 204
    emulator.settle()
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "CLOSED"


def test_a_closed_upload_takes_no_more_data(emulator: Emulator, tmp_path: Path) -> None:
    upload = delivered(emulator, tmp_path, "closed")
    assert send(emulator, upload, b"x").status_code == 409
    assert emulator.call("POST", f"{uploads(emulator)}/{upload}/close").status_code == 409
    path = {"path": "data/points.geojson"}
    assert emulator.call("DELETE", f"{uploads(emulator)}/{upload}/data", params=path).status_code == 409
    read = emulator.call("GET", f"{uploads(emulator)}/{upload}/data", params=path)
    assert read.content == (tmp_path / "points.geojson").read_bytes()


def test_an_empty_upload_cannot_be_closed(emulator: Emulator) -> None:
    upload = new_upload(emulator, "empty")
    answer = emulator.call("POST", f"{uploads(emulator)}/{upload}/close", json={})
    assert answer.status_code == 400
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["status"] == "OPEN"


@pytest.mark.parametrize("path", ["../x", "data/../../x", "/etc/passwd", "data/", "a\0b", "data/" + "x" * 300])
def test_a_path_that_climbs_out_is_refused(emulator: Emulator, path: str) -> None:
    upload = new_upload(emulator, "paths")
    assert send(emulator, upload, b"x", path).status_code == 400
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}/tree").json() == []


def test_a_missing_path_or_file_is_refused(emulator: Emulator) -> None:
    upload = f"{uploads(emulator)}/{new_upload(emulator, 'missing')}"
    assert emulator.call("POST", f"{upload}/data", files={"file": b"x"}).status_code == 400
    assert (
        emulator.call("POST", f"{upload}/data", params={"path": "data/a"}, files={"fichier": b"x"}).status_code == 400
    )
    assert emulator.call("POST", f"{upload}/data", params={"path": "data/a"}, data=b"x").status_code == 400
    cut = {"Content-Type": "multipart/form-data; boundary=b"}
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf'
    answer = emulator.call("POST", f"{upload}/data", params={"path": "data/a"}, data=body, headers=cut)
    assert answer.status_code == 400
    assert emulator.call("GET", f"{upload}/tree").json() == []


def test_the_same_path_again_replaces_the_file(emulator: Emulator) -> None:
    upload = new_upload(emulator, "again")
    send(emulator, upload, b"first")
    assert send(emulator, upload, b"second one").status_code == 204
    assert emulator.call("GET", f"{uploads(emulator)}/{upload}").json()["size"] == len(b"second one")


def test_tags_are_merged_kept_as_strings_and_removed(emulator: Emulator) -> None:
    upload = f"{uploads(emulator)}/{new_upload(emulator, 'tags')}"
    first = {"datasheet_name": "Été à Nîmes", "production_year": 2026, "email_notification": True}
    assert emulator.call("POST", f"{upload}/tags", json=first).json()["tags"]["production_year"] == "2026"
    emulator.call("POST", f"{upload}/tags", json={"producer": "IGN"})
    tags = emulator.call("GET", upload).json()["tags"]
    assert tags == {
        "datasheet_name": "Été à Nîmes",
        "production_year": "2026",
        "email_notification": "true",
        "producer": "IGN",
    }
    emulator.call("DELETE", f"{upload}/tags", params={"tags": "producer,production_year"})
    emulator.call("DELETE", f"{upload}/tags", params={"tags[0]": "email_notification"})
    assert emulator.call("GET", upload).json()["tags"] == {"datasheet_name": "Été à Nîmes"}
    assert emulator.call("POST", f"{upload}/tags", json=[1]).status_code == 400
    assert emulator.call("POST", f"{upload}/tags", json={"x": None}).status_code == 400


def test_a_datasheet_s_name_is_compared_exactly(emulator: Emulator) -> None:
    made = {}
    for name in ("100% bio", "100 fois bio", "100% Bio"):
        made[name] = new_upload(emulator, "exact")
        emulator.call("POST", f"{uploads(emulator)}/{made[name]}/tags", json={"datasheet_name": name})
    for name, upload in made.items():
        found = emulator.call("GET", uploads(emulator), params={"tags[datasheet_name]": name}).json()
        assert [item["_id"] for item in found] == [upload]


def test_a_deleted_upload_still_answers_by_its_id(emulator: Emulator, tmp_path: Path) -> None:
    upload = delivered(emulator, tmp_path, "gone for good")
    path = f"{uploads(emulator)}/{upload}"
    emulator.call("POST", f"{path}/tags", json={"file_tree": "[]"})
    assert emulator.call("DELETE", path).status_code == 204
    doc = emulator.call("GET", path).json()
    assert doc["status"] == "DELETED"
    assert doc["tags"] == {"file_tree": "[]"}
    assert emulator.call("GET", uploads(emulator), params={"name": "gone for good"}).json() == []
    listed = emulator.call("GET", uploads(emulator), params={"name": "gone for good", "status": "DELETED"}).json()
    assert [item["_id"] for item in listed] == [upload]
    assert emulator.call("GET", f"{path}/events").json()[0]["title"] == "Création"
    assert emulator.call("DELETE", path).status_code == 409
    assert len(emulator.call("GET", f"{path}/checks").json()["passed"]) == 2


def test_unknown_things_are_not_found(emulator: Emulator) -> None:
    nobody = "00000000-0000-4000-8000-000000000000"
    assert emulator.call("GET", f"{uploads(emulator)}/{nobody}").status_code == 404
    assert emulator.call("GET", f"/datastores/{nobody}/uploads").status_code == 404
    assert emulator.call("GET", "/nowhere").status_code == 404
    assert isinstance(emulator.call("GET", "/nowhere").json()["error_description"], list)
    upload = new_upload(emulator, "elsewhere")
    assert emulator.call("GET", f"/datastores/{emulator.essentielle}/uploads/{upload}").status_code == 404


def test_comments_are_kept_and_their_author_alone_changes_them(emulator: Emulator) -> None:
    path = f"{uploads(emulator)}/{new_upload(emulator, 'comments')}/comments"
    comment = emulator.call("POST", path, json={"text": "À revoir"}).json()
    assert emulator.call("PATCH", f"{path}/{comment['_id']}", "bob", json={"text": "x"}).status_code == 403
    assert emulator.call("DELETE", f"{path}/{comment['_id']}").status_code == 204
    assert emulator.call("GET", path).json() == []
