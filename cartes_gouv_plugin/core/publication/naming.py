"""Names that the platform keeps as they are: tables, fields, deliveries, services, datasheets. Rules and suggestions.

The platform's vector check refuses a table name that is not `^[a-z_][a-z0-9_]*$`, and its integration lowers and
unaccents what it finds (platform documentation, « vérification vecteur » and « intégration en base »). Names that
already obey are left alone, so that the names seen in QGIS, in the package and in the service are the same ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Callable

MAX_BYTES = 63  # PostgreSQL cuts a longer identifier
GEOMETRY_COLUMN = "geom"
KEY_COLUMN = "fid"

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*")
_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "&": " et ",
    }
)
# The website's form for a datasheet name and its length (CG:assets/utils/index.ts, DatasheetUploadForm.tsx).
_DATASHEET_NAME = re.compile(r"[\wÀ-ÿ\-._~!$&'()*+,;:@%\s]+")
_DATASHEET_FORBIDDEN = re.compile(r"[^\wÀ-ÿ\-._~!$&'()*+,;:@%\s]+")
_DATASHEET_MAX = 99
# A service's technical name (CG:assets/entrepot/pages/service/common/common-schemas-validation.ts).
_LAYER_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")

# Reserved by PostgreSQL (documentation, appendix C), which holds the data once integrated.
_SQL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
    current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
    distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
    leading limit localtime localtimestamp not null offset on only or order placing primary references returning
    select session_user some symmetric system_user table then to trailing true union unique user using variadic when
    where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is
    isnull join left like natural notnull outer overlaps right similar tablesample verbose
    """,
    )
)
# Columns that every table has, in PostgreSQL or in SQLite, and those that the package and the platform add.
_COLUMN_WORDS = frozenset(
    (
        "tableoid",
        "xmin",
        "cmin",
        "xmax",
        "cmax",
        "ctid",
        "oid",
        "rowid",
        "_rowid_",
        "ogc_fid",
        GEOMETRY_COLUMN,
        KEY_COLUMN,
    )
)
# Tables of the GeoPackage format itself, and those of SQLite.
_TABLE_PREFIXES = ("gpkg_", "sqlite_", "rtree_", "pg_")
_TABLE_WORDS = frozenset(("layer_styles", "spatial_ref_sys", "geometry_columns", "ogr_empty_table"))


def is_identifier(name: str) -> bool:
    """Whether the platform takes `name` as a table or field name: form and length only."""
    return len(name) <= MAX_BYTES and _IDENTIFIER.fullmatch(name) is not None


def table_names(names: Iterable[str]) -> tuple[str, ...]:
    """One valid table name for each layer name, in order, unique without regard to case.

    A name that is valid already keeps its spelling, whatever comes before it.
    """
    return _unique(tuple(names), _table_name, ())


def field_names(names: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """One valid field name for each name, as `table_names` does. `taken`: names that the table has otherwise."""
    return _unique(tuple(names), _field_name, taken)


def technical_name(name: str, day: date) -> str:
    """The name suggested for the delivery and its stored data: `<name>_<dd-MM-yyyy>`, as the website suggests it."""
    stem = re.sub(r"[\s.]+", "_", name.strip()).strip("_")
    return f"{stem or 'donnees'}_{day:%d-%m-%Y}"


def layer_name(prefix: str, name: str, suffix: str) -> str:
    """A service's technical name: `<prefix>.<name>_<suffix>`; without the dot when the datastore sets no prefix.

    `suffix`: wfs, wmsv or tms. What a layer name cannot hold becomes `_`.
    """
    body = re.sub(r"[^a-z0-9_.-]+", "_", _fold(name).strip()).strip("._-") or "donnees"
    if not prefix and not re.match(r"[a-z_]", body):
        body = f"_{body}"
    return f"{prefix}.{body}_{suffix}" if prefix else f"{body}_{suffix}"


def is_layer_name(name: str, prefix: str) -> bool:
    """Whether the website's form takes `name` for a service in a datastore that sets `prefix` (may be empty)."""
    if _LAYER_NAME.fullmatch(name) is None:
        return False
    return not prefix or (name.startswith(f"{prefix}.") and len(name) > len(prefix) + 1)


def is_datasheet_name(name: str) -> bool:
    """Whether the website's form takes `name` as a new datasheet's name."""
    return name == name.strip() and len(name) <= _DATASHEET_MAX and _DATASHEET_NAME.fullmatch(name) is not None


def datasheet_name(name: str) -> str:
    """A valid datasheet name as near to `name` as may be; empty when nothing of it can be kept."""
    return " ".join(_DATASHEET_FORBIDDEN.sub(" ", name).split())[:_DATASHEET_MAX].strip()


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).lower()


def _identifier(name: str, fallback: str) -> str:
    if is_identifier(name):
        return name
    folded = re.sub(r"_{2,}", "_", re.sub(r"[^a-z0-9_]", "_", _fold(name))).strip("_")
    if not folded:
        return fallback
    return (f"_{folded}" if folded[0].isdigit() else folded)[:MAX_BYTES]


def _table_name(name: str) -> str:
    table = _identifier(name, "couche")
    if table in _SQL_WORDS or table in _TABLE_WORDS:
        return f"{table}_"
    return f"_{table}"[:MAX_BYTES] if table.startswith(_TABLE_PREFIXES) else table


def _field_name(name: str) -> str:
    field = _identifier(name, "champ")
    return f"{field}_" if field in _SQL_WORDS or field in _COLUMN_WORDS else field


def _unique(names: tuple[str, ...], valid: Callable[[str], str], taken: Iterable[str]) -> tuple[str, ...]:
    used = {name.lower() for name in taken}
    result: dict[int, str] = {}
    for position, name in enumerate(names):
        if valid(name) == name and name not in used:
            used.add(name)
            result[position] = name
    for position, name in enumerate(names):
        if position not in result:
            result[position] = _first_free(valid(name), used)
            used.add(result[position])
    return tuple(result[position] for position in range(len(names)))


def _first_free(name: str, used: set[str]) -> str:
    candidate, number = name, 1
    while candidate in used:
        number += 1
        suffix = f"_{number}"
        candidate = name[: MAX_BYTES - len(suffix)] + suffix
    return candidate
