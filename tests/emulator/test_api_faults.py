"""Faults: each one is seen by the client, as often as it was asked for; the log tells what happened."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.emulator.deliveries import delivered, endpoint, integrated, new_upload, wfs_body
from tests.emulators import Emulator

ME = {"method": "GET", "path": "/api/users/me"}


@pytest.fixture(scope="module")
def shared() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf")
    yield running
    running.stop()


@pytest.fixture
def bench(shared: Emulator) -> Iterator[Emulator]:
    yield shared
    shared.clear_faults()


def root(emulator: Emulator) -> str:
    return f"/datastores/{emulator.datastore}"


def test_a_status_strikes_as_often_as_asked(bench: Emulator) -> None:
    bench.faults({**ME, "status": 503, "retry_after": 7, "count": 2, "skip": 1})
    answers = [bench.call("GET", "/users/me") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 503, 503, 200]
    assert answers[1].headers["Retry-After"] == "7"
    assert isinstance(answers[1].json()["error_description"], list)
    assert bench.control("GET", "faults").json()[0]["seen"] == 2


def test_the_body_may_be_anything(bench: Emulator) -> None:
    bench.faults(
        {**ME, "status": 502, "body": "<html>Bad gateway</html>"}, {**ME, "status": 400, "body": {"message": "non"}}
    )
    assert bench.call("GET", "/users/me").text == "<html>Bad gateway</html>"
    assert bench.call("GET", "/users/me").json() == {"message": "non"}


def test_other_routes_and_methods_are_spared(bench: Emulator) -> None:
    bench.faults({"method": "POST", "path": "/api/datastores/*/uploads", "status": 500, "count": None})
    assert bench.call("GET", f"{root(bench)}/uploads").status_code == 200
    assert bench.call("POST", f"{root(bench)}/uploads", json={}).status_code == 500
    assert bench.call("POST", f"{root(bench)}/uploads", json={}).status_code == 500


def test_latency_and_an_expired_token(bench: Emulator) -> None:
    bench.faults({**ME, "latency": 0.4})
    before = time.monotonic()
    assert bench.call("GET", "/users/me").status_code == 200
    assert time.monotonic() - before >= 0.4
    bench.faults({"path": "/api/*", "expired_token": True})
    assert bench.call("GET", "/users/me").status_code == 401
    assert bench.call("GET", "/users/me").status_code == 200


def test_truncated_json_and_unknown_words(bench: Emulator) -> None:
    bench.faults({**ME, "truncate": True})
    with pytest.raises(requests.exceptions.JSONDecodeError):
        bench.call("GET", "/users/me").json()
    upload = new_upload(bench, "unknown word")
    bench.faults({"path": "/api/datastores/*/uploads/*", "status_word": "HIBERNATING"})
    assert bench.call("GET", f"{root(bench)}/uploads/{upload}").json()["status"] == "HIBERNATING"
    assert bench.call("GET", f"{root(bench)}/uploads/{upload}").json()["status"] == "OPEN"


def test_the_connection_is_cut_while_sending_and_nothing_is_kept(bench: Emulator) -> None:
    upload = new_upload(bench, "cut")
    path = f"{root(bench)}/uploads/{upload}"
    bench.faults({"method": "POST", "path": "*/data", "cut_request_after": 300_000})
    with pytest.raises(requests.ConnectionError):
        bench.call("POST", f"{path}/data", params={"path": "data/a"}, files={"file": b"x" * 3_000_000})
    assert bench.call("GET", f"{path}/tree").json() == []
    again = bench.call("POST", f"{path}/data", params={"path": "data/a"}, files={"file": b"x" * 3_000_000})
    assert again.status_code == 204


def test_the_connection_is_cut_after_the_work_was_done(bench: Emulator) -> None:
    bench.faults({"method": "POST", "path": "*/uploads", "cut_response_after": 0})
    body = {"name": "half heard", "description": "d", "type": "VECTOR", "srs": "EPSG:4326"}
    with pytest.raises(requests.RequestException):
        bench.call("POST", f"{root(bench)}/uploads", json=body).json()
    found = bench.call("GET", f"{root(bench)}/uploads", params={"name": "half heard"}).json()
    assert len(found) == 1


def test_somebody_who_leaves_in_the_middle_of_a_question_breaks_nothing(bench: Emulator) -> None:
    server = urlsplit(bench.base_url)
    before = bench.last_request()
    with socket.create_connection((server.hostname, server.port)) as left:
        left.sendall(b"POST /sandbox/wfs HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<wfs:")
    end = time.monotonic() + 30
    while not (seen := [each for each in bench.requests(before) if each["path"] == "/sandbox/wfs" and each["seconds"]]):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert seen[0]["status"] == 400, "refused, not an error of the server"


def test_a_stalled_answer_and_a_narrow_line(bench: Emulator) -> None:
    bench.faults({**ME, "stall": 30})
    with pytest.raises(requests.RequestException):
        requests.get(f"{bench.api_url}/users/me", headers={"Authorization": f"Bearer {bench.token()}"}, timeout=0.5)
    upload = new_upload(bench, "narrow")
    bench.faults({"path": "*/data", "stall_request": 30})
    path = f"{bench.api_url}{root(bench)}/uploads/{upload}/data"
    signed = {"Authorization": f"Bearer {bench.token()}"}
    with pytest.raises(requests.RequestException):
        requests.post(path, params={"path": "data/a"}, files={"file": b"x" * 9_000_000}, headers=signed, timeout=0.5)
    bench.faults({"path": "*/data", "bandwidth": 200_000})
    before = time.monotonic()
    sent = bench.call(
        "POST", f"{root(bench)}/uploads/{upload}/data", params={"path": "data/a"}, files={"file": b"x" * 100_000}
    )
    assert sent.status_code == 204
    assert time.monotonic() - before >= 0.4


def test_a_check_fails_on_demand(bench: Emulator, tmp_path: Path) -> None:
    line = "2026-01-01 00:00:00,000ERROR||checks_ogr||342||Panne demandée"
    bench.faults({"check": "fail", "name": "Vérification vecteur", "log": [line]})
    upload = delivered(bench, tmp_path, "failing check")
    assert bench.call("GET", f"{root(bench)}/uploads/{upload}").json()["status"] == "UNSTABLE"
    failed = bench.call("GET", f"{root(bench)}/uploads/{upload}/checks").json()["failed"]
    assert bench.call("GET", f"{root(bench)}/checks/executions/{failed[0]['_id']}/logs").json() == [line]


def test_a_processing_fails_and_a_publication_ends_unstable(bench: Emulator, tmp_path: Path) -> None:
    stored = integrated(bench, tmp_path, "unstable")
    bench.faults({"publication": "unstable"})
    created = bench.call(
        "POST", f"{root(bench)}/configurations", json=wfs_body(stored["_id"], "SANDBOX.unstable")
    ).json()
    path = f"{root(bench)}/configurations/{created['_id']}/offerings"
    offering = bench.call("POST", path, json={"endpoint": endpoint(bench, "WFS")["_id"]}).json()
    bench.settle()
    assert bench.call("GET", f"{root(bench)}/offerings/{offering['_id']}").json()["status"] == "UNSTABLE"
    bench.faults({"processing": "fail"})
    with pytest.raises(AssertionError):
        integrated(bench, tmp_path, "failing processing")
    failed = bench.call("GET", f"{root(bench)}/stored_data", params={"name": "failing processing"}).json()[0]
    assert failed["status"] == "UNSTABLE"
    executions = bench.call(
        "GET", f"{root(bench)}/processings/executions", params={"output_stored_data": failed["_id"]}
    )
    assert executions.json()[0]["status"] == "FAILURE"


def test_a_fault_without_sense_is_refused(bench: Emulator) -> None:
    for rule in ({"colour": "red"}, {"path": "/api/*"}, {"status": 500, "count": "many"}, 3):
        answer = requests.post(f"{bench.base_url}/__emulator__/faults", json=rule, timeout=30)
        assert answer.status_code == 400, rule


def test_faults_may_be_in_force_from_the_start(start_emulator, tmp_path: Path) -> None:
    file = tmp_path / "faults.json"
    file.write_text(json.dumps([{**ME, "status": 500}]), "utf-8")
    own = start_emulator("--faults", str(file), "--rate-limit", "5")
    statuses = [own.call("GET", "/users/me").status_code for _ in range(12)]
    assert statuses[0] == 500
    assert 429 in statuses
    own.call("GET", "/users/me")
    limited = next(answer for answer in (own.call("GET", "/users/me") for _ in range(20)) if answer.status_code == 429)
    assert int(limited.headers["Retry-After"]) >= 1


def test_the_log_tells_what_was_asked_and_keeps_no_secret(bench: Emulator) -> None:
    last = bench.requests()[-1]["id"]
    bench.call("GET", f"{root(bench)}/uploads", params={"tags[datasheet_name]": "Été"})
    bench.call("POST", f"{root(bench)}/uploads", json={"name": "logged", "password": "s"})
    form = {"grant_type": "password", "username": "alice", "password": "alice", "client_id": "cartes-gouv-plugin"}
    requests.post(bench.facts["token_url"], data=form, timeout=30)
    first, second, third = bench.requests(last)
    assert first["query"] == [["tags[datasheet_name]", "Été"]]
    assert (second["status"], second["json"]) == (400, {"name": "logged", "password": "…"})
    assert second["seconds"] >= 0
    assert third["path"].endswith("/token")
    told = json.dumps([first, second, third])
    assert bench.token() not in told
    assert '"alice"' not in told
