"""`/__emulator__/…`: faults, request log, clock, reset, cleaning, state. No token needed: it is a test bench."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from emulator.api.answers import Json, nothing
from emulator.control.cleaning import clean_quarterly, reset
from emulator.errors import invalid, not_found
from emulator.world import PEOPLE, SANDBOX_COMMUNITY, SANDBOX_RIGHTS

router = APIRouter(prefix="/__emulator__", tags=["emulator"])


@router.get("/faults")
def list_faults(request: Request) -> Response:
    return Json(request.app.state.gpf.faults.shown())


@router.post("/faults", status_code=201)
async def add_faults(request: Request) -> Response:
    """One rule or a list of rules; see `emulator/faults.py` for what they may say."""
    try:
        given = await request.json()
    except ValueError as error:
        raise invalid("Un objet JSON est attendu") from error
    rules = given if isinstance(given, list) else [given]
    if any(not isinstance(rule, dict) for rule in rules):
        raise invalid("Une panne est un objet JSON")
    return Json([request.app.state.gpf.faults.add(rule) for rule in rules], status_code=201)


@router.delete("/faults", status_code=204)
def clear_faults(request: Request) -> Response:
    request.app.state.gpf.faults.clear()
    return nothing()


@router.delete("/faults/{number}", status_code=204)
def clear_fault(request: Request, number: int) -> Response:
    request.app.state.gpf.faults.clear(number)
    return nothing()


@router.get("/requests")
def list_requests(request: Request, since: int = 0, limit: int | None = None) -> Response:
    return Json(request.app.state.request_log.entries(since, limit))


@router.delete("/requests", status_code=204)
def clear_requests(request: Request) -> Response:
    request.app.state.request_log.clear()
    return nothing()


class ClockMove(BaseModel):
    """Seconds to add to the emulated time."""

    advance: float


@router.get("/clock")
def read_clock(request: Request) -> Response:
    clock = request.app.state.gpf.clock
    return Json({"now": clock.stamp(), "offset": clock.offset})


@router.post("/clock")
def move_clock(request: Request, move: ClockMove) -> Response:
    gpf = request.app.state.gpf
    if not 0 <= gpf.clock.offset + move.advance <= 100 * 365 * 86_400:
        raise invalid("L'heure ne peut ni précéder l'heure réelle, ni la dépasser d'un siècle")
    gpf.clock.move(move.advance)
    gpf.store.set_setting("clock_offset", str(gpf.clock.offset))
    return read_clock(request)


@router.post("/people/{login}/join", status_code=204)
def join_sandbox(request: Request, login: str) -> Response:
    """What the website does when somebody clicks on « Espace Découverte »: its service account lets them in."""
    gpf = request.app.state.gpf
    person = next((person for person in PEOPLE if person.login == login), None)
    if person is None:
        raise not_found("Le compte", login)
    with gpf.store.transaction():
        community = gpf.store.get("community", SANDBOX_COMMUNITY)
        community["~"]["members"].setdefault(person.id, list(SANDBOX_RIGHTS))
        gpf.store.save("community", "", community)
    return nothing()


@router.post("/clean")
def clean(request: Request) -> Response:
    """The sandbox's quarterly deletion, now."""
    return Json(clean_quarterly(request.app.state.gpf))


@router.post("/reset", status_code=204)
def start_again(request: Request) -> Response:
    """Back to the beginning: entities, files, faults, log, clock. Tokens stay valid."""
    reset(request.app.state.gpf)
    request.app.state.request_log.clear()
    return nothing()


@router.get("/state")
def read_state(request: Request) -> Response:
    """Whether the emulator is ready, and how much work is still to come."""
    gpf = request.app.state.gpf
    return Json({"ready": True, "jobs": gpf.jobs.pending(), "now": gpf.clock.stamp()})
