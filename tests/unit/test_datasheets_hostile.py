"""Lists of datasheets out of whatever a server answers: a result or an error of the tree, nothing else."""

from __future__ import annotations

import contextlib
import json
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartes_gouv_plugin.core.datasheets.gate import gated_client
from cartes_gouv_plugin.core.datasheets.listing import list_datasheets, read_datasheet
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.removal import plan_removal
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import RequestsTransport
from cartes_gouv_plugin.core.errors import CartesGouvError, ContractBroken, NotOurs

KEYS = ["_id", "name", "tags", "datasheet_name", "status", "type", "labels", "paths", "configuration", "type_infos",
        "used_data", "relations", "stored_data", "endpoints", "last_event", "initiator", "extra", "styles", "layers",
        "annexe_id", "file_identifier", "title", "date"]  # fmt: skip
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["x", "PUBLISHED", "a=b", "Création"])
)
JSON = st.recursive(
    LEAVES | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=25,
)
ENTITY = st.fixed_dictionaries(
    {"_id": st.sampled_from(["1", "2", "3"])},
    optional={key: JSON for key in KEYS if key not in ("_id", "tags", "labels")}
    | {
        "tags": st.just({"datasheet_name": "x"}) | JSON,
        "labels": st.just(["datasheet_name=x", "type=thumbnail"]) | JSON,
    },
)


@pytest.fixture
def client(wire, tmp_path):
    transport = RequestsTransport(wire.base_url, pause=lambda _seconds: None)
    client = EntrepotClient(transport)
    return client, Ownership(client, Register(tmp_path / "created.txt"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.lists(ENTITY, max_size=4), one=ENTITY | JSON)
def test_any_answer_is_read_or_refused(wire, client, listed, one) -> None:
    def answer(handler) -> None:
        is_list = len(urlsplit(handler.path).path.split("/")) == 5 or handler.path.endswith(("offerings", "events"))
        body = json.dumps(listed if is_list else one).encode()
        # In one piece: a head that travels alone waits 40 ms for its acknowledgement.
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    wire.answers = [answer]
    entrepot, ownership = client
    for ask in (
        lambda: list_datasheets(entrepot, "ds"),
        lambda: read_datasheet(entrepot, "ds", "x"),
        lambda: plan_removal(entrepot, ownership, "ds", "x"),
    ):
        with contextlib.suppress(CartesGouvError):
            ask()


def test_a_server_that_answers_about_something_else_gives_no_rights(wire, client, tmp_path) -> None:
    """The history that is told has to be that of the entity that was asked for."""
    mine = {"_id": "mine", "tags": {}, "last_event": {"title": "Création", "date": "1", "initiator": {"_id": "mine"}}}
    wire.answers = [(200, {}, json.dumps(mine).encode())]
    _entrepot, ownership = client
    gated = gated_client(RequestsTransport(wire.base_url), ownership)
    with pytest.raises((NotOurs, ContractBroken)):
        gated.delete_configuration("ds", "foreign")
    assert {seen.method for seen in wire.seen} == {"GET"}
