"""The sign-in's cases, one by one, as they went inside a real QGIS window on a virtual screen."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.qgis_windows import run_in_window

HERE = Path(__file__).parent
CASES = HERE / "trust_sign_in_cases.py"
NAMES = [
    node.name
    for node in ast.parse(CASES.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
]


# Half a minute on a machine that does nothing else.
PATIENCE_S = 900
pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, str]:
    """Case to its trouble, empty when it went well."""
    folder = tmp_path_factory.mktemp("qgis")
    report = folder / "report.xml"
    environment = {
        **os.environ,
        "CARTES_GOUV_CASES": str(CASES),
        "CARTES_GOUV_CASES_REPORT": str(report),
        "QT_QPA_PLATFORM": "xcb",
    }
    window = ["qgis", "--nologo", "--noversioncheck", "--noplugins", "--profiles-path", str(folder / "profiles")]
    command = ["xvfb-run", "-a", *window, "--code", str(HERE / "run_in_qgis.py")]
    said = run_in_window(command, environment, PATIENCE_S)
    assert report.is_file(), f"QGIS ended before the tests did: {said}"
    found = {}
    for case in ElementTree.parse(report).iter("testcase"):
        trouble = [child.text or child.tag for child in case if child.tag in ("failure", "error", "skipped")]
        found[case.get("name", "")] = "\n".join(trouble)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_case_goes_well_inside_qgis(results: dict[str, str], name: str) -> None:
    assert name in results, "the case did not run"
    assert not results[name], results[name]
