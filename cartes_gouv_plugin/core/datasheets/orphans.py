"""Styles of ours whose service is gone: what a removal that was cut between the two leaves behind.

A style goes after its service, because the platform keeps it as long as it is used; and the service's identifier in its
name is all that tells whose it was. The next removal takes the style along.
"""

from __future__ import annotations

from collections.abc import Iterator

from cartes_gouv_plugin.core.datasheets.mentions import service_of_style
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.errors import NotFound


def orphaned_styles(client: EntrepotClient, ownership: Ownership, datastore: str) -> Iterator[str]:
    """The identifiers of the styles that this profile made for a service which is no more. Only reads."""
    named = {static.id: service_of_style(static.name) for static in client.statics(datastore)}
    owners = {style: service for style, service in named.items() if service}
    if not owners:
        return
    living = {configuration.id for configuration in client.configurations(datastore, fields=("status",))}
    for style in sorted(style for style, owner in owners.items() if owner not in living):
        if _is_gone(client, datastore, owners[style]) and _is_ours(ownership, datastore, style):
            yield style


def _is_gone(client: EntrepotClient, datastore: str, configuration: str) -> bool:
    """A list may have moved while it was read: the service itself is asked for."""
    try:
        client.configuration(datastore, configuration)
    except NotFound:
        return True
    return False


def _is_ours(ownership: Ownership, datastore: str, style: str) -> bool:
    try:
        return ownership.is_ours(Target(datastore, Kind.STATIC, style))
    except NotFound:
        return False
