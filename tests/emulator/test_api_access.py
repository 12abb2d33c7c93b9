"""Who may do what: membership, rights, joining and leaving, private services."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from tests.emulator.deliveries import endpoint, integrated, new_upload, wfs_body
from tests.emulators import Emulator


def test_users_me_tells_the_communities(emulator: Emulator) -> None:
    me = emulator.call("GET", "/users/me").json()
    assert {"creation", "update", "email", "_id", "last_name", "first_name"} <= set(me)
    sandbox = next(item for item in me["communities_member"] if item["community"]["technical_name"] == "sandbox")
    assert sandbox["rights"] == ["ANNEX", "BROADCAST", "PROCESSING", "UPLOAD"]
    assert sandbox["community"]["datastore"] == emulator.datastore
    assert isinstance(sandbox["community"]["supervisor"], str)
    assert len(me["communities_member"]) == 2


def test_a_call_without_a_good_token_is_refused(emulator: Emulator) -> None:
    assert emulator.call("GET", "/users/me", None).status_code == 401
    for value in ("Bearer nonsense", f"Bearer {emulator.token()}x", "Basic YTpi"):
        answer = emulator.call("GET", "/users/me", None, headers={"Authorization": value})
        assert answer.status_code == 401
        assert isinstance(answer.json()["error_description"], list)
    assert emulator.call("GET", f"/datastores/{emulator.datastore}", None).status_code == 401


def test_a_right_that_is_missing_is_named(emulator: Emulator) -> None:
    root = f"/datastores/{emulator.datastore}"
    assert new_upload(emulator, "by carole", "carole")
    body = wfs_body("00000000-0000-4000-8000-000000000000", "SANDBOX.carole")
    answer = emulator.call("POST", f"{root}/configurations", "carole", json=body)
    assert answer.status_code == 403
    assert "BROADCAST" in answer.json()["error_description"][0]
    execution = {"processing": "x", "output": {"stored_data": {"name": "x"}}}
    assert emulator.call("POST", f"{root}/processings/executions", "carole", json=execution).status_code == 403
    assert emulator.call("GET", f"/datastores/{emulator.essentielle}", "bob").status_code == 403
    assert emulator.call("GET", f"/datastores/{emulator.essentielle}", "admin").status_code == 200


def test_joining_goes_through_the_service_account_and_leaving_does_not(start_emulator) -> None:
    own = start_emulator()
    community, david = own.facts["communities"]["sandbox"], own.facts["users"]["david"]["_id"]
    member = f"/communities/{community}/users/{david}"
    assert own.call("GET", f"/datastores/{own.datastore}", "david").status_code == 403
    rights = {"rights": ["ANNEX", "BROADCAST", "PROCESSING", "UPLOAD"]}
    assert own.call("PUT", member, "david", json=rights).status_code == 403
    assert own.call("PUT", member, "alice", json=rights).status_code == 403
    form = {"grant_type": "client_credentials", "client_id": "bac-a-sable", "client_secret": "emulated-sandbox-secret"}
    token = requests.post(own.facts["token_url"], data=form, timeout=30).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert own.call("PUT", member, None, json=rights, headers=headers).status_code == 200
    assert own.call("GET", f"/datastores/{own.datastore}", "david").status_code == 200
    assert own.call("DELETE", f"/users/me/communities/{community}", "david").status_code == 204
    assert own.call("GET", f"/datastores/{own.datastore}", "david").status_code == 403
    assert own.call("GET", "/users/me", "david").json()["communities_member"] == []
    own.join("david")
    joined = own.call("GET", "/users/me", "david").json()["communities_member"]
    assert [member["community"]["datastore"] for member in joined] == [own.datastore]


def _private_wfs(own: Emulator, folder: Path, layer_name: str) -> dict:
    stored = integrated(own, folder, layer_name, own.essentielle)
    root = f"/datastores/{own.essentielle}"
    created = own.call("POST", f"{root}/configurations", json=wfs_body(stored["_id"], layer_name)).json()
    private = endpoint(own, "WFS", datastore=own.essentielle, is_open=False)
    body = {"endpoint": private["_id"], "open": False}
    offering = own.call("POST", f"{root}/configurations/{created['_id']}/offerings", json=body)
    own.settle()
    return {**offering.json(), "stored": stored["_id"]}


def test_a_private_service_opens_to_those_who_have_a_permission(start_emulator, tmp_path: Path) -> None:
    own = start_emulator()
    offering = _private_wfs(own, tmp_path, "prive")
    assert offering["open"] is False
    url = offering["urls"][0]["url"]
    assert url == f"{own.base_url}/private/wfs"
    query = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
    bob = {"Authorization": f"Bearer {own.token('bob')}"}
    assert requests.get(url, params=query, timeout=60).status_code == 401
    assert requests.get(url, params=query, headers=bob, timeout=60).status_code == 403
    body = {"end_date": "2099-01-01T23:59:00+00:00", "licence": "Utilisation de prive", "type": "COMMUNITY",
            "offerings": [offering["_id"]], "only_oauth": False,
            "communities": [own.facts["communities"]["sandbox"]]}  # fmt: skip
    given = own.call("POST", f"/datastores/{own.essentielle}/permissions", json=body)
    assert given.status_code == 201
    assert isinstance(given.json(), list)
    served = requests.get(url, params=query, headers=bob, timeout=60)
    assert served.status_code == 200
    assert "prive:points" in served.text
    key = own.call("POST", "/users/me/keys", "bob", json={"name": "clé", "type": "HASH"}).json()
    with_key = {**query, "apikey": key["type_infos"]["hash"]}
    assert requests.get(url, params=with_key, timeout=60).status_code == 200
    accesses = f"/users/me/keys/{key['_id']}/accesses"
    access = own.call("POST", accesses, "bob", json={"permission": given.json()[0]["_id"]}).json()
    assert own.call("GET", f"{accesses}/{access['_id']}", "bob").json() == access
    assert own.call("GET", accesses, "bob").json() == [access]
    assert own.call("GET", f"{accesses}/{access['_id']}", "alice").status_code == 404
    held = own.call("GET", "/users/me/permissions", "bob").json()
    assert [item["_id"] for item in held] == [given.json()[0]["_id"]]
    own.call("DELETE", f"/datastores/{own.essentielle}/permissions/{given.json()[0]['_id']}")
    assert requests.get(url, params=query, headers=bob, timeout=60).status_code == 403


def test_an_endpoint_s_quota_is_kept(start_emulator, tmp_path: Path) -> None:
    own = start_emulator()
    offering = _private_wfs(own, tmp_path, "premier")
    root = f"/datastores/{own.essentielle}"
    answers = []
    for name in ("deuxieme", "troisieme"):
        created = own.call("POST", f"{root}/configurations", json=wfs_body(offering["stored"], name)).json()
        body = {"endpoint": offering["endpoint"]["_id"], "open": False}
        answers.append(own.call("POST", f"{root}/configurations/{created['_id']}/offerings", json=body))
    assert [answer.status_code for answer in answers] == [201, 403]
    assert "quota" in answers[1].json()["error_description"][0]


def test_open_offerings_need_no_permission(emulator: Emulator, tmp_path: Path) -> None:
    stored = integrated(emulator, tmp_path, "open")
    root = f"/datastores/{emulator.datastore}"
    created = emulator.call("POST", f"{root}/configurations", json=wfs_body(stored["_id"], "SANDBOX.open")).json()
    body = {"endpoint": endpoint(emulator, "WFS")["_id"], "open": False}
    offering = emulator.call("POST", f"{root}/configurations/{created['_id']}/offerings", json=body).json()
    assert offering["open"] is True
    permission = {"licence": "x", "offerings": [offering["_id"]], "type": "ACCOUNT", "users": ["x"]}
    assert emulator.call("POST", f"{root}/permissions", json=permission).status_code == 400


@pytest.mark.parametrize("path", ["/catalogs/communities", "/catalogs/organizations", "/statics/tms"])
def test_public_lists_need_no_token(emulator: Emulator, path: str) -> None:
    answer = emulator.call("GET", path, None)
    assert answer.status_code == 200
    assert answer.headers["Content-Range"].startswith("1-")
