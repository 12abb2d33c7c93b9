"""The dependency audit never takes silence for good news."""

from __future__ import annotations

import json

from scripts import audit


def _answer(*dependencies: dict) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_a_package_that_the_service_passed_over_is_not_audited() -> None:
    told = _answer({"name": "a-b", "version": "1", "vulns": []}, {"name": "c", "skip_reason": "not found"})
    assert audit.read(told, ["a_B==1", "c==2"]) == ([], ["c==2"])


def test_a_service_that_says_nothing_leaves_everything_unknown() -> None:
    for nothing in ("", "Traceback", "[]", "{}"):
        assert audit.read(nothing, ["a==1"]) == ([], ["a==1"])


def test_a_vulnerability_is_a_finding() -> None:
    trouble = {"id": "PYSEC-1", "fix_versions": ["2"]}
    findings, unknown = audit.read(_answer({"name": "a", "version": "1", "vulns": [trouble]}), ["a==1"])
    assert findings == ["a==1: PYSEC-1, repaired in 2"]
    assert unknown == []


def test_the_package_s_own_libraries_and_every_list_are_audited() -> None:
    pinned = audit.pinned()
    assert set(pinned) == {"the package", "requirements/runtime.txt", "requirements/tools.txt"}
    assert all("==" in line and " " not in line for lines in pinned.values() for line in lines)
    assert [line for line in pinned["the package"] if line.startswith("bridgestyle==")]
