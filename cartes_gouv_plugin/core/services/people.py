"""Who stands behind a datasheet's record when nobody said: whoever publishes. Pure."""

from __future__ import annotations

from dataclasses import replace

from cartes_gouv_plugin.core.entrepot.models import User
from cartes_gouv_plugin.core.publication.publication import MetadataRequest


def name_of(user: User) -> str:
    """As people write it; the address when the platform knows no name."""
    return f"{user.first_name} {user.last_name}".strip() or user.email


def with_people(request: MetadataRequest | None, user: User) -> MetadataRequest:
    """The website's form wants a contact and an organisation: those that are missing become the account's own."""
    said = request or MetadataRequest()
    contact = said.contact_email or user.email
    return replace(
        said,
        contact_email=contact,
        organisation=said.organisation or name_of(user),
        organisation_email=said.organisation_email or contact,
    )
