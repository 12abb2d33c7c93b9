"""The plugin site's scanners, run on a built zip with the site's own commands: any finding blocks a version there.

scripts/gate.py [ZIP]    (default: the zip in dist/, built anew if there is none)
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".venv-tools" / "bin"
# The site's default list of July 2026; B111 and B320 are unknown to the present bandit, which only warns.
BANDIT_TESTS = (
    "B101,B102,B103,B104,B105,B106,B107,B108,B110,B111,B112,B113,B201,B202,B301,B302,B303,B304,B305,B306,B307,B308,B310,"
    "B311,B312,B313,B314,B315,B316,B317,B318,B319,B320,B321,B323,B324,B401,B402,B403,B405,B406,B407,B408,B409,B412,B413,"
    "B501,B502,B503,B504,B505,B506,B507,B508,B509,B601,B602,B603,B604,B605,B606,B607,B608,B609,B610,B611,B612,B613,B614,"
    "B615,B701,B702,B703,B704"
)
FLAKE8_CODES = (
    "E101,E711,E712,E713,E714,E721,E722,E731,E741,E742,E743,E901,E902,E999,W605,F402,F403,F404,F405,F811,F821,F822,F823,"
    "F831,F901,C901"
)


def findings_of(archive: Path) -> list[str]:
    """One line a finding; empty when the site would let the version through."""
    with tempfile.TemporaryDirectory(prefix="cartes_gouv_gate_") as folder:
        with zipfile.ZipFile(archive) as content:
            content.extractall(folder)
        return [*_bandit(folder), *_secrets(folder), *_flake8(folder)]


def _bandit(folder: str) -> list[str]:
    found = json.loads(_run([str(TOOLS / "bandit"), "-r", folder, "-f", "json", "--quiet", "-t", BANDIT_TESTS], folder))
    lines = [f"bandit could not read {error['filename']}: {error['reason']}" for error in found["errors"]]
    for result in found["results"]:
        where = Path(result["filename"]).relative_to(folder)
        lines.append(f"bandit {result['test_id']} {where}:{result['line_number']} {result['issue_text']}")
    return lines


def _secrets(folder: str) -> list[str]:
    options = ["--all-files", "--exclude-files", r"metadata\.txt", "--exclude-files", r"\.secrets\.baseline"]
    command = [str(TOOLS / "detect-secrets"), "scan", *options, "--disable-plugin", "IPPublicDetector", "."]
    found = json.loads(_run(command, folder))
    return [
        f"detect-secrets {path}:{item['line_number']} {item['type']}"
        for path, items in found["results"].items()
        for item in items
    ]


def _flake8(folder: str) -> list[str]:
    command = [str(TOOLS / "flake8"), "--isolated", "--max-line-length=120", "--select", FLAKE8_CODES, "."]
    return [f"flake8 {line}" for line in _run(command, folder).splitlines()]


def _run(command: list[str], folder: str) -> str:
    """Standard output; the three tools say by their exit code that there are findings, so it is not looked at."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not done.stdout and done.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} did not run: {done.stderr.strip()[-500:]}")
    return done.stdout


def main() -> int:
    sys.path.insert(0, str(ROOT))
    if len(sys.argv) > 1:
        archive = Path(sys.argv[1])
    else:
        from scripts.package import build

        archive = build(ROOT / "build" / "gate")
    findings = findings_of(archive)
    print("\n".join(findings) or f"gate: nothing found in {archive.name}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
