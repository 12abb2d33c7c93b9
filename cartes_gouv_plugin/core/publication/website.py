"""Pages of the website that a publication can be opened on (CG:assets/router/router.ts:87-163)."""

from __future__ import annotations

from urllib.parse import quote

WEBSITE = "https://cartes.gouv.fr"
SANDBOX = "122b878c-aad8-4507-87b2-465e664467d3"
"""The datastore of « Découverte » in production. Who has not joined it is not told of it by the API."""


def datasheets_page(datastore: str) -> str:
    """The datasheets of a datastore; opening the sandbox's page is also how one joins it."""
    return f"{WEBSITE}/tableau-de-bord/entrepots/{quote(datastore, safe='')}/donnees"


def joining_page() -> str:
    """Opening the sandbox makes a member of whoever is signed in on the website."""
    return datasheets_page(SANDBOX)


def datasheet_page(datastore: str, datasheet: str) -> str:
    return f"{datasheets_page(datastore)}/{quote(datasheet, safe='')}?activeTab=dataset"
