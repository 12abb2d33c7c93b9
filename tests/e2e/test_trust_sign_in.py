"""The sign-in's cases, one by one, as they went inside a real QGIS window on a virtual screen."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.qgis_windows import run_in_window

HERE = Path(__file__).parent
CASES = sorted((HERE / "sign_in").glob("*_cases.py"))
NAMES = [
    node.name
    for path in CASES
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
]


# Half a minute on a machine that does nothing else.
PATIENCE_S = 900
pytestmark = pytest.mark.timeout(PATIENCE_S + 60)


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, dict[str, str]]:
    """Case to its trouble by kind (`failure`, `error`, `skipped`), empty when it went well."""
    folder = tmp_path_factory.mktemp("qgis")
    report = folder / "report.xml"
    environment = {
        **os.environ,
        "CARTES_GOUV_CASES": "\n".join(map(str, CASES)),
        "CARTES_GOUV_CASES_REPORT": str(report),
        "QT_QPA_PLATFORM": "xcb",
    }
    window = ["qgis", "--nologo", "--noversioncheck", "--noplugins", "--profiles-path", str(folder / "profiles")]
    command = ["xvfb-run", "-a", *window, "--code", str(HERE / "run_in_qgis.py")]
    said = run_in_window(command, environment, PATIENCE_S)
    assert report.is_file(), f"QGIS ended before the tests did: {said}"
    found = {}
    for case in ElementTree.parse(report).iter("testcase"):
        trouble = {child.tag: child.get("message") or child.text or "" for child in case}
        found[case.get("name", "")] = {
            kind: trouble[kind] for kind in ("failure", "error", "skipped") if kind in trouble
        }
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_case_goes_well_inside_qgis(results: dict[str, dict[str, str]], name: str) -> None:
    assert name in results, "the case did not run"
    trouble = results[name]
    if set(trouble) == {"skipped"}:
        pytest.skip(trouble["skipped"])
    assert not trouble, "\n".join(trouble.values())
