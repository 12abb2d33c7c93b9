"""The child process: QGIS Server answering over one line until that line closes.

Started by ``emulator.work.ows`` as ``python -m emulator.work.ows_worker <file descriptor> <folder>``.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from emulator.work import wfs_service, wms_service
from emulator.work.map_engine import MapEngine
from emulator.work.published import OwsAnswer, OwsRequest, exception_report

SERVICES: dict[str, Callable[[MapEngine, OwsRequest], OwsAnswer]] = {
    "wfs": wfs_service.answer,
    "wms-v": wms_service.answer,
}


def main(descriptor: int, folder: Path) -> None:
    engine = MapEngine(folder)
    with Connection(descriptor) as line:
        while True:
            try:
                request: OwsRequest = line.recv()
            except EOFError:
                return
            line.send(_answer(engine, request))


def _answer(engine: MapEngine, request: OwsRequest) -> OwsAnswer:
    try:
        return SERVICES[request.kind](engine, request)
    except Exception as error:  # noqa: BLE001  the child answers for every defect instead of dying of it
        traceback.print_exc()
        return exception_report(f"{type(error).__name__}: {error}", "NoApplicableCode", 500)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
