"""OpenID Connect: discovery, token, keys, user information, logout (the paths are Keycloak's)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from urllib.parse import unquote_plus, urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from emulator.api.answers import Json
from emulator.errors import ApiError
from emulator.sign_in.accounts import client_named, has_secret, may_return_to, person_named, person_with
from emulator.sign_in.tokens import Grant, Tokens
from emulator.world import Client

REALM = "/realms/geoplateforme"
CONNECT = f"{REALM}/protocol/openid-connect"
router = APIRouter(tags=["sign-in"], include_in_schema=False)


class OAuthError(Exception):
    """RFC 6749 §5.2; here `error_description` is a string, as Keycloak writes it."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.description, self.status = error, description, status

    def answer(self) -> Response:
        return Json({"error": self.error, "error_description": self.description}, status_code=self.status)


@router.get(f"{REALM}/.well-known/openid-configuration")
def discovery(request: Request) -> Response:
    base = f"{request.app.state.gpf.base_url}{CONNECT}"
    return Json({
        "issuer": request.app.state.gpf.issuer,
        "authorization_endpoint": f"{base}/auth",
        "token_endpoint": f"{base}/token",
        "userinfo_endpoint": f"{base}/userinfo",
        "end_session_endpoint": f"{base}/logout",
        "jwks_uri": f"{base}/certs",
        "revocation_endpoint": f"{base}/revoke",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token", "password", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "none"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
    })  # fmt: skip


@router.get(f"{CONNECT}/certs")
def certificates(request: Request) -> Response:
    return Json(request.app.state.tokens.key_set())


def _credentials(request: Request, form: dict[str, str]) -> tuple[str, str | None]:
    """Client id and secret, from the form or from HTTP Basic."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise OAuthError("invalid_client", "Invalid client credentials", 401) from error
        return unquote_plus(name), unquote_plus(secret)
    return form.get("client_id", ""), form.get("client_secret")


def _client(request: Request, form: dict[str, str]) -> Client:
    name, secret = _credentials(request, form)
    client = client_named(name)
    if client is None or not has_secret(client, secret):
        raise OAuthError("invalid_client", "Invalid client or Invalid client credentials", 401)
    return client


async def form_of(request: Request) -> dict[str, str]:
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


@router.post(f"{CONNECT}/token")
async def token(request: Request) -> Response:
    """`expires_in` is always positive: the official client would otherwise sign in for ever."""
    form = await form_of(request)
    try:
        client = _client(request, form)
        grant = form.get("grant_type", "")
        if grant not in _GRANTS:
            raise OAuthError("unsupported_grant_type", "Unsupported grant_type")
        if grant not in client.grants:
            raise OAuthError("unauthorized_client", f"Client not allowed for {grant}")
        return Json(_GRANTS[grant](request, client, form), headers={"Cache-Control": "no-store"})
    except OAuthError as error:
        return error.answer()


def _by_password(request: Request, client: Client, form: dict[str, str]) -> dict:
    person = person_with(form.get("username", ""), form.get("password", ""))
    if person is None:
        raise OAuthError("invalid_grant", "Invalid user credentials", 401)
    tokens: Tokens = request.app.state.tokens
    return tokens.issue(tokens.open_session(person.id, client.id))


def _by_credentials(request: Request, client: Client, form: dict[str, str]) -> dict:
    del form
    if client.service_account is None:
        raise OAuthError("unauthorized_client", "Client not enabled to retrieve service account", 401)
    tokens: Tokens = request.app.state.tokens
    return tokens.issue(tokens.open_session(person_named(client.service_account).id, client.id), refresh=False)


def _by_refresh(request: Request, client: Client, form: dict[str, str]) -> dict:
    tokens: Tokens = request.app.state.tokens
    try:
        claims = tokens.read(form.get("refresh_token", ""), "Refresh")
    except ApiError as error:
        raise OAuthError("invalid_grant", "Token is not active") from error
    if claims["azp"] != client.id:
        raise OAuthError("invalid_grant", "Invalid refresh token: issued for another client")
    return tokens.issue(Grant(claims["sub"], client.id, claims["sid"]))


def _by_code(request: Request, client: Client, form: dict[str, str]) -> dict:
    issued = request.app.state.codes.take(form.get("code", ""))
    if issued is None or issued.client != client.id:
        raise OAuthError("invalid_grant", "Code not valid")
    if issued.redirect != form.get("redirect_uri"):
        raise OAuthError("invalid_grant", "Incorrect redirect_uri")
    if issued.challenge is not None:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        computed = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not secrets.compare_digest(computed, issued.challenge):
            raise OAuthError("invalid_grant", "PKCE verification failed")
    tokens: Tokens = request.app.state.tokens
    return tokens.issue(tokens.open_session(issued.user, client.id), nonce=issued.nonce)


_GRANTS = {
    "password": _by_password,
    "client_credentials": _by_credentials,
    "refresh_token": _by_refresh,
    "authorization_code": _by_code,
}


@router.get(f"{CONNECT}/userinfo")
@router.post(f"{CONNECT}/userinfo")
def user_information(request: Request) -> Response:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer":
        raise ApiError(401, "Un jeton d'accès est nécessaire")
    claims = request.app.state.tokens.read(value)
    user = request.app.state.gpf.store.get("user", claims["sub"])
    return Json({
        "sub": user["_id"],
        "preferred_username": user["~"]["login"],
        "email": user["email"],
        "given_name": user["first_name"],
        "family_name": user["last_name"],
        "name": f"{user['first_name']} {user['last_name']}",
    })  # fmt: skip


def _end_session(request: Request, fields: dict[str, str]) -> Response:
    """Ends the session of the identity or refresh token; goes back only where the client is registered."""
    tokens: Tokens = request.app.state.tokens
    client_id = fields.get("client_id", "")
    for name, kind in (("id_token_hint", "ID"), ("refresh_token", "Refresh")):
        if name in fields:
            try:
                claims = tokens.read(fields[name], kind)
            except ApiError as error:
                return OAuthError("invalid_request", "; ".join(error.sentences)).answer()
            tokens.end(claims["sid"])
            client_id = claims["azp"]
    target = fields.get("post_logout_redirect_uri")
    if target is None:
        return Response(status_code=204)
    client = client_named(client_id)
    if client is None or not may_return_to(client, target):
        return OAuthError("invalid_request", "Invalid redirect uri").answer()
    state = f"?{urlencode({'state': fields['state']})}" if "state" in fields else ""
    return RedirectResponse(target + state, status_code=302)


@router.get(f"{CONNECT}/logout")
def logout(request: Request) -> Response:
    return _end_session(request, dict(request.query_params))


@router.post(f"{CONNECT}/logout")
async def logout_by_form(request: Request) -> Response:
    return _end_session(request, await form_of(request))


@router.post(f"{CONNECT}/revoke")
async def revoke(request: Request) -> Response:
    form = await form_of(request)
    try:
        _client(request, form)
        request.app.state.tokens.end(request.app.state.tokens.read(form.get("token", ""), "Refresh")["sid"])
    except OAuthError as error:
        return error.answer()
    except ApiError:
        return Response(status_code=200)  # RFC 7009 §2.2: an invalid token is already revoked
    return Response(status_code=200)
