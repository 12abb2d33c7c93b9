"""The execution that cuts a database into vector tiles, as the website asks for it. Pure.

Shape: CG:src/Controller/Entrepot/PyramidVectorController.php. Levels are strings, and the pyramid's tags are written
before the launch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cartes_gouv_plugin.core.publication import tags as names
from cartes_gouv_plugin.core.services.tiling import MAX_LEVEL


@dataclass(frozen=True)
class TiledTable:
    """One table of the pyramid: its attributes (at least one) and levels, both included, `top` ≤ `bottom`."""

    name: str
    attributes: tuple[str, ...]
    top: int
    bottom: int

    def __post_init__(self) -> None:
        if not self.attributes:
            raise ValueError(f"{self.name}: vector tiles need at least one attribute")
        if not 0 <= self.top <= self.bottom <= MAX_LEVEL:
            raise ValueError(f"{self.name}: levels {self.top} to {self.bottom} are not within 0 to {MAX_LEVEL}")


def execution(
    processing: str,
    stored_data: str,
    name: str,
    tables: Iterable[TiledTable],
    *,
    tippecanoe_options: str,
    area: str = "",
    callback: Mapping[str, Any] | None = None,
    with_storage_tags: bool = True,
) -> dict[str, Any]:
    """Body of `POST processings/executions`. `area`: a WKT polygon in EPSG:4326, which makes the pyramid a sample."""
    tables = list(tables)
    parameters: dict[str, Any] = {
        "composition": [
            {
                "table": table.name,
                "attributes": list(table.attributes),
                "bottom_level": str(table.bottom),
                "top_level": str(table.top),
            }
            for table in tables
        ],
        "bottom_level": str(max(table.bottom for table in tables)),
        "top_level": str(min(table.top for table in tables)),
        "tippecanoe_options": tippecanoe_options,
    }
    if area:
        parameters["area"] = area
    output: dict[str, Any] = {"name": name}
    if with_storage_tags:
        output["storage_tags"] = ["PYRAMIDE"]
    body: dict[str, Any] = {
        "processing": processing,
        "inputs": {"stored_data": [stored_data]},
        "output": {"stored_data": output},
        "parameters": parameters,
    }
    if callback:
        body["callback"] = dict(callback)
    return body


def tags(database: str, database_tags: Mapping[str, str], execution_id: str, *, is_sample: bool) -> dict[str, str]:
    """Tags of the pyramid; those of the database go on, `producer` and `production_year` when it has them."""
    carried = {
        key: database_tags[key]
        for key in (names.DATASHEET_NAME, names.UPLOAD_ID, names.PROC_INT_ID, names.PRODUCER, names.PRODUCTION_YEAR)
        if database_tags.get(key)
    }
    return {
        **carried,
        names.VECTORDB_ID: database,
        names.PROC_PYR_CREAT_ID: execution_id,
        names.IS_SAMPLE: names.as_text(is_sample),
    }
