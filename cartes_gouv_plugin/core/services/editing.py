"""The look of a live WMS-Vecteur, changed behind the same address.

Every call may be repeated: what is already as wished is written again, nothing is made twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, Datastore
from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME
from cartes_gouv_plugin.core.services import annexes, statics
from cartes_gouv_plugin.core.services.sealed_files import content_of


def draw_again(client: EntrepotClient, datastore: str, configuration: str, styles: Iterable[StyleFile]) -> None:
    """Gives the tables of a WMS-Vecteur other styles, under the same statics.

    Raises `ServiceFailed`, before anything is sent, for another service or for a table that it does not show.
    """
    found = client.configuration(datastore, configuration)
    if found.type != ServiceType.WMS_VECTOR.value:
        raise ServiceFailed(f"{found.layer_name} is not drawn by the platform")
    shown = _styles_of(found)
    wanted = [style for style in styles if style.format == "sld"]
    absent = sorted({style.table for style in wanted} - set(shown))
    if absent:
        raise ServiceFailed(f"{found.layer_name} does not show {', '.join(absent)}")
    place = client.datastore(datastore)
    for style in wanted:
        pictures = _pictures(client, place, found, style)
        filename = f"{statics.name(configuration, style.table)}.sld"
        content = content_of(style.path, pictures)
        client.replace_static(datastore, shown[style.table], filename=filename, content=content)
    _synchronize(client, datastore, configuration)


def _pictures(
    client: EntrepotClient, place: Datastore, configuration: Configuration, style: StyleFile
) -> dict[str, str]:
    """Sends the pictures that are not there yet; returns what stands for each in the file, and its address."""
    found = {}
    for image in style.images:
        path = annexes.path(configuration.id, image.name)
        found[f'"{image.name}"'] = f'"{annexes.url(place, path)}"'
        if not client.annexes(place.id, path=path):
            content = content_of(image, {})
            made = client.create_annexe(place.id, path=path.lstrip("/"), filename=image.name, content=content)
            labels = annexes.labels(configuration.tags.get(DATASHEET_NAME, ""))
            client.patch_annexe(place.id, made.id, {"labels": list(labels)})
    return found


def _styles_of(configuration: Configuration) -> dict[str, str]:
    """Table to static."""
    return {
        str(relation.get("name")): str(relation.get("style"))
        for used in configuration.type_infos.get("used_data") or []
        for relation in used.get("relations") or []
    }


def _synchronize(client: EntrepotClient, datastore: str, configuration: str) -> None:
    for offering in client.offerings_of(datastore, configuration):
        client.synchronize_offering(datastore, offering.id)
