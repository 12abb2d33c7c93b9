"""The styles of a WMS-Vecteur: one SLD a table, sent before the configuration, named after it. Pure decisions."""

from __future__ import annotations

from collections.abc import Mapping

from cartes_gouv_plugin.core.entrepot.models import Configuration, StoredData
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Perform
from cartes_gouv_plugin.core.publication.publication import Publication
from cartes_gouv_plugin.core.services import statics
from cartes_gouv_plugin.core.services.effects import NameStyle, SendStyle
from cartes_gouv_plugin.core.services.wishes import Wish

SLD = "sld"


def decide_styles(
    publication: Publication,
    asked: Wish,
    stored_data: StoredData,
    styles: Mapping[str, str],
    pictures: Mapping[str, str],
) -> Decision:
    """Sends the next style that is not there; `Done` when every table has one. `pictures` as in `SendStyle`."""
    owner = statics.provisional_owner(asked.token)
    for table in asked.tables:
        name = statics.name(owner, table)
        if name not in styles:
            return Perform(SendStyle(name, table, asked.rank, geometry_of(publication, stored_data, table), pictures))
    return Done()


def style_ids(asked: Wish, styles: Mapping[str, str]) -> dict[str, str]:
    """The identifier of each table's style, before the configuration exists."""
    owner = statics.provisional_owner(asked.token)
    return {table: styles[statics.name(owner, table)] for table in asked.tables}


def decide_names(configuration: Configuration, asked: Wish, styles: Mapping[str, str]) -> Decision:
    """Gives the next style its final name; those that already have it are left alone."""
    owner = statics.provisional_owner(asked.token)
    for table in asked.tables:
        static = styles.get(statics.name(owner, table))
        if static is not None:
            return Perform(NameStyle(static, statics.name(configuration.id, table)))
    return Done()


def geometry_of(publication: Publication, stored_data: StoredData, table: str) -> str:
    """The geometry type of a table as PostgreSQL or the package names it, lower case; empty when nobody knows."""
    for relation in stored_data.relations:
        if relation.name == table:
            for kind in relation.attributes.values():
                if kind.startswith("geometry("):
                    return kind[len("geometry(") :].split(",")[0].rstrip(")").lower()
    packed = publication.package.tables if publication.package else ()
    return next((item.geometry_type.lower() for item in packed if item.name == table), "")
