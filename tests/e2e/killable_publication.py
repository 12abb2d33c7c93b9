"""A process that takes a publication to its end, and can end itself as a power cut would, at one given change.

python -m tests.e2e.killable_publication HOME API_URL TOKEN ID [steady|hurried [before|after CHANGE]]

Says « ready » when the work begins, then the name of each change (see `name_of`) before it is sent. `hurried`: its
clock jumps over every pause.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.unattended import Unattended
from tests.e2e.hurry import Hurry

_IDENTIFIER = re.compile(r"^[0-9a-f]{8}-[0-9a-f-]{27}$")


def name_of(call: Call) -> str:
    """What a change is, whichever entity it concerns: method, path, and the tags that it writes.

    The progress told to the website counts with its value: it is told several times.
    """
    words = ["*" if _IDENTIFIER.match(part) else part for part in call.path[2:]]
    name = f"{call.method} {'/'.join(words)}"
    if words[-1] != "tags" or not isinstance(call.json, dict):
        return name
    told = call.json.get("integration_progress")
    return f"{name} {told if told else ','.join(sorted(call.json))}"


class Fatal:
    """Kills the process before the change of that name is sent, or after its answer has come."""

    def __init__(self, transport: RequestsTransport, when: str, change: str) -> None:
        self._transport = transport
        self._when = when
        self._change = change

    def send(self, call: Call) -> Answer:
        if call.method == "GET":
            return self._transport.send(call)
        name = name_of(call)
        fatal = name == self._change
        say(name)
        if fatal and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = self._transport.send(call)
        if fatal and self._when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(
    home: str, api_url: str, token: str, publication_id: str, pace: str = "steady", when: str = "", change: str = ""
) -> int:
    transport = RequestsTransport(api_url, authorization=lambda _url: f"Bearer {token}")
    client, hurry = EntrepotClient(Fatal(transport, when, change)), Hurry()
    wait, now = hurry.wait, hurry.now
    if pace == "steady":
        wait, now = lambda seconds: threading.Event().wait(min(seconds, 0.05)), time.time
    say("ready")
    with Unattended(Path(home), client, wait, now=now) as runner:
        record = runner.run(publication_id)
    say(f"{record.condition.value} {record.failure}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
