"""A process that takes a publication to its end, and can end itself as a power cut would, at one given change.

python -m tests.e2e.killable_publication HOME API_URL TOKEN ID [before|after NUMBER]

Says « ready » when the work begins.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.publication.unattended import Unattended


class Fatal:
    """Kills the process before the change of that number is sent, or after its answer has come."""

    def __init__(self, transport: RequestsTransport, when: str, number: int) -> None:
        self._transport = transport
        self._when = when
        self._left = number

    def send(self, call: Call) -> Answer:
        if call.method == "GET":
            return self._transport.send(call)
        self._left -= 1
        if self._when == "before" and self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        answer = self._transport.send(call)
        if self._when == "after" and self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def main(home: str, api_url: str, token: str, publication_id: str, when: str = "never", number: str = "0") -> int:
    transport = RequestsTransport(api_url, authorization=lambda _url: f"Bearer {token}")
    client = EntrepotClient(Fatal(transport, when, int(number)))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with Unattended(Path(home), client, lambda seconds: threading.Event().wait(min(seconds, 0.05))) as runner:
        record = runner.run(publication_id)
    sys.stdout.write(f"{record.condition.value} {record.failure}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
