"""Names of the styles of a WMS-Vecteur, which the website reads back with a pattern. Pure.

CG:src/Controller/Entrepot/WmsVectorController.php:71-76,168-183; CG:assets/hooks/useTableStyles.tsx.
"""

from __future__ import annotations

STYLE_TYPE = "GEOSERVER-STYLE"


def provisional_owner(token: str) -> str:
    """What stands for the configuration's identifier until there is one: the styles must be there first."""
    return f"tmp_{token}"


def prefix(owner: str) -> str:
    """`owner`: a configuration's identifier, or a provisional one."""
    return f"config_{owner}_style_wmsv_"


def name(owner: str, table: str) -> str:
    return f"{prefix(owner)}{table}"
