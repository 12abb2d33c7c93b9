"""A publication: its requests and seconds, what waiting costs, a sending beside curl, the main thread's heartbeat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks._publications import connect, publication_for, write_package
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import PublicationRecord
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.emulators import Emulator

GIB = 1024**3


class _Seen(Exception):
    """What the measure waited for has come."""


def run(_sizes: Sequence[int], _only: Collection[str] = ()) -> Iterable[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        yield from _sending(home)
        quick = Emulator("--speed", "inf")
        try:
            yield _end_to_end(quick, home / "quick")
            yield _an_hour(quick, home / "hour")
            yield _seen_after(quick, home / "first", already=0.0)
            yield _seen_after(quick, home / "late", already=3600.0)
            yield _heartbeat(quick, home / "heartbeat")
        finally:
            quick.stop()


# sending ---------------------------------------------------------------------------------------------------------


def _sending(home: Path) -> Iterable[dict[str, object]]:
    path = home / "large.gpkg"
    with path.open("wb") as handle:
        for _ in range(GIB // (8 * 1024 * 1024)):
            handle.write(os.urandom(8 * 1024 * 1024))
    with subprocess.Popen(_module("_sending", "sink"), stdout=subprocess.PIPE, text=True) as sink:
        try:
            port = int(sink.stdout.readline()) if sink.stdout else 0
            url = f"http://127.0.0.1:{port}/api"
            alone = json.loads(subprocess.check_output(_module("_sending", "digest", str(path))))
            ours = json.loads(subprocess.check_output(_module("_sending", "sender", str(path), url)))
            measures = {name: value for name, value in ours.items() if name != "md5"}
            right = ours["md5"] == alone["md5"]
            beyond = ours["cpu_s"] - alone["cpu_s"]
            yield {
                "what": "send 1 GiB",
                **measures,
                "cpu_beyond_md5_s": beyond,
                "md5_cpu_s": alone["cpu_s"],
                "ok": right,
            }
            yield {"what": "send 1 GiB with curl", **_curl(path, url)}
        finally:
            sink.kill()
    path.unlink()


def _curl(path: Path, url: str) -> dict[str, object]:
    began, before = time.perf_counter(), os.times()
    command = ["curl", "-s", "-o", os.devnull, "-H", "Expect:", "-F", f"file=@{path}", f"{url}/data"]
    subprocess.run(command, check=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return {"seconds": time.perf_counter() - began, "cpu_s": cpu}


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{name}", *arguments]


# a publication ---------------------------------------------------------------------------------------------------


def _begin(emulator: Emulator, home: Path) -> tuple[EntrepotClient, Publication]:
    publication = publication_for(emulator.datastore, write_package(home / "package.gpkg"))
    return connect(emulator.api_url, emulator.token()), publication


def _end_to_end(emulator: Emulator, home: Path) -> dict[str, object]:
    client, publication = _begin(emulator, home)
    before, began = len(emulator.requests()), time.perf_counter()
    with Unattended(home, client, _really_wait) as runner:
        record = runner.run(runner.add(publication))
    seconds = time.perf_counter() - began
    requests = len(emulator.requests()) - before
    return {"what": "publication, no server time", "seconds": seconds, "requests": requests, "ok": _is_done(record)}


def _really_wait(seconds: float) -> bool:
    return threading.Event().wait(seconds)


def _is_done(record: PublicationRecord) -> bool:
    return all(state.status is StageStatus.SUCCESSFUL for state in record.stages.values())


def _an_hour(emulator: Emulator, home: Path) -> dict[str, object]:
    """The checks do not end; the publication's clock jumps over its waits."""
    client, publication = _begin(emulator, home)
    emulator.faults({"check": "stall"})
    ahead, before = [0.0], len(emulator.requests())

    def jump(seconds: float) -> bool:
        ahead[0] += seconds
        if ahead[0] > 3600:
            raise _Seen
        return False

    with Unattended(home, client, jump, now=lambda: time.time() + ahead[0]) as runner:
        _until_seen(runner, publication)
    emulator.clear_faults()
    return {"what": "an hour of waiting", "requests": len(emulator.requests()) - before}


def _until_seen(runner: Unattended, publication: Publication) -> None:
    try:
        runner.run(runner.add(publication))
    except _Seen:
        return


def _seen_after(emulator: Emulator, home: Path, *, already: float) -> dict[str, object]:
    """From the end of the integration on the server to the moment it is seen, in real time."""
    client, publication = _begin(emulator, home)
    emulator.faults({"processing": "stall"})
    moments: dict[str, float] = {}
    home.mkdir(parents=True, exist_ok=True)

    def follow(record: PublicationRecord) -> None:
        state = record.stages[Stage.INTEGRATION]
        if record.watch is None or state.status is not StageStatus.IN_PROGRESS:
            if "freed" in moments:
                moments["seen"] = time.time()
                raise _Seen
            return
        if "aged" not in moments:
            moments["aged"] = time.time()
            runner.journal.amend(record.id, lambda r: (replace(r, changed=r.changed - already), ()))
        elif "freed" not in moments:
            threading.Thread(target=end, args=(record,), daemon=True).start()
            moments["freed"] = time.time()

    def end(record: PublicationRecord) -> None:
        execution = record.watch.id if record.watch is not None else ""
        client.abort_execution(emulator.datastore, execution)
        moments["freed"] = time.time()

    with Unattended(home, client, _really_wait, on_record=follow) as runner:
        _until_seen(runner, publication)
    emulator.clear_faults()
    latency = moments["seen"] - moments["freed"]
    return {"what": f"end seen after {already:.0f} s of waiting", "latency_s": latency}


def _heartbeat(emulator: Emulator, home: Path) -> dict[str, object]:
    emulator.faults({"path": "*", "latency": 0.5, "count": None})
    arguments = _module("_heartbeat", str(home), emulator.api_url, emulator.token(), emulator.datastore)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    output = subprocess.check_output(arguments, env=environment, text=True)
    emulator.clear_faults()
    return {"what": "main thread, 500 ms of latency", **json.loads(output.strip().splitlines()[-1])}
