"""One measure, in a process of its own: `python -m benchmarks.export_work WORK SOURCE FORMAT FOLDER` prints JSON.

The work runs in a thread while the main thread beats; `gap` is the longest time between two beats, in seconds.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Callable

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from cartes_gouv_plugin.bridge.export import capture
from cartes_gouv_plugin.bridge.preflight import inspect

_BEAT = 0.002


def main() -> None:
    work, source, form, folder = sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    application = QgsApplication([], False)
    application.initQgis()
    name, _colon, state = work.partition(":")
    layer = _layer(source, form)
    _put_into(layer, state)
    result = folder / "result.gpkg"
    print(json.dumps(_measured(_WORKS[name], layer, source, result)), flush=True)
    del layer
    QgsProject.instance().removeAllMapLayers()


def _layer(source: Path, form: str) -> QgsVectorLayer:
    address = f"{source}|layername={source.stem}" if source.suffix == ".gpkg" else str(source)
    layer = QgsVectorLayer(address, source.stem, "ogr")
    if form == "memory":
        layer = layer.materialize(QgsFeatureRequest())
        layer.setName(source.stem)
    return layer


def _put_into(layer: QgsVectorLayer, state: str) -> None:
    if state == "filtered":
        layer.setSubsetString('"code" >= 0')
    if state == "edited":
        layer.startEditing()
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry(next(layer.getFeatures()).geometry()))
        layer.addFeature(feature)
    if state == "joined":
        table = QgsVectorLayer("None?field=code:integer&field=libelle:string", "libelles", "memory")
        row = QgsFeature(table.fields())
        row.setAttributes([1, "un"])
        table.dataProvider().addFeatures([row])
        QgsProject.instance().addMapLayers([table, layer.clone()])
        join = QgsVectorLayerJoinInfo()
        join.setJoinLayer(table)
        join.setJoinFieldName("code")
        join.setTargetFieldName("code")
        join.setUsingMemoryCache(True)
        layer.addJoin(join)


def _plugin(layer: QgsVectorLayer, _source: Path, result: Path) -> Callable[[], object]:
    plan = capture([layer])
    return lambda: plan.run(result)


def _preflight(layer: QgsVectorLayer, _source: Path, result: Path) -> Callable[[], object]:
    plan = capture([layer])
    return lambda: inspect(plan, result.parent)


def _qgis_export(layer: QgsVectorLayer, _source: Path, result: Path) -> Callable[[], object]:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    if layer.isEditable():  # the dialog fails on the row numbers of unsaved features unless they are left out
        options.attributes = [index for index, field in enumerate(layer.fields()) if field.name() != "fid"]
    context = QgsCoordinateTransformContext()

    def export() -> None:
        error, message, *_rest = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(result), context, options)
        if error != QgsVectorFileWriter.WriterError.NoError:
            raise RuntimeError(message)

    return export


def _package(layer: QgsVectorLayer, _source: Path, result: Path) -> Callable[[], object]:
    sys.path.append("/usr/share/qgis/python/plugins")
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    return lambda: processing.run("native:package", {"LAYERS": [layer], "OUTPUT": str(result), "SAVE_STYLES": False})


def _ogr2ogr(_layer: QgsVectorLayer, source: Path, result: Path) -> Callable[[], object]:
    return lambda: _child("ogr2ogr", str(result), str(source))


def _copy(_layer: QgsVectorLayer, source: Path, result: Path) -> Callable[[], object]:
    return lambda: _child("cp", str(source), str(result))


def _child(*command: str) -> int:
    """Runs another program; returns the peak of its memory in bytes."""
    peak = 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None:
            peak = _peak_memory(str(child.pid)) or peak
            time.sleep(_BEAT)
    if child.returncode != 0:
        raise RuntimeError(f"{command[0]} failed")
    return peak


_WORKS: dict[str, Callable[[QgsVectorLayer, Path, Path], Callable[[], object]]] = {
    "plugin": _plugin,
    "preflight": _preflight,
    "qgis-export": _qgis_export,
    "native-package": _package,
    "ogr2ogr": _ogr2ogr,
    "cp": _copy,
}


def _measured(
    work: Callable[[QgsVectorLayer, Path, Path], Callable[[], object]],
    layer: QgsVectorLayer,
    source: Path,
    result: Path,
) -> dict[str, float]:
    memory = _peak_memory()
    cpu, children = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    run = work(layer, source, result)
    prepared = time.perf_counter() - started
    thread = _Worker(run)
    thread.start()
    gap, beat = prepared, time.perf_counter()
    while thread.is_alive():
        time.sleep(_BEAT)
        now = time.perf_counter()
        gap, beat = max(gap, now - beat), now
    seconds = time.perf_counter() - started
    if thread.error is not None:
        raise thread.error
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    return {
        "seconds": seconds,
        "cpu": time.process_time() - cpu + spent,
        "memory": float(thread.result if isinstance(thread.result, int) else _peak_memory() - memory),
        "bytes": result.stat().st_size if result.exists() else 0,
        "gap": gap,
    }


class _Worker(threading.Thread):
    def __init__(self, run: Callable[[], object]) -> None:
        super().__init__()
        self._run = run
        self.result: object = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.result = self._run()
        except Exception as error:  # noqa: BLE001
            self.error = error


def _peak_memory(process: str = "self") -> int:
    """Bytes, of one program alone, 0 once it has ended: `ru_maxrss` would count what its parent had at its start."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    shutil.rmtree(sys.argv[4], ignore_errors=True)
    Path(sys.argv[4]).mkdir(parents=True)
    main()
