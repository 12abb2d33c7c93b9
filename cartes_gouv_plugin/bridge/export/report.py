"""What an export did, layer by layer."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cartes_gouv_plugin.bridge.export.options import Lane
from cartes_gouv_plugin.bridge.export.problems import Level, Problem
from cartes_gouv_plugin.core.publication.publication import Package


@dataclass(frozen=True)
class LayerReport:
    """`rows_read` and `rows_written` are counted apart. `renamed`: old field name → new one. `seconds`: wall clock."""

    source: str
    table: str
    lane: Lane
    rows_read: int
    rows_written: int
    renamed: dict[str, str]
    dropped: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        return {
            "source": self.source,
            "table": self.table,
            "lane": self.lane.value,
            "rows": self.rows_written,
            "rows_read": self.rows_read,
            "renamed_fields": self.renamed,
            "dropped_fields": list(self.dropped),
            "repairs": _sentences(self.problems, Level.REPAIR),
            "warnings": _sentences(self.problems, Level.WARNING),
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True)
class ExportReport:
    """The sealed package and how each layer got there, in the order of the layers."""

    package: Package
    layers: tuple[LayerReport, ...]

    def to_json(self) -> str:
        """`{"package": {file, size, md5, srs}, "layers": [{source, table, lane, rows, renamed_fields, …}]}`."""
        package = {
            "file": self.package.path.name,
            "size": self.package.size,
            "md5": self.package.md5,
            "srs": self.package.srs,
        }
        return json.dumps(
            {"package": package, "layers": [layer.as_json() for layer in self.layers]}, ensure_ascii=False
        )


def _sentences(problems: tuple[Problem, ...], level: Level) -> list[dict[str, object]]:
    return [
        {"code": problem.code.value, "sentence": problem.sentence, "repair": problem.repair, "count": problem.count}
        for problem in problems
        if problem.level is level
    ]
