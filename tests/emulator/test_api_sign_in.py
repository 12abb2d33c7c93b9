"""Sign-in: discovery, each grant, PKCE, refresh, expiry, logout; and what is refused."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests

from tests.emulators import Emulator

VERIFIER = "v" * 50
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
BACK = "http://127.0.0.1:45678/callback"
PUBLIC = {"client_id": "cartes-gouv-plugin", "redirect_uri": BACK, "response_type": "code", "state": "s",
          "code_challenge": CHALLENGE, "code_challenge_method": "S256"}  # fmt: skip


@pytest.fixture(scope="module")
def automatic() -> Iterator[Emulator]:
    running = Emulator("--speed", "inf", "--auto-login", "bob", "--token-lifetime", "300")
    yield running
    running.stop()


def found(emulator: Emulator) -> dict:
    return requests.get(f"{emulator.sso_url}/.well-known/openid-configuration", timeout=30).json()


def authorize(emulator: Emulator, fields: dict) -> requests.Response:
    url = found(emulator)["authorization_endpoint"]
    return requests.get(url, params=fields, allow_redirects=False, timeout=30)


def answer_of(redirect: requests.Response) -> dict:
    assert redirect.status_code == 302, redirect.text
    return {name: values[0] for name, values in parse_qs(urlsplit(redirect.headers["Location"]).query).items()}


def token(emulator: Emulator, **fields: str) -> requests.Response:
    return requests.post(found(emulator)["token_endpoint"], data=fields, timeout=30)


def exchange(emulator: Emulator, code: str, **change: str) -> requests.Response:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK,
              "client_id": "cartes-gouv-plugin", "code_verifier": VERIFIER}  # fmt: skip
    return token(emulator, **{**fields, **change})


def test_a_public_client_signs_in_with_pkce_and_refreshes(automatic: Emulator) -> None:
    redirect = authorize(automatic, PUBLIC)
    assert redirect.headers["Location"].startswith(f"{BACK}?")
    answer = answer_of(redirect)
    assert answer["state"] == "s"
    tokens = exchange(automatic, answer["code"]).json()
    assert tokens["expires_in"] == 300
    me = automatic.call("GET", "/users/me", None, headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()
    assert me["first_name"] == "Bob"
    assert exchange(automatic, answer["code"]).status_code == 400
    refreshed = token(
        automatic, grant_type="refresh_token", client_id="cartes-gouv-plugin", refresh_token=tokens["refresh_token"]
    )
    assert refreshed.status_code == 200
    keys = jwt.PyJWKClient(found(automatic)["jwks_uri"])
    key = keys.get_signing_key_from_jwt(tokens["id_token"])
    claims = jwt.decode(tokens["id_token"], key, algorithms=["RS256"], audience="cartes-gouv-plugin")
    assert claims["iss"] == automatic.sso_url


def test_the_verifier_must_match(automatic: Emulator) -> None:
    code = answer_of(authorize(automatic, PUBLIC))["code"]
    wrong = exchange(automatic, code, code_verifier="w" * 50)
    assert wrong.status_code == 400
    assert isinstance(wrong.json()["error_description"], str)
    code = answer_of(authorize(automatic, PUBLIC))["code"]
    assert exchange(automatic, code, redirect_uri="http://127.0.0.1:1/callback").status_code == 400


@pytest.mark.parametrize(
    "redirect",
    ["http://127.0.0.1:45678/elsewhere", "http://evil.example/callback", "https://127.0.0.1:1/callback",
     "http://127.0.0.1:1@evil.example/callback", "http://127.0.0.1:1/callback?x=1", "http://127.0.0.1:x/callback", ""],
)  # fmt: skip
def test_nobody_is_sent_to_an_unknown_address(automatic: Emulator, redirect: str) -> None:
    assert authorize(automatic, {**PUBLIC, "redirect_uri": redirect}).status_code == 400


def test_a_fixed_port_stays_fixed(automatic: Emulator) -> None:
    fields = {"client_id": "qgis", "response_type": "code", "redirect_uri": "http://127.0.0.1:7070/callback"}
    code = answer_of(authorize(automatic, fields))["code"]
    assert authorize(automatic, {**fields, "redirect_uri": "http://127.0.0.1:7071/callback"}).status_code == 400
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": fields["redirect_uri"]}
    assert token(automatic, client_id="qgis", client_secret="wrong", **form).status_code == 401
    basic = ("qgis", "emulated-qgis-secret")
    answer = requests.post(found(automatic)["token_endpoint"], data=form, auth=basic, timeout=30)
    assert answer.status_code == 200


def test_a_public_client_must_use_pkce(automatic: Emulator) -> None:
    fields = {name: value for name, value in PUBLIC.items() if not name.startswith("code_")}
    assert answer_of(authorize(automatic, fields))["error"] == "invalid_request"
    assert answer_of(authorize(automatic, {**PUBLIC, "code_challenge_method": "plain"}))["error"] == "invalid_request"


def test_people_sign_in_on_a_page(emulator: Emulator) -> None:
    page = authorize(emulator, {**PUBLIC, "state": '"><script>'})
    assert page.status_code == 200
    assert "<script>" not in page.text
    url = found(emulator)["authorization_endpoint"]
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    assert hidden["client_id"] == "cartes-gouv-plugin"
    wrong = requests.post(url, data={**PUBLIC, "username": "alice", "password": "x"}, allow_redirects=False, timeout=30)
    assert wrong.status_code == 401
    right = {**PUBLIC, "username": "alice", "password": "alice"}
    code = answer_of(requests.post(url, data=right, allow_redirects=False, timeout=30))["code"]
    assert exchange(emulator, code).status_code == 200
    cancelled = requests.post(url, data={**PUBLIC, "cancel": "1"}, allow_redirects=False, timeout=30)
    assert answer_of(cancelled)["error"] == "access_denied"


def test_password_and_service_account_grants(emulator: Emulator) -> None:
    warehouse = {"client_id": "gpf-warehouse", "client_secret": "emulated-warehouse-secret"}
    signed = token(emulator, grant_type="password", username="alice", password="alice", **warehouse)
    assert signed.status_code == 200
    assert signed.json()["expires_in"] > 0
    assert token(emulator, grant_type="password", username="alice", password="x", **warehouse).status_code == 401
    assert token(emulator, grant_type="client_credentials", **warehouse).status_code == 200
    assert (
        token(emulator, grant_type="password", username="alice", password="alice", client_id="qgis").status_code == 401
    )
    assert token(emulator, grant_type="magic", **warehouse).json()["error"] == "unsupported_grant_type"


def test_tokens_expire_and_sessions_end(automatic: Emulator) -> None:
    tokens = exchange(automatic, answer_of(authorize(automatic, PUBLIC))["code"]).json()
    signed = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert automatic.call("GET", "/users/me", None, headers=signed).status_code == 200
    assert requests.get(found(automatic)["userinfo_endpoint"], headers=signed, timeout=30).json()["given_name"] == "Bob"
    automatic.clock(301)
    assert automatic.call("GET", "/users/me", None, headers=signed).status_code == 401
    refresh = {"grant_type": "refresh_token", "client_id": "cartes-gouv-plugin"}
    again = token(automatic, refresh_token=tokens["refresh_token"], **refresh).json()
    signed = {"Authorization": f"Bearer {again['access_token']}"}
    assert automatic.call("GET", "/users/me", None, headers=signed).status_code == 200
    query = {"id_token_hint": again["id_token"], "post_logout_redirect_uri": BACK}
    url = found(automatic)["end_session_endpoint"]
    assert requests.get(url, params=query, allow_redirects=False, timeout=30).headers["Location"] == BACK
    assert automatic.call("GET", "/users/me", None, headers=signed).status_code == 401
    assert token(automatic, refresh_token=again["refresh_token"], **refresh).status_code == 400
    assert (
        automatic.call("GET", "/users/me", None, headers={"Authorization": f"Bearer {again['id_token']}"}).status_code
        == 401
    )
