"""Which entities a call touches: the table of the gate, and what it does with calls that nobody foresaw."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartes_gouv_plugin.core.datasheets.targets import Kind, Target, touched_by
from cartes_gouv_plugin.core.entrepot.transport import Call
from cartes_gouv_plugin.core.errors import NotOurs

DS = ("datastores", "ds")


def targets(*pairs: tuple[Kind, str]) -> tuple[Target, ...]:
    return tuple(Target("ds", kind, identifier) for kind, identifier in pairs)


TABLE = [
    (Call("POST", (*DS, "uploads"), json={}), (), True),
    (Call("POST", (*DS, "uploads", "u", "tags"), json={}), targets((Kind.UPLOAD, "u")), False),
    (Call("DELETE", (*DS, "uploads", "u")), targets((Kind.UPLOAD, "u")), False),
    (Call("POST", (*DS, "uploads", "u", "data")), targets((Kind.UPLOAD, "u")), False),
    (Call("PATCH", (*DS, "stored_data", "s")), targets((Kind.STORED_DATA, "s")), False),
    (
        Call("POST", (*DS, "processings", "executions"), json={"inputs": {"upload": ["u"], "stored_data": ["s"]}}),
        targets((Kind.UPLOAD, "u"), (Kind.STORED_DATA, "s")),
        True,
    ),
    (
        Call("POST", (*DS, "processings", "executions"), json={"output": {"stored_data": {"_id": "old"}}}),
        targets((Kind.STORED_DATA, "old")),
        True,
    ),
    (
        Call("POST", (*DS, "processings", "executions", "e", "launch")),
        targets((Kind.EXECUTION, "e")),
        False,
    ),
    (
        Call(
            "POST",
            (*DS, "configurations"),
            json={"type_infos": {"used_data": [{"stored_data": "s", "relations": [{"style": "t", "ftl": "f"}]}]}},
        ),
        targets((Kind.STORED_DATA, "s"), (Kind.STATIC, "t"), (Kind.STATIC, "f")),
        True,
    ),
    (Call("POST", (*DS, "configurations", "c", "offerings"), json={}), targets((Kind.CONFIGURATION, "c")), True),
    (Call("PUT", (*DS, "offerings", "o")), targets((Kind.OFFERING, "o")), False),
    (Call("POST", (*DS, "permissions"), json={"offerings": ["o"]}), targets((Kind.OFFERING, "o")), True),
    (Call("PATCH", (*DS, "annexes", "a"), json={}), targets((Kind.ANNEXE, "a")), False),
]


@pytest.mark.parametrize(("call", "uses", "creates"), TABLE, ids=[str(row[0]) for row in TABLE])
def test_a_call_touches_what_it_names(call: Call, uses: tuple[Target, ...], creates: bool) -> None:
    touch = touched_by(call)
    assert touch is not None
    assert (touch.datastore, touch.uses, touch.creates) == ("ds", uses, creates)


def test_metadata_is_published_by_its_file_identifier() -> None:
    body = {"file_identifiers": ["a", "b"], "endpoint": "e"}
    touch = touched_by(Call("POST", (*DS, "metadata", "unpublication"), json=body))
    assert touch is not None
    assert touch.records == ("a", "b")


def test_questions_touch_nothing() -> None:
    assert touched_by(Call("GET", (*DS, "uploads", "u"))) is None


@pytest.mark.parametrize(
    "call",
    [
        Call("DELETE", DS),
        Call("DELETE", (*DS, "uploads")),
        Call("PUT", (*DS, "configurations")),
        Call("POST", (*DS, "somethings", "x")),
        Call("DELETE", ("communities", "c", "users", "u")),
        Call("PATCH", ("users", "me")),
        Call("POST", (*DS, "metadata", "publication")),
        Call("POST", (*DS, "metadata", "publication"), json={"file_identifiers": []}),
        Call("POST", (*DS, "metadata", "publication"), json={"file_identifiers": [None]}),
        Call("POST", (*DS, "processings", "executions"), json={"inputs": {"upload": [7]}}),
        Call("POST", (*DS, "configurations"), json={"type_infos": {"used_data": [{}]}}),
        Call("POST", (*DS, "processings", "p")),
        Call("BREW", (*DS, "uploads")),
    ],
    ids=str,
)
def test_a_change_that_is_not_understood_is_refused(call: Call) -> None:
    with pytest.raises(NotOurs):
        touched_by(call)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["inputs", "output", "upload", "stored_data", "_id", "type_infos", "used_data", "relations",
                         "style", "offerings", "file_identifiers"]) | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip
WORDS = st.sampled_from(["datastores", "ds", "uploads", "metadata", "processings", "executions", "configurations",
                         "publication", "tags", "users", ".."]) | st.text(max_size=4)  # fmt: skip


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "x"]),
    path=st.lists(WORDS, max_size=6).map(tuple),
    body=JSON,
)
def test_any_call_is_read_or_refused(method: str, path: tuple[str, ...], body: object) -> None:
    with contextlib.suppress(NotOurs):
        touch = touched_by(Call(method, path, json=body))
        assert (touch is None) == (method == "GET")
