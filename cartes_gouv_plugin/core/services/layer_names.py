"""When a service's technical name is taken: the same one with a number. Pure.

A layer name is unique on the whole platform for its type, and never changes afterwards; the rules of its form and the
suggestion are in `core/publication/naming.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cartes_gouv_plugin.core.publication import naming
from cartes_gouv_plugin.core.publication.publication import ServiceType

MAX_NUMBER = 20
"""Beyond that, something else is wrong than the name."""

_SUFFIXES = {ServiceType.WFS: "wfs", ServiceType.WMS_VECTOR: "wmsv", ServiceType.TMS: "tms"}


def suggest(prefix: str, stored_data_name: str, type_: ServiceType) -> str:
    return naming.layer_name(prefix, stored_data_name, _SUFFIXES[type_])


def with_prefix(prefix: str, name: str) -> str:
    """`name` under the datastore's prefix, which is added when it is missing."""
    return name if not prefix or name.startswith(f"{prefix}.") else f"{prefix}.{name}"


def free(base: str, taken: Iterable[str]) -> str:
    """`base`, or its first numbered form that is not in `taken` (compared without regard to case)."""
    lowered = {name.lower() for name in taken}
    number = 1
    while _numbered(base, number).lower() in lowered:
        number += 1
    return _numbered(base, number)


def number_of(name: str, base: str) -> int | None:
    """1 for `base` itself, the number of its numbered form, None when `name` is neither."""
    if name.lower() == base.lower():
        return 1
    found = re.fullmatch(re.escape(base) + r"_(\d+)", name, re.IGNORECASE)
    return int(found.group(1)) if found else None


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}_{number}"
