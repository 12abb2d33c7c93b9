"""Builds the application: the platform, its routes, its layers, its refusals."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from emulator.api import (
    annexes,
    catalogs,
    checks,
    comments,
    communities,
    configurations,
    datastores,
    keys,
    metadata,
    offerings,
    permissions,
    processings,
    statics,
    stored_data,
    upload_data,
    uploads,
    users,
)
from emulator.api.answers import Json
from emulator.clock import Clock
from emulator.connection import FaultyWire
from emulator.control import page
from emulator.control import routes as control
from emulator.domain import executions as executions_domain
from emulator.domain import offerings as offerings_domain
from emulator.domain import stored_data as stored_data_domain
from emulator.domain import uploads as uploads_domain
from emulator.errors import ApiError, body_of
from emulator.faults import Faults
from emulator.files import Files
from emulator.founding import found
from emulator.geoplateforme import Geoplateforme
from emulator.jobs import Jobs
from emulator.limits import RateLimit
from emulator.public import catalogue, ows, tiles
from emulator.request_log import RequestLog
from emulator.seed import seed
from emulator.settings import Settings
from emulator.sign_in import login, routes
from emulator.sign_in.tokens import Tokens
from emulator.store.store import Store
from emulator.work.ows import OwsServer
from emulator.workshop import Workshop

_ENTITIES = (users, keys, communities, datastores, uploads, upload_data, checks, processings, stored_data)
_SERVICES = (configurations, offerings, statics, annexes, metadata, permissions, catalogs)


def build_platform(settings: Settings, state: Path, base_url: str, faults: Faults) -> Geoplateforme:
    """The platform on its state folder, founded and seeded; its jobs do not run yet."""
    store = Store(state / "emulator.sqlite")
    clock = Clock(float(store.setting("clock_offset") or 0))
    jobs = Jobs(store, clock)
    map_server = OwsServer(state / "ows")
    gpf = Geoplateforme(settings, base_url, clock, store, Files(state), jobs, Workshop(), faults, map_server)
    for domain in (uploads_domain, executions_domain, stored_data_domain, offerings_domain):
        domain.register(gpf)
    found(store, clock.stamp())
    seed(store, clock, settings.seed)
    return gpf


def build(gpf: Geoplateforme) -> FastAPI:
    """The whole application; `app.state` holds what routes need."""
    app = FastAPI(
        title="Géoplateforme émulée : API Entrepôt",
        version="1",
        openapi_url="/api/v3/api-docs",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.gpf = gpf
    app.state.tokens = Tokens(gpf.store, gpf.clock, gpf.issuer, gpf.settings.token_lifetime)
    app.state.seen = {}
    app.state.codes = login.Codes(gpf.clock)
    for part in (comments, *_ENTITIES, *_SERVICES):  # `…/activity` goes before `…/{id}`
        app.include_router(part.router, prefix="/api")
    app.include_router(permissions.mine, prefix="/api")
    for part in (routes, login, ows, tiles, catalogue, control, page):
        app.include_router(part.router)
    app.add_exception_handler(ApiError, _refusal)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_refusal)
    app.add_exception_handler(UnicodeEncodeError, _not_text)
    app.add_exception_handler(ClientDisconnect, _gone)
    return app


def wrap(app: FastAPI) -> RequestLog:
    """The layers outside the application, from the inside: rate limit, faults on the wire, request log."""
    gpf: Geoplateforme = app.state.gpf
    log = RequestLog(FaultyWire(RateLimit(app, gpf.settings.rate_limit), gpf.faults), gpf.clock)
    app.state.request_log = log
    return log


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    gpf: Geoplateforme = app.state.gpf
    gpf.jobs.start()
    gpf.workshop.warm_up()
    yield
    gpf.jobs.stop()
    gpf.map_server.close()
    gpf.workshop.close()
    gpf.store.close()


def _refusal(_: Request, error: ApiError) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
    return Json(error.body(), status_code=error.status, headers=headers)


def _http_refusal(_: Request, error: HTTPException) -> Response:
    return Json(body_of(error.status_code, str(error.detail)), status_code=error.status_code, headers=error.headers)


def _not_text(_: Request, error: UnicodeEncodeError) -> Response:
    return Json(body_of(400, f"Texte invalide : {error.reason}"), status_code=400)


def _gone(_: Request, _error: ClientDisconnect) -> Response:
    """Nobody is there to read it; the log of requests keeps it."""
    return Json(body_of(400, "La connexion a été interrompue"), status_code=400)


_EMPTY = ("missing", "blank", "string_too_short", "too_short")


def _invalid(_: Request, error: RequestValidationError) -> Response:
    """Where the framework would answer 422, the platform answers 400 with sentences."""
    sentences = []
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"][1:] if part != "body") or "body"
        empty = problem["type"] in _EMPTY or ("input" in problem and problem["input"] is None)
        sentences.append(
            f"Le champ {name} ne doit pas être vide" if empty else f"Le champ {name} est invalide : {problem['msg']}"
        )
    return Json(body_of(400, *sentences), status_code=400)
