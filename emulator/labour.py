"""What the workshop's children do. GDAL is loaded there only, hence the imports inside the functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

Now = Callable[[], datetime]


def check(standard: bool, folder: Path, srs: str, now: Now) -> tuple[bool, list[str]]:
    """Whether the check passed, and its log."""
    from emulator.work.checks import standard_check, vector_check

    outcome = standard_check(folder, now) if standard else vector_check(folder, srs, now)
    return outcome.passed, list(outcome.log)


def integrate(
    url: str | None, database: Path, folder: Path, schema: str, declared_srs: str, target_srs: str | None, now: Now
) -> dict:
    """Loads every table; the keys are those of `Integration`. A half-loaded schema of a killed run is dropped first."""
    from emulator.work.database import open_database

    opened = open_database(url, database)
    opened.drop(schema)
    done = asdict(opened.integrate(folder, schema, target_srs, now, declared_srs))
    done["log"] = list(done["log"])
    return done


def drop(url: str | None, database: Path, schema: str) -> None:
    from emulator.work.database import open_database

    open_database(url, database).drop(schema)


def qgis_uri(url: str | None, database: Path, schema: str, table: str) -> tuple[str, str]:
    from emulator.work.database import open_database

    return open_database(url, database).qgis_uri(schema, table)


def cut(url: str | None, database: Path, schema: str, order: dict, target: Path, now: Now) -> dict:
    """Cuts tiles; `order`: composition, bottom, top, tippecanoe_options, area. The keys are those of `Cut`."""
    from emulator.work.database import open_database
    from emulator.work.pyramid import cut as cut_pyramid

    source = open_database(url, database).ogr_source(schema)
    done = asdict(
        cut_pyramid(
            source,
            order["composition"],
            order["bottom"],
            order["top"],
            order["tippecanoe_options"],
            order["area"],
            target,
            now,
        )
    )
    done["log"], done["levels"] = list(done["log"]), list(done["levels"])
    return done
