"""Runs files of tests inside a QGIS window, then ends QGIS. Given to `qgis --code`; see `test_trust_sign_in.py`.

CARTES_GOUV_CASES: the files, a line each; CARTES_GOUV_CASES_REPORT: where the results are written, as JUnit XML.
"""

import os
import sys
from pathlib import Path

CASES = os.environ["CARTES_GOUV_CASES"].splitlines()
ROOT = next(parent for parent in Path(CASES[0]).resolve().parents if (parent / "pyproject.toml").is_file())
sys.path[:0] = [str(ROOT), *map(str, (ROOT / ".venv" / "lib").glob("python3*/site-packages"))]
sys.argv = ["pytest"]
# QGIS names its own program here; the emulator is started with Python.
sys.executable = str(ROOT / ".venv" / "bin" / "python")

try:
    import pytest

    report = f"--junitxml={os.environ['CARTES_GOUV_CASES_REPORT']}"
    options = ["-p", "no:pytest_qgis", "-p", "no:cacheprovider", "--rootdir", str(ROOT), "--timeout", "180", report]
    pytest.main([*options, *os.environ.get("CARTES_GOUV_CASES_OPTIONS", "").split(), *CASES])
finally:
    # QGIS would ask about unsaved changes and restore its windows: nothing of that is wanted here.
    sys.stdout.flush()
    os._exit(0)
