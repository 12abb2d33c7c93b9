"""A PostgreSQL cluster of the tests' own, from Debian's packages, thrown away afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SYSTEM_USER = "postgres"


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, which Debian keeps off the path; None without a server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; yields its URL. PostgreSQL refuses to run as root: then it runs as its own user."""
    folder = Path(tempfile.mkdtemp(prefix="emulator-pg-"))
    programs, as_user = binaries(), _as_ordinary_user(folder)
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed: run `make setup`")
    port = _free_port()

    def run(program: str, *arguments: str) -> None:
        # A log file rather than a pipe: the server would keep the pipe open, and the wait would never end.
        with (folder / "commands.log").open("ab") as log:
            subprocess.run(
                [*as_user, str(programs / program), *arguments],
                check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    data = str(folder / "data")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", SYSTEM_USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-o", settings, "-l", str(folder / "server.log"), "start")
        try:
            yield f"postgresql://{SYSTEM_USER}@127.0.0.1:{port}/{SYSTEM_USER}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_ordinary_user(folder: Path) -> list[str]:
    if os.getuid() != 0:
        return []
    user = pwd.getpwnam(SYSTEM_USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", SYSTEM_USER, "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
