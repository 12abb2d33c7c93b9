"""Who may see a service that is not open. Pure.

CG:src/Services/EntrepotApi/CartesServiceApiService.php:509-618: the datastore's own community, for six months.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

DURATION = timedelta(days=183)


def permission(community: str, offering: str, layer_name: str, today: date) -> dict[str, Any]:
    """Body of `POST permissions` for the members of `community`."""
    last_day = today + DURATION
    return {
        "end_date": f"{last_day.isoformat()}T23:59:00+00:00",
        "licence": f"Utilisation de {layer_name}",
        "offerings": [offering],
        "type": "COMMUNITY",
        "only_oauth": False,
        "communities": [community],
    }
