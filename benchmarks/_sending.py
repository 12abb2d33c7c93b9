"""Child processes of the sending benchmark: a sink that reads and forgets, and a sender that measures itself."""

from __future__ import annotations

import hashlib
import json
import resource
import socket
import sys
import time
from pathlib import Path

_BLOCK = 4 * 1024 * 1024


def sink() -> None:
    """Answers 200 to every POST once its whole body has come; prints its port first."""
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    buffer = bytearray(_BLOCK)
    while True:
        link, _address = server.accept()
        with link:
            head = b""
            while b"\r\n\r\n" not in head:
                head += link.recv(65_536)
            head, _, rest = head.partition(b"\r\n\r\n")
            length = int(next(x for x in head.lower().split(b"\r\n") if x.startswith(b"content-length"))[15:])
            if b"100-continue" in head.lower():
                link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            left = length - len(rest)
            while left > 0:
                read = link.recv_into(buffer)
                if not read:
                    break
                left -= read
            link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")


def sender(path: str, api_url: str) -> None:
    """Sends the file as the plugin does; prints seconds, CPU seconds and how much the memory grew."""
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
    from cartes_gouv_plugin.core.entrepot.multipart import Multipart
    from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport

    client = EntrepotClient(RequestsTransport(api_url))
    client.send_file("ds", "warm", "data/a", Multipart(b"warm", filename="a"))
    peak_before = _peak_mb()
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    body = Multipart(Path(path), filename="package.gpkg")
    client.send_file("ds", "upload", "data/package.gpkg", body)
    after = resource.getrusage(resource.RUSAGE_SELF)
    result = {
        "seconds": time.perf_counter() - began,
        "cpu_s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "memory_growth_mb": _peak_mb() - peak_before,
        "peak_memory_mb": _peak_mb(),
        "md5": body.md5,
    }
    print(json.dumps(result))


def _peak_mb() -> float:
    """The peak of this program's own memory: `ru_maxrss` would count the parent's from before the start."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell the peak of the memory")


def digest(path: str) -> None:
    """The CPU seconds of the md5 alone."""
    began = time.process_time()
    md5 = hashlib.md5(usedforsecurity=False)
    with open(path, "rb") as handle:
        while block := handle.read(_BLOCK):
            md5.update(block)
    print(json.dumps({"cpu_s": time.process_time() - began, "md5": md5.hexdigest()}))


if __name__ == "__main__":
    {"sink": sink, "sender": sender, "digest": digest}[sys.argv[1]](*sys.argv[2:])
