"""One target under libFuzzer: `python -m tests.fuzz.run TARGET [libFuzzer options] CORPUS`. Ends its own process."""

from __future__ import annotations

import sys

import atheris

# Counts as covered what is imported in here: the plugin's own code, not the libraries'.
with atheris.instrument_imports(include=["cartes_gouv_plugin"]):
    from tests.fuzz.targets import TARGETS

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
