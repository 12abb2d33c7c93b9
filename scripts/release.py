"""A release, dry: says everything that stands against releasing the version of `metadata.txt`. Publishes nothing.

scripts/release.py    exit code 0 when the version could be released as the working copy is now
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.changelog import UNRELEASED, section  # noqa: E402 - the folder above must be known first
from scripts.package import build  # noqa: E402
from scripts.plugin_tree import version  # noqa: E402

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_SUITES = ("check", "docs", "package", "test")


def problems_of_version(name: str, tags: list[str]) -> list[str]:
    """`tags`: those that the repository has."""
    if not _VERSION.fullmatch(name):
        return [f"metadata.txt: “{name}” is not three numbers; the plugin site compares versions as strings"]
    return [f"v{name} is tagged already: change version= in metadata.txt"] if f"v{name}" in tags else []


def problems_of_changelog(text: str, name: str) -> list[str]:
    """A dated section for the version, and nothing left that was not given to one."""
    found = []
    if not re.search(rf"^## \[{re.escape(name)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE):
        found.append(f"CHANGELOG.md has no line “## [{name}] - YYYY-MM-DD”")
    if section(text, UNRELEASED):
        found.append("CHANGELOG.md still has changes under [Unreleased]")
    return found


def problems_of_contact(metadata: str) -> list[str]:
    """`metadata`: the text of metadata.txt. Addresses under example.org are nobody's."""
    found = re.search(r"^email=(.*)$", metadata, re.MULTILINE)
    if found is not None and "example.org" not in found[1]:
        return []
    given = "missing" if found is None else f"“{found[1]}”, which is nobody's address"
    return [f"metadata.txt: email= is {given}; give one where the maintainers answer: the plugin site writes to it"]


def problems_of_copy(status: str) -> list[str]:
    """`status`: what `git status --porcelain` printed."""
    return [f"the working copy is not clean:\n{status.rstrip()}"] if status.strip() else []


def packages() -> tuple[list[str], str]:
    """Builds the zip twice: the problems, and the sum of the first."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        sums = [hashlib.sha256(build(Path(each)).read_bytes()).hexdigest() for each in (first, second)]
    return ([] if sums[0] == sums[1] else ["two packages of the same sources differ"]), sums[0]


def main() -> int:
    name = version()
    problems = [
        *problems_of_version(name, _git("tag").split()),
        *problems_of_changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), name),
        *problems_of_contact((ROOT / "metadata.txt").read_text(encoding="utf-8")),
        *problems_of_copy(_git("status", "--porcelain")),
    ]
    digest = ""
    if not problems:
        # The suites last long; they are only worth running once the rest is in order.
        problems += [f"make {each} failed" for each in _SUITES if subprocess.call(["make", "-s", each], cwd=ROOT)]
        different, digest = packages()
        problems += different
    if problems:
        print("\n".join(f"- {problem}" for problem in problems), file=sys.stderr)
        print(f"release: {name} cannot be released yet; nothing was published", file=sys.stderr)
        return 1
    print(
        f"release: {name} is ready, nothing was published\n"
        f"  sha256 of the zip  {digest}\n"
        f"  left to do         git tag -s v{name} && git push --tags; upload dist/ to plugins.qgis.org"
    )
    return 0


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
