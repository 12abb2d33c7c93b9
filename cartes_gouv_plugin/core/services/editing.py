"""Changes to a live service that leave its data and its address alone: words, and the look of a WMS-Vecteur.

Every call may be repeated: what is already as wished is written again, nothing is made twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration, Datastore
from cartes_gouv_plugin.core.errors import ServiceFailed
from cartes_gouv_plugin.core.publication.publication import ServiceType, StyleFile
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME
from cartes_gouv_plugin.core.services import annexes, bodies, statics
from cartes_gouv_plugin.core.services.sealed_files import content_of


def describe_again(
    client: EntrepotClient,
    datastore: str,
    configuration: str,
    *,
    title: str = "",
    abstract: str = "",
    keywords: tuple[str, ...] | None = None,
) -> None:
    """Replaces the words of a service; what is empty stays. A WFS has its words in its tables: all get the same."""
    found = client.configuration(datastore, configuration)
    infos = dict(found.type_infos)
    if found.type == ServiceType.WFS.value:
        infos["used_data"] = [
            {**used, "relations": [_relation(relation, abstract, keywords) for relation in used.get("relations") or []]}
            for used in infos.get("used_data") or []
        ]
    else:
        infos.update({key: text for key, text in (("title", title), ("abstract", abstract)) if text})
        if abstract and found.type == ServiceType.TMS.value:
            infos["abstract"] = bodies.nested_json(abstract)
        if keywords is not None:
            infos["keywords"] = list(keywords)
    client.replace_configuration(datastore, configuration, bodies.update(found, name=title, type_infos=infos))
    _synchronize(client, datastore, configuration)


def _relation(relation: dict[str, object], abstract: str, keywords: tuple[str, ...] | None) -> dict[str, object]:
    made = dict(relation)
    if abstract:
        made["abstract"] = abstract
    if keywords is not None:
        made.pop("keywords", None)
        if keywords:
            made["keywords"] = list(keywords)
    return made


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
