"""Publications that begin with data which is there already: more services, or newer data behind the same ones."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from cartes_gouv_plugin.core.datasheets.listing import read_datasheet
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import DATABASE_TYPE
from cartes_gouv_plugin.core.entrepot.statuses import StoredDataStatus
from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.publication import Publication, Refs, ServiceRequest


def publication_of_services(
    client: EntrepotClient, datastore: str, stored_data: str, services: Iterable[ServiceRequest]
) -> Publication:
    """A publication that only has services to make. Raises `NotFound`, or `ServiceFailed` when it is not a database."""
    found = client.stored_data(datastore, stored_data)
    if found.type != DATABASE_TYPE:
        raise ServiceFailed(f"services are made from databases, and {found.name} is {found.type or 'something else'}")
    datasheet = found.tags.get(tags.DATASHEET_NAME, "")
    if not datasheet:
        raise ServiceFailed(f"{found.name} belongs to no datasheet")
    return Publication(
        id=str(uuid.uuid4()),
        datastore=datastore,
        datasheet=datasheet,
        technical_name=found.name,
        srs=found.srs,
        services=tuple(services),
        refs=Refs(upload=found.tags.get(tags.UPLOAD_ID) or found.id, stored_data=found.id, delivered=True),
    )


def data_to_replace(client: EntrepotClient, datastore: str, datasheet: str) -> str:
    """The database of a datasheet that newer data would replace: the only one that serves, else the only one.

    Raises `NotFound` when there is no such datasheet, `ServiceFailed` when there is none or a choice to be made.
    """
    sheet = read_datasheet(client, datastore, datasheet)
    databases = [item for item in sheet.databases if item.status is StoredDataStatus.GENERATED]
    serving = {source for service in sheet.services for source in service.configuration.stored_data}
    cut_from = {item.tags.get(tags.VECTORDB_ID, "") for item in sheet.stored_data if item.id in serving}
    chosen = [item for item in databases if item.id in serving or item.id in cut_from] or databases
    if len(chosen) == 1:
        return chosen[0].id
    if not chosen:
        raise ServiceFailed(f"the datasheet {datasheet} has no data that could be replaced")
    raise ServiceFailed(f"several data of {datasheet} could be meant: {', '.join(item.name for item in chosen)}")
