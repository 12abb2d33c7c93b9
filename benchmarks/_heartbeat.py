"""Child process: a whole publication in a QGIS application, while a timer measures how long the main thread is away."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer

from benchmarks._publications import Plan, connect, publication_for
from cartes_gouv_plugin.bridge.tracker import PublicationTracker
from cartes_gouv_plugin.core.publication.record import Condition

BEAT_S = 0.002


def main(home: str, api_url: str, access: str, datastore: str) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    client = connect(api_url, access)
    tracker = PublicationTracker(Path(home), lambda: client)
    tracker.start()
    publication = publication_for(datastore, None)
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(int(BEAT_S * 1000))
    tracker.ended.connect(lambda _id: application.quit())
    began = time.perf_counter()
    QTimer.singleShot(0, lambda: tracker.publish(publication, Plan()))
    QTimer.singleShot(180_000, application.quit)
    application.exec()
    record = tracker.record(publication.id)
    tracker.stop()
    if record is None or record.condition is not Condition.DONE:
        raise SystemExit(f"the publication did not end well: {record}")
    ordered = sorted(gaps)
    result = {
        "seconds": time.perf_counter() - began,
        "longest_gap_ms": 1000 * ordered[-1],
        "p99_gap_ms": 1000 * ordered[int(len(ordered) * 0.99)],
    }
    print(json.dumps(result))
    application.exitQgis()


if __name__ == "__main__":
    main(*sys.argv[1:])
