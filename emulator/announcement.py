"""What the emulator says when it is ready: addresses, accounts, clients, tokens; for people and for scripts."""

from __future__ import annotations

from pathlib import Path

from emulator.geoplateforme import Geoplateforme
from emulator.sign_in.tokens import Tokens
from emulator.world import CLIENTS, DATASTORES, PEOPLE, SANDBOX


def announcement(gpf: Geoplateforme, tokens: Tokens, pid: int, state: Path) -> dict:
    """One JSON object; `tokens` are ready-made access tokens by login."""
    return {
        "base_url": gpf.base_url,
        "page_url": f"{gpf.base_url}/",
        "api_url": gpf.api_url,
        "openapi_url": f"{gpf.api_url}/v3/api-docs",
        "sso_url": gpf.issuer,
        "token_url": f"{gpf.issuer}/protocol/openid-connect/token",
        "csw_url": f"{gpf.base_url}/sandbox/csw",
        "pid": pid,
        "state": str(state),
        "datastore": SANDBOX,
        "datastores": {facts.technical_name: facts.id for facts in DATASTORES},
        "communities": {facts.technical_name: facts.community for facts in DATASTORES},
        "users": {
            person.login: {
                "_id": person.id,
                "password": None if person.technical else person.password,
                "sandbox": person.sandbox,
                "atelier": person.essentielle,
                "administrator": person.administrator,
            }
            for person in PEOPLE
        },
        "clients": [
            {
                "client_id": client.id,
                "client_secret": client.secret,
                "grants": client.grants,
                "pkce": "required" if client.public else "accepted",
                "redirect_uris": client.redirects,
                "any_port": client.any_port,
            }
            for client in CLIENTS
        ],
        "tokens": {person.login: tokens.access_token(person.id) for person in PEOPLE},
    }


def for_people(facts: dict) -> str:
    """The same, to be read."""
    lines = [
        "Géoplateforme émulée",
        f"  page           {facts['page_url']}",
        f"  API Entrepôt   {facts['api_url']}   (OpenAPI : {facts['openapi_url']})",
        f"  connexion      {facts['sso_url']}",
        f"  état           {facts['state']}",
        "",
        f"  export CARTES_GOUV_API_URL={facts['api_url']} CARTES_GOUV_SSO_URL={facts['sso_url']}",
        "",
        "Comptes (le mot de passe est l'identifiant)",
    ]
    for login, user in facts["users"].items():
        if user["password"] is None:
            continue
        spaces = (("Découverte", user["sandbox"]), ("Atelier", user["atelier"]))
        places = [f"{name} : {', '.join(rights)}" for name, rights in spaces if rights is not None]
        note = "administrateur" if user["administrator"] else "n'a pas rejoint l'espace Découverte"
        lines.append(f"  {login:<8} {' ; '.join(places) or note}")
    lines += ["", "Clients OAuth"]
    for client in facts["clients"]:
        secret = f"secret {client['client_secret']}" if client["client_secret"] else "public, PKCE"
        lines.append(f"  {client['client_id']:<20} {secret:<36} {', '.join(client['grants'])}")
    lines += ["", "Jetons prêts à l'emploi"]
    lines += [f"  {login:<16} {token}" for login, token in facts["tokens"].items()]
    return "\n".join([*lines, ""])
