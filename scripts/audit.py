"""Known vulnerabilities of what the zip carries and of what the project is built and tested with, asked with pip-audit.

Ends with 0 when every package was looked up and none is known to be vulnerable, with 1 when some are, and with 2 when
the services that know could not be asked about all of them: silence is no good news.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = ROOT / ".venv-tools" / "bin" / "pip-audit"
SERVICES = ("pypi", "osv")
_PATIENCE_S = 300


@dataclass(frozen=True)
class Audit:
    """`findings`: one line each; `unknown`: the packages that nobody told anything about."""

    findings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def pinned() -> dict[str, list[str]]:
    """What is audited: list to its lines, without what pip-audit needs not know."""
    from scripts.vendored import LIBRARIES

    lists = {"the package": [f"{library.name}=={library.version}" for library in LIBRARIES]}
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        lines = (line.partition("#")[0].partition(";")[0].strip() for line in path.read_text().splitlines())
        lists[f"requirements/{path.name}"] = [line for line in lines if line]
    return lists


def audit(lines: Iterable[str]) -> Audit:
    """Asks one service after the other about what is still unknown."""
    waiting, findings = list(lines), []
    for service in SERVICES:
        if waiting:
            found, waiting = read(_ask(service, waiting), waiting)
            findings += found
    return Audit(tuple(findings), tuple(waiting))


def read(answer: str, asked: list[str]) -> tuple[list[str], list[str]]:
    """The findings in pip-audit's JSON, and which of the lines that were asked about it does not speak of."""
    try:
        told = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return [], asked
    known = {f"{each['name']}=={each['version']}".lower(): each["vulns"] for each in told if "vulns" in each}
    findings = [
        f"{name}: {trouble['id']}, repaired in {', '.join(trouble['fix_versions']) or 'no version yet'}"
        for name, troubles in known.items()
        for trouble in troubles
    ]
    return findings, [line for line in asked if _canonical(line) not in map(_canonical, known)]


def _canonical(line: str) -> str:
    """Names differ by case, dots, underscores and hyphens only in writing."""
    name, _, version = line.partition("==")
    return f"{name.lower().replace('_', '-').replace('.', '-')}=={version}"


def _ask(service: str, lines: list[str]) -> str:
    """pip-audit's answer; empty when it did not get one."""
    with TemporaryDirectory(prefix="cartes_gouv_audit_") as folder:
        listed = Path(folder) / "pinned.txt"
        listed.write_text("\n".join(lines) + "\n")
        options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json", "-s", service]
        command = [str(PIP_AUDIT), "-r", str(listed), *options]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            return ""
    return done.stdout


def main() -> int:
    sys.path.insert(0, str(ROOT))
    code = 0
    for name, lines in pinned().items():
        result = audit(lines)
        for finding in result.findings:
            print(f"audit: {name}: {finding}")
            code = 1
        if result.unknown:
            print(f"audit: {name}: NOT AUDITED, neither PyPI nor OSV could be asked about {len(result.unknown)} of "
                  f"{len(lines)} packages; run this again where they can be reached")  # fmt: skip
            code = code or 2
        elif not result.findings:
            print(f"audit: {name}: {len(lines)} packages, no known vulnerability")
    return code


if __name__ == "__main__":
    sys.exit(main())
