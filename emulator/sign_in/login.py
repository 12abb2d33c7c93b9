"""The authorization endpoint: a login page for people, or nobody asked with `--auto-login`."""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from emulator.clock import Clock
from emulator.sign_in.accounts import client_named, may_return_to, person_named, person_with
from emulator.sign_in.routes import CONNECT, form_of
from emulator.world import Client

_CODE_LIFETIME = 60.0
_CHALLENGE = re.compile(r"^[A-Za-z0-9_-]{43}$")
_KEPT = (
    "client_id",
    "redirect_uri",
    "response_type",
    "state",
    "scope",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)
router = APIRouter(tags=["sign-in"], include_in_schema=False)


@dataclass(frozen=True)
class Issued:
    """An authorization code's memory. `challenge`: PKCE, S256."""

    user: str
    client: str
    redirect: str
    challenge: str | None
    nonce: str | None
    expires: float


class Codes:
    """Authorization codes: each serves once, for a minute."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._codes: dict[str, Issued] = {}

    def give(self, user: str, client: str, fields: dict[str, str]) -> str:
        code = secrets.token_urlsafe(32)
        expires = self._clock.timestamp() + _CODE_LIFETIME
        self._codes[code] = Issued(
            user, client, fields["redirect_uri"], fields.get("code_challenge"), fields.get("nonce"), expires
        )
        return code

    def take(self, code: str) -> Issued | None:
        issued = self._codes.pop(code, None)
        return issued if issued is not None and issued.expires > self._clock.timestamp() else None


def _back(fields: dict[str, str], **answer: str) -> Response:
    if "state" in fields:
        answer["state"] = fields["state"]
    separator = "&" if "?" in fields["redirect_uri"] else "?"
    return RedirectResponse(f"{fields['redirect_uri']}{separator}{urlencode(answer)}", status_code=302)


def _check(fields: dict[str, str]) -> tuple[Client | None, Response | None]:
    """The client, or what to answer instead. Nobody is sent to an address that is not registered."""
    client = client_named(fields.get("client_id", ""))
    if client is None:
        return None, HTMLResponse(_page("<p>Client inconnu · Unknown client</p>"), status_code=400)
    if "authorization_code" not in client.grants or not may_return_to(client, fields.get("redirect_uri", "")):
        return None, HTMLResponse(_page("<p>Adresse de retour refusée · Invalid redirect_uri</p>"), status_code=400)
    if fields.get("response_type") != "code":
        return None, _back(fields, error="unsupported_response_type")
    challenge, method = fields.get("code_challenge"), fields.get("code_challenge_method")
    if challenge is None and client.public:
        return None, _back(fields, error="invalid_request", error_description="Missing parameter: code_challenge")
    if challenge is not None and (method != "S256" or not _CHALLENGE.match(challenge)):
        return None, _back(fields, error="invalid_request", error_description="Invalid parameter: code_challenge")
    return client, None


@router.get(f"{CONNECT}/auth")
def authorize(request: Request) -> Response:
    fields = dict(request.query_params)
    client, refusal = _check(fields)
    if client is None:
        return refusal
    automatic = request.app.state.gpf.settings.auto_login
    if automatic is not None:
        return _back(fields, code=request.app.state.codes.give(person_named(automatic).id, client.id, fields))
    return HTMLResponse(_page(_form(fields)))


@router.post(f"{CONNECT}/auth")
async def sign_in(request: Request) -> Response:
    fields = await form_of(request)
    client, refusal = _check(fields)
    if client is None:
        return refusal
    if "cancel" in fields:
        return _back(fields, error="access_denied")
    person = person_with(fields.get("username", ""), fields.get("password", ""))
    if person is None:
        return HTMLResponse(_page(_form(fields, wrong=True)), status_code=401)
    return _back(fields, code=request.app.state.codes.give(person.id, client.id, fields))


def _form(fields: dict[str, str], *, wrong: bool = False) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(fields[name])}">' for name in _KEPT if name in fields
    )
    warning = "<p role='alert'>Identifiant ou mot de passe inconnu · Unknown user or password</p>" if wrong else ""
    return f"""{warning}<form method="post">{hidden}
<label>Identifiant · User <input name="username" autofocus autocomplete="username"></label>
<label>Mot de passe · Password <input name="password" type="password" autocomplete="current-password"></label>
<p><button>Se connecter · Sign in</button> <button name="cancel" value="1" formnovalidate>Annuler · Cancel</button></p>
<p>alice, bob, carole, david, admin : le mot de passe est l'identifiant · the password is the user's name</p></form>"""


def _page(content: str) -> str:
    return f"""<!doctype html><html lang="fr"><meta charset="utf-8"><title>Connexion · Géoplateforme émulée</title>
<style>body{{font:16px system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#161616}}
label{{display:block;margin:1rem 0}}input{{display:block;width:100%;box-sizing:border-box;padding:.6rem;font:inherit}}
button{{padding:.6rem 1rem;font:inherit}}[role=alert]{{color:#b34000}}</style>
<h1>Géoplateforme émulée</h1>{content}</html>"""
