"""Pages of the website that a publication can be opened on (CG:assets/router/router.ts:87-163)."""

from __future__ import annotations

from urllib.parse import quote

WEBSITE = "https://cartes.gouv.fr"


def datasheets_page(datastore: str) -> str:
    """The datasheets of a datastore; opening the sandbox's page is also how one joins it."""
    return f"{WEBSITE}/tableau-de-bord/entrepots/{quote(datastore, safe='')}/donnees"


def datasheet_page(datastore: str, datasheet: str) -> str:
    return f"{datasheets_page(datastore)}/{quote(datasheet, safe='')}?activeTab=dataset"
