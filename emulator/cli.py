"""`python -m emulator`: options, start, and the announcement for people and for scripts."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

from emulator.errors import ApiError
from emulator.faults import Faults
from emulator.settings import Settings, Variants
from emulator.world import PEOPLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="emulator", description="A local Géoplateforme on loopback.")
    parser.add_argument("--port", type=int, default=8765, help="0 picks a free one")
    parser.add_argument("--state", type=Path, help="folder that keeps everything; without it, a throw-away one")
    parser.add_argument("--speed", type=float, default=1.0, help="divides every emulated duration; inf: none")
    parser.add_argument("--durations", type=float, choices=[0.0], help="0: no emulated duration, like --speed inf")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="datasheets of other users in the sandbox")
    parser.add_argument("--database", metavar="URL", help="postgresql://…; without it, an embedded database")
    parser.add_argument(
        "--auto-login",
        choices=[person.login for person in PEOPLE],
        help="the login page signs this person in by itself",
    )
    parser.add_argument("--token-lifetime", type=int, default=43_200, metavar="SECONDS")
    parser.add_argument(
        "--rate-limit", type=float, default=0.0, metavar="N", help="API requests per second; 0: no limit"
    )
    parser.add_argument("--faults", type=Path, metavar="FILE", help="JSON list of faults, in force from the start")
    parser.add_argument("--json", action="store_true", help="announce by the JSON line only")
    variants = parser.add_argument_group("where only the live platform could tell")
    variants.add_argument("--offering-delete", choices=["either", "once", "twice"], default="either")
    variants.add_argument("--deleted-uploads", choices=["hidden", "listed"], default="hidden")
    variants.add_argument("--dialect", choices=["openapi", "tutorial"], default="openapi")
    variants.add_argument("--same-file", choices=["replace", "refuse"], default="replace")
    variants.add_argument("--static-in-use", choices=["refuse", "delete"], default="refuse")
    variants.add_argument("--no-reopen-unstable", action="store_true")
    variants.add_argument("--no-storage-labels", action="store_true")
    variants.add_argument("--strict", action="store_true", help="tags are strings; the list of processings is bare")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    variants = Variants(
        offering_delete=options.offering_delete,
        deleted_uploads=options.deleted_uploads,
        dialect=options.dialect,
        same_file=options.same_file,
        static_in_use=options.static_in_use,
        reopen_unstable=not options.no_reopen_unstable,
        storage_labels=not options.no_storage_labels,
        strict=options.strict,
    )
    return Settings(
        port=options.port,
        state=options.state,
        speed=float("inf") if options.durations == 0 else options.speed,
        seed=options.seed,
        database=options.database,
        auto_login=options.auto_login,
        token_lifetime=options.token_lifetime,
        rate_limit=options.rate_limit,
        variants=variants,
    )


def _listen(host: str, port: int) -> socket.socket:
    # The protocol must be named: asyncio sets TCP_NODELAY only then, and each answer would wait 40 ms without it.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    listener.listen(256)
    return listener


def _faults(path: Path | None) -> Faults:
    """The faults of the file; `ValueError` when it holds anything else."""
    faults = Faults()
    rules = json.loads(path.read_text("utf-8")) if path else []
    if not isinstance(rules, list) or any(not isinstance(rule, dict) for rule in rules):
        raise ValueError("a list of JSON objects is expected")
    for rule in rules:
        try:
            faults.add(rule)
        except ApiError as error:
            raise ValueError("; ".join(error.sentences)) from error
    return faults


def main(arguments: list[str] | None = None) -> int:
    """Serves until SIGINT or SIGTERM. 2: an option makes no sense; 1: the port or the state folder is taken."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.speed <= 0 or options.token_lifetime <= 0 or options.seed < 0:
        parser.error("--speed, --token-lifetime and --seed are positive")
    try:
        faults = _faults(options.faults)
    except (OSError, ValueError) as error:
        parser.error(f"--faults {options.faults}: {error}")
    settings = _settings(options)
    state = Path(tempfile.mkdtemp(prefix="geoplateforme-")) if settings.state is None else settings.state.resolve()
    try:
        return _run(settings, state, faults, only_json=options.json)
    except OSError as error:
        print(f"emulator: {error}", file=sys.stderr)
        return 1
    finally:
        if settings.state is None:
            shutil.rmtree(state, ignore_errors=True)


def _run(settings: Settings, state: Path, faults: Faults, *, only_json: bool) -> int:
    """`OSError` when the port or the state folder serves another emulator."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError(f"another emulator uses {state}") from error
        with _listen(settings.host, settings.port) as listener:
            asyncio.run(_serve(settings, state, listener, faults, only_json=only_json))
    return 0


async def _serve(settings: Settings, state: Path, listener: socket.socket, faults: Faults, *, only_json: bool) -> None:
    # After the options: a wrong one is answered at once.
    from emulator.announcement import announcement, for_people
    from emulator.app import build, build_platform, wrap
    from emulator.server import stoppable

    base_url = f"http://{settings.host}:{listener.getsockname()[1]}"
    gpf = build_platform(settings, state, base_url, faults)
    app = build(gpf)
    server = stoppable(wrap(app))
    loop = asyncio.get_running_loop()
    facts = announcement(gpf, app.state.tokens, os.getpid(), state)
    async with app.router.lifespan_context(app):
        serving = loop.create_task(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.005)
        if not only_json:
            print(for_people(facts), flush=True)
        print(json.dumps(facts, ensure_ascii=False), flush=True)
        await serving
