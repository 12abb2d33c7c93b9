"""Time, state and resources: what survives, what is forgotten, what it costs."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.emulator.deliveries import delivered, endpoint, geojson, integrated, new_upload, wfs_body
from tests.emulators import Emulator


def root(emulator: Emulator) -> str:
    return f"/datastores/{emulator.datastore}"


def test_a_killed_emulator_loses_nothing_that_it_acknowledged(start_emulator, tmp_path: Path) -> None:
    state = tmp_path / "state"
    first = start_emulator(state=state)
    stored = integrated(first, tmp_path, "kept")
    created = first.call("POST", f"{root(first)}/configurations", json=wfs_body(stored["_id"], "SANDBOX.kept")).json()
    upload = new_upload(first, "half done")
    path = f"{root(first)}/uploads/{upload}"
    sent = first.call("POST", f"{path}/data", params={"path": "data/a.bin"}, files={"file": b"x" * 1_000_000})
    assert sent.status_code == 204
    token = first.token("bob")
    port = first.base_url.rsplit(":", 1)[1]
    first.kill()
    second = start_emulator("--port", port, state=state)
    assert second.call("GET", f"{root(second)}/configurations/{created['_id']}").json() == created
    assert second.call("GET", f"{root(second)}/stored_data/{stored['_id']}").json() == stored
    assert second.call("GET", path).json()["size"] == 1_000_000
    assert second.call("GET", "/users/me", None, headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_work_that_a_kill_interrupted_is_taken_up_again(start_emulator, tmp_path: Path) -> None:
    state = tmp_path / "state"
    first = start_emulator("--speed", "0.01", state=state)
    upload = new_upload(first, "interrupted")
    path = f"{root(first)}/uploads/{upload}"
    content = geojson(tmp_path / "a.geojson").read_bytes()
    first.call("POST", f"{path}/data", params={"path": "data/a.geojson"}, files={"file": content})
    first.call("POST", f"{path}/close")
    assert len(first.call("GET", f"{path}/checks").json()["asked"]) == 2
    first.kill()
    second = start_emulator(state=state)
    assert second.call("GET", path).json()["status"] == "CHECKING"
    second.clock(1_000)
    second.settle()
    assert second.call("GET", path).json()["status"] == "CLOSED"


def test_a_kill_in_the_middle_of_an_integration_ends_well(start_emulator, tmp_path: Path) -> None:
    state = tmp_path / "state"
    first = start_emulator(state=state)
    upload = delivered(first, tmp_path, "middle", srs_file=geojson(tmp_path / "points.geojson", rows=20_000))
    processing = first.call("GET", f"{root(first)}/processings", params={"name": "Intégration%"}).json()[0]["_id"]
    body = {"processing": processing, "inputs": {"upload": [upload]}, "output": {"stored_data": {"name": "middle"}}}
    execution = first.call("POST", f"{root(first)}/processings/executions", json=body).json()
    run = f"{root(first)}/processings/executions/{execution['_id']}"
    first.call("POST", f"{run}/launch")
    wait_for(lambda: first.call("GET", run).json()["status"] == "PROGRESS")
    first.kill()
    second = start_emulator(state=state)
    second.settle()
    assert second.call("GET", run).json()["status"] == "SUCCESS"
    stored = second.call("GET", f"{root(second)}/stored_data/{execution['output']['stored_data']['_id']}").json()
    assert stored["status"] == "GENERATED"
    assert [relation["name"] for relation in stored["type_infos"]["relations"]] == ["points"]


def test_working_processes_that_die_are_replaced(start_emulator, tmp_path: Path) -> None:
    own = start_emulator()
    delivered(own, tmp_path, "before")
    killed = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = int(path.read_text().split("PPid:")[1].split()[0])
            command = (path.parent / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == own.process.pid and b"spawn_main" in command:
            os.kill(int(path.parent.name), signal.SIGKILL)
            killed += 1
    assert killed == 2
    upload = delivered(own, tmp_path, "after")
    assert own.call("GET", f"{root(own)}/uploads/{upload}").json()["status"] == "CLOSED"


def test_each_status_is_seen_when_work_takes_time(start_emulator, tmp_path: Path) -> None:
    own = start_emulator("--speed", "0.001")
    upload = new_upload(own, "slow")
    path = f"{root(own)}/uploads/{upload}"
    content = geojson(tmp_path / "points.geojson").read_bytes()
    own.call("POST", f"{path}/data", params={"path": "data/points.geojson"}, files={"file": content})
    own.call("POST", f"{path}/close")
    assert own.call("GET", path).json()["status"] == "CHECKING"
    assert own.call("POST", f"{path}/open").status_code == 409
    assert own.call("DELETE", path).status_code == 409
    own.clock(1_001)
    wait_for(lambda: len(own.call("GET", f"{path}/checks").json()["in_progress"]) == 2)
    own.clock(3_001)
    wait_for(lambda: own.call("GET", path).json()["status"] == "CLOSED")
    processing = own.call("GET", f"{root(own)}/processings", params={"name": "Intégration%"}).json()[0]["_id"]
    body = {"processing": processing, "inputs": {"upload": [upload]}, "output": {"stored_data": {"name": "slow"}}}
    execution = own.call("POST", f"{root(own)}/processings/executions", json=body).json()
    assert (execution["status"], execution["output"]["stored_data"]["status"]) == ("CREATED", "CREATED")
    run = f"{root(own)}/processings/executions/{execution['_id']}"
    assert own.call("GET", f"{run}/logs").status_code == 404
    assert own.call("POST", f"{run}/launch").status_code == 204
    assert own.call("POST", f"{run}/launch").status_code == 409
    assert own.call("GET", run).json()["status"] == "WAITING"
    assert own.call("DELETE", path).status_code == 409
    own.clock(2_001)
    wait_for(lambda: own.call("GET", run).json()["status"] == "PROGRESS")
    assert own.call("GET", run).json()["output"]["stored_data"]["status"] == "GENERATING"
    assert own.call("POST", f"{run}/abort").status_code == 204
    assert own.call("GET", run).json()["status"] == "ABORTED"
    assert own.call("GET", run).json()["output"]["stored_data"]["status"] == "UNSTABLE"
    assert own.call("POST", f"{run}/abort").status_code == 409


def wait_for(true: object, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_quarterly_cleaning_empties_the_sandbox_only(start_emulator, tmp_path: Path) -> None:
    own = start_emulator("--seed", "10")
    stored = integrated(own, tmp_path, "swept")
    kept = delivered(own, tmp_path, "kept", own.essentielle)
    created = own.call("POST", f"{root(own)}/configurations", json=wfs_body(stored["_id"], "SANDBOX.swept")).json()
    own.call(
        "POST", f"{root(own)}/configurations/{created['_id']}/offerings", json={"endpoint": endpoint(own, "WFS")["_id"]}
    )
    own.settle()
    counts = own.clean()
    assert counts["stored_data"] == 10
    for collection in ("uploads", "stored_data", "configurations", "offerings", "metadata", "annexes", "statics"):
        assert own.call("GET", f"{root(own)}/{collection}").json() == []
    assert own.call("GET", f"{root(own)}/stored_data/{stored['_id']}").json()["status"] == "DELETED"
    assert own.call("GET", f"/datastores/{own.essentielle}/uploads/{kept}").json()["status"] == "CLOSED"


def test_reset_goes_back_to_the_beginning(start_emulator, tmp_path: Path) -> None:
    own = start_emulator("--seed", "5")
    integrated(own, tmp_path, "reset")
    own.faults({"path": "*", "status": 500, "count": None})
    own.clock(1_000)
    own.reset()
    listed = own.call("GET", f"{root(own)}/stored_data", params={"limit": 100})
    assert listed.headers["Content-Range"] == "1-5/5"
    assert [entry["path"] for entry in own.requests()] == [f"/api{root(own)}/stored_data"]
    own.settle()


def test_a_large_delivery_costs_no_memory(start_emulator, tmp_path: Path) -> None:
    own = start_emulator()

    def peak() -> int:
        status = Path(f"/proc/{own.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024

    large = tmp_path / "large.bin"
    with large.open("wb") as stream:
        stream.truncate(300_000_000)
    before = peak()
    upload = new_upload(own, "large")
    boundary = "frontier"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n'.encode()

    def body():
        yield head
        with large.open("rb") as stream:
            while piece := stream.read(1 << 20):
                yield piece
        yield f"\r\n--{boundary}--\r\n".encode()

    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    path = f"{root(own)}/uploads/{upload}"
    sent = own.call("POST", f"{path}/data", params={"path": "data/large.bin"}, data=body(), headers=headers)
    assert sent.status_code == 204
    assert own.call("GET", path).json()["size"] == 300_000_000
    assert peak() - before < 30
    assert peak() < 100
