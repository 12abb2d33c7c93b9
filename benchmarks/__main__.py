"""`python -m benchmarks [MODULE…] [--sizes 10k,100k,1M] [--only polygons,gpkg]`: the benchmarks, all by default.

A benchmark is a module with `run(sizes, only) -> Iterable[dict]`. Every dict becomes one line of `build/bench.jsonl` as
soon as it is there, and one line of the table on the screen.
"""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

_MODULES = ("dock", "publication", "export")
"""The quick ones first: the export of a million rows, three times in most ways, takes half an hour."""
_OUTPUT = Path("build/bench.jsonl")
_UNITS = {"k": 1_000, "m": 1_000_000}


def _size(text: str) -> int:
    unit = _UNITS.get(text[-1:].lower())
    return int(text[:-1]) * unit if unit else int(text)


def _modules(chosen: Sequence[str]) -> dict[str, object]:
    return {name: importlib.import_module(f"benchmarks.{name}") for name in chosen or _MODULES}


def _line(result: dict[str, object]) -> str:
    cells = []
    for name, value in result.items():
        cells.append(f"{name}={value:.3g}" if isinstance(value, float) else f"{name}={value}")
    return "  ".join(cells)


def _write(results: Iterable[dict[str, object]], name: str) -> None:
    with _OUTPUT.open("a", encoding="utf-8") as lines:
        for result in results:
            lines.write(json.dumps({"benchmark": name, **result}, ensure_ascii=False) + "\n")
            lines.flush()
            print(f"{name:<12}{_line(result)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", choices=[*_MODULES, []])
    parser.add_argument("--sizes", default="10k,100k,1M", help="numbers of rows")
    parser.add_argument("--only", default="", help="geometries, formats, states and other tools of the export")
    arguments = parser.parse_args()
    _OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    _OUTPUT.write_text("", encoding="utf-8")
    sizes = [_size(text) for text in arguments.sizes.split(",")]
    only = [word for word in arguments.only.split(",") if word]
    for name, module in _modules(arguments.modules).items():
        _write(module.run(sizes, only), name)


if __name__ == "__main__":
    main()
