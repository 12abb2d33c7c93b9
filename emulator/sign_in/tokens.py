"""Access, refresh and identity tokens: signed by a key that lives with the state, checked at every call."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from emulator.clock import Clock
from emulator.errors import ApiError
from emulator.store.store import Store

_KEY_ID = "emulator"
_REFRESH_FACTOR = 10


@dataclass(frozen=True)
class Grant:
    """A signed-in session: who, through which client."""

    user: str
    client: str
    session: str


def _load_key(store: Store) -> rsa.RSAPrivateKey:
    pem = store.setting("signing_key")
    if pem is None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        store.set_setting("signing_key", pem)
        return key
    return serialization.load_pem_private_key(pem.encode(), password=None)


class Tokens:
    """`lifetime` in seconds of emulated time. Sessions ended by logout are remembered in the store."""

    def __init__(self, store: Store, clock: Clock, issuer: str, lifetime: int) -> None:
        self._store = store
        self._clock = clock
        self.issuer = issuer
        self.lifetime = lifetime
        self._key = _load_key(store)
        self._public = self._key.public_key()
        self._known: dict[str, dict] = {}
        self._ended: set[str] = set(json.loads(store.setting("ended_sessions") or "[]"))

    def key_set(self) -> dict:
        """The public key, as a JSON Web Key Set."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._public))
        return {"keys": [{**key, "kid": _KEY_ID, "use": "sig", "alg": "RS256"}]}

    def open_session(self, user: str, client: str) -> Grant:
        return Grant(user, client, str(uuid.uuid4()))

    def issue(self, grant: Grant, *, refresh: bool = True, nonce: str | None = None) -> dict:
        """A token answer: `access_token`, `expires_in`, and what goes with them."""
        answer = {
            "access_token": self._sign(grant, "Bearer", self.lifetime),
            "expires_in": self.lifetime,
            "refresh_expires_in": 0,
            "token_type": "Bearer",
            "not-before-policy": 0,
            "session_state": grant.session,
            "scope": "openid email profile",
        }
        if refresh:
            answer["refresh_token"] = self._sign(grant, "Refresh", self.lifetime * _REFRESH_FACTOR)
            answer["refresh_expires_in"] = self.lifetime * _REFRESH_FACTOR
            answer["id_token"] = self._sign(grant, "ID", self.lifetime, nonce=nonce)
        return answer

    def access_token(self, user: str, client: str = "gpf-warehouse") -> str:
        return self._sign(self.open_session(user, client), "Bearer", self.lifetime)

    def read(self, token: str, kind: str = "Bearer") -> dict:
        """The claims of a live token of that kind; 401 otherwise."""
        claims = self._known.get(token) or self._verify(token)
        if claims["typ"] != kind:
            raise ApiError(401, "Le jeton n'est pas du type attendu")
        if claims["exp"] <= self._clock.timestamp():
            raise ApiError(401, "Le jeton est expiré")
        if claims["sid"] in self._ended:
            raise ApiError(401, "La session est terminée")
        return claims

    def end(self, session: str) -> None:
        with self._store.transaction():
            self._ended.add(session)
            self._store.set_setting("ended_sessions", json.dumps(sorted(self._ended)))

    def _verify(self, token: str) -> dict:
        try:
            # The emulated clock judges the dates, in `read`.
            claims = jwt.decode(
                token,
                self._public,
                algorithms=["RS256"],
                issuer=self.issuer,
                options={"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False,
                         "require": ["exp", "sub", "sid", "typ"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise ApiError(401, f"Le jeton n'est pas valide : {error}") from error
        if len(self._known) > 1000:
            self._known.clear()
        self._known[token] = claims
        return claims

    def _sign(self, grant: Grant, kind: str, lifetime: int, nonce: str | None = None) -> str:
        now = int(self._clock.timestamp())
        user = self._store.get("user", grant.user)
        claims = {
            "iss": self.issuer,
            "sub": grant.user,
            "aud": grant.client if kind == "ID" else "account",
            "azp": grant.client,
            "typ": kind,
            "iat": now,
            "exp": now + lifetime,
            "sid": grant.session,
            "jti": secrets.token_hex(8),
            "preferred_username": user["~"]["login"],
            "email": user["email"],
        }
        if nonce is not None:
            claims["nonce"] = nonce
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": _KEY_ID})
