"""Coverage-guided fuzzing of the readers and writers of foreign bytes, for a bounded time, with Atheris.

scripts/fuzz.py [SECONDS] [TARGET …]    (default: 60 seconds for each of the targets of tests/fuzz/targets.py)

What was found worth trying is kept in build/fuzz/ for the next run, and an input that breaks something too.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-tools" / "bin" / "python"
KEPT = ROOT / "build" / "fuzz"
# For one input, in seconds; for the process, in MB.
_SLOWEST, _MEMORY, _LONGEST = 5, 1024, 16_384


@dataclass(frozen=True)
class Outcome:
    """`trouble`: the end of what was said when an input broke something; `tried`: the number of inputs."""

    target: str
    tried: int
    trouble: str = ""


def is_available() -> bool:
    """Atheris has no wheel for every Python and machine."""
    done = subprocess.run([str(PYTHON), "-c", "import atheris"], capture_output=True, check=False)
    return done.returncode == 0


def fuzz(target: str, seconds: int, folder: Path, seed: int = 0) -> Outcome:
    """Fuzzes one target; `folder` holds its corpus, and gets the input that breaks something."""
    corpus = folder / target
    corpus.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", prefix="cartes_gouv_words_", suffix=".txt") as words:
        _write_seeds(target, corpus)
        words.write(_dictionary(target))
        words.flush()
        options = {
            "max_total_time": seconds, "timeout": _SLOWEST, "rss_limit_mb": _MEMORY, "max_len": _LONGEST,
            "print_final_stats": 1, "dict": words.name, "artifact_prefix": f"{folder}/{target}-", "seed": seed,
        }  # fmt: skip
        command = [str(PYTHON), "-m", "tests.fuzz.run", target, *(f"-{key}={value}" for key, value in options.items())]
        done = subprocess.run(
            [*command, str(corpus)], cwd=ROOT, capture_output=True, text=True, errors="replace", check=False,
            timeout=seconds + 120,
        )  # fmt: skip
    counted = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    said = "" if done.returncode == 0 else f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return Outcome(target, int(counted.group(1)) if counted else 0, said)


def targets() -> list[str]:
    from tests.fuzz.targets import TARGETS

    return list(TARGETS)


def _write_seeds(target: str, corpus: Path) -> None:
    from tests.fuzz.seeds import seeds

    for rank, content in enumerate(seeds()[target]):
        (corpus / f"seed-{rank:02}").write_bytes(content)


def _dictionary(target: str) -> str:
    from tests.fuzz.seeds import words

    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words()[target])


def main() -> int:
    sys.path.insert(0, str(ROOT))
    if not is_available():
        print("fuzz: skipped, Atheris is not installed for this Python and machine")
        return 0
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    failed = False
    for target in sys.argv[2:] or targets():
        outcome = fuzz(target, seconds, KEPT)
        failed |= bool(outcome.trouble)
        print(f"fuzz: {target}: {outcome.tried} inputs, {'BROKEN' if outcome.trouble else 'nothing found'}", flush=True)
        if outcome.trouble:
            print(outcome.trouble)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
