"""The words of a live service: its title, description and keywords, and those of the tables of a WFS.

CG:src/Controller/Entrepot/WfsController.php:89-116, WmsVectorController.php:128-149,
PyramidVectorController.php:146-216.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Configuration
from cartes_gouv_plugin.core.entrepot.reading import mappings, text, texts
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.publication.tags import THEME
from cartes_gouv_plugin.core.services import bodies


@dataclass(frozen=True)
class TableWords:
    """What a WFS says of one of its tables. `table`: its name in the database, which never changes."""

    table: str
    title: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceWords:
    """`abstract` and `keywords` of the whole service are empty for a WFS, which has them in its `tables`.

    `keywords` are the free ones: the topics that the service is filed under stay what they are.
    """

    title: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    tables: tuple[TableWords, ...] = ()


def words_of(configuration: Configuration) -> ServiceWords:
    infos = configuration.type_infos
    if configuration.type == ServiceType.WFS.value:
        return ServiceWords(configuration.name, tables=tuple(_table(each) for each in _relations(infos)))
    title = text(infos, "title") or configuration.name
    topics = _topics(configuration)
    keywords = tuple(word for word in texts(infos, "keywords") if word not in topics)
    return ServiceWords(title, _plain(text(infos, "abstract"), configuration.type), keywords)


def _relations(infos: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [relation for used in mappings(infos, "used_data") for relation in mappings(used, "relations")]


def _table(relation: Mapping[str, Any]) -> TableWords:
    name = text(relation, "native_name")
    return TableWords(name, text(relation, "title") or name, text(relation, "abstract"), texts(relation, "keywords"))


def _topics(configuration: Configuration) -> tuple[str, ...]:
    """The ISO topics, which stand first among the keywords and in the tag of the service."""
    return tuple(filter(None, (part.strip() for part in configuration.tags.get(THEME, "").split(","))))


def _plain(abstract: str, kind: str) -> str:
    """The description of tiles is written as JSON within JSON."""
    if kind != ServiceType.TMS.value or not abstract.startswith('"'):
        return abstract
    try:
        return str(json.loads(abstract))
    except ValueError:
        return abstract


def rewrite(client: EntrepotClient, datastore: str, configuration: str, words: ServiceWords) -> None:
    """Replaces the words of a service, behind the same address; repeated, it comes to the same.

    An empty title keeps the one there is; a table that is not named keeps its words.
    """
    found = client.configuration(datastore, configuration)
    infos = dict(found.type_infos)
    if found.type == ServiceType.WFS.value:
        by_table = {each.table: each for each in words.tables}
        infos["used_data"] = [
            {**used, "relations": [_rewritten(relation, by_table) for relation in used.get("relations") or []]}
            for used in infos.get("used_data") or []
        ]
    else:
        infos["title"] = words.title or infos.get("title")
        is_tiles = found.type == ServiceType.TMS.value
        infos["abstract"] = bodies.nested_json(words.abstract) if is_tiles else words.abstract
        topics = [word for word in texts(infos, "keywords") if word in _topics(found)]
        infos["keywords"] = [*topics, *words.keywords]
    client.replace_configuration(datastore, configuration, bodies.update(found, name=words.title, type_infos=infos))
    for offering in client.offerings_of(datastore, configuration):
        client.synchronize_offering(datastore, offering.id)


def _rewritten(relation: Mapping[str, Any], words: Mapping[str, TableWords]) -> dict[str, Any]:
    made = dict(relation)
    said = words.get(text(relation, "native_name"))
    if said is None:
        return made
    made.update(title=said.title or made.get("title"), abstract=said.abstract or said.title)
    made.pop("keywords", None)
    if said.keywords:
        made["keywords"] = list(said.keywords)
    return made
