"""Who may sign in, through which client, back to which address."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit, urlunsplit

from emulator.world import CLIENTS, PEOPLE, Client, Person


def person_with(login: str, password: str) -> Person | None:
    """The person behind these credentials; a login is also an e-mail address."""
    for person in PEOPLE:
        if login in (person.login, f"{person.login}@exemple.fr") and not person.technical:
            return person if secrets.compare_digest(password.encode(), person.password.encode()) else None
    return None


def person_named(login: str) -> Person:
    """Raises `KeyError` for an unknown login."""
    for person in PEOPLE:
        if person.login == login:
            return person
    raise KeyError(login)


def client_named(identifier: str) -> Client | None:
    return next((client for client in CLIENTS if client.id == identifier), None)


def has_secret(client: Client, secret: str | None) -> bool:
    """Public clients have none to give."""
    if client.secret is None:
        return True
    return secret is not None and secrets.compare_digest(secret.encode(), client.secret.encode())


def may_return_to(client: Client, redirect: str) -> bool:
    """Exact comparison; `any_port` clients may listen on any loopback port."""
    if redirect in client.redirects:
        return True
    parts = urlsplit(redirect)
    try:
        port = parts.port
    except ValueError:
        return False
    if not client.any_port or port is None or parts.username is not None:
        return False
    return urlunsplit((parts.scheme, parts.hostname or "", parts.path, parts.query, parts.fragment)) in client.redirects
