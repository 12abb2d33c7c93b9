"""Paging, filters and reading of the API's answers."""

from __future__ import annotations

import contextlib
import json
import threading
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartes_gouv_plugin.core.entrepot import models
from cartes_gouv_plugin.core.entrepot.abreast import AT_ONCE
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.statuses import OfferingStatus, UploadStatus
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, RequestsTransport
from cartes_gouv_plugin.core.errors import ContractBroken

NAMES = set(models.__all__) - {"DATABASE_TYPE", "PYRAMID_TYPE", "files_of", "ServiceUrl", "StorageUse"}
ENTITIES = [getattr(models, name) for name in sorted(NAMES)]


@pytest.fixture
def client(wire):
    return EntrepotClient(RequestsTransport(wire.base_url))


def page(items, content_range=None):
    headers = {"Content-Range": content_range} if content_range else {}
    return 206, headers, json.dumps(items).encode()


class Shelf:
    """A transport that gives the pages of one list of `total` items, and counts how many are asked at a time."""

    def __init__(self, total: int, size: int = 10) -> None:
        self.total, self.size = total, size
        self.asked: list[str] = []
        self.under_way = self.most = 0
        self.lock = threading.Lock()
        self.meet: threading.Barrier | None = None

    def send(self, call: Call) -> Answer:
        with self.lock:
            self.asked.append(urlencode(call.query))
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        number = int(dict(call.query)["page"])
        if self.meet is not None and number > 1:
            self.meet.wait(10)
        first, last = (number - 1) * self.size, min(number * self.size, self.total)
        body = json.dumps([{"_id": str(n)} for n in range(first, last)]).encode()
        with self.lock:
            self.under_way -= 1
        return Answer(206, {"content-range": f"{first + 1}-{last}/{self.total}"}, body)


def test_every_page_of_a_list_is_read_in_its_order():
    shelf = Shelf(25)
    assert [upload.id for upload in EntrepotClient(shelf).uploads("ds")] == [str(n) for n in range(25)]
    assert sorted(shelf.asked) == [f"page={n}&limit=100" for n in (1, 2, 3)]


def test_pages_are_asked_four_at_a_time_and_no_more():
    """Each of the later pages waits for three others: asked one by one, none of them would ever be answered."""
    shelf = Shelf(10 + 8 * 10)
    shelf.meet = threading.Barrier(AT_ONCE)
    assert len(EntrepotClient(shelf).uploads("ds")) == 90
    assert shelf.most == AT_ONCE == 4


def test_a_glance_reads_the_first_page_only():
    shelf = Shelf(25)
    assert len(EntrepotClient(shelf, whole_lists=False).uploads("ds")) == 10
    assert len(shelf.asked) == 1


def test_a_list_that_claims_more_than_it_has_is_left_at_its_empty_page(wire, client):
    wire.answers = [page([{"_id": "a"}], "1-1/9000"), page([], "2-1/9000")]
    assert [upload.id for upload in client.uploads("ds")] == ["a"]
    assert len(wire.seen) < 100


def test_a_list_that_moves_while_it_is_read_gives_each_entity_once(wire, client):
    wire.answers = [page([{"_id": "a"}, {"_id": "b"}], "1-2/4"), page([{"_id": "b"}, {"_id": "c"}], "3-4/4")]
    assert [upload.id for upload in client.uploads("ds")] == ["a", "b", "c"]


@pytest.mark.parametrize("size", [100, 50, 1])
def test_a_list_without_content_range_is_read_to_its_end(wire, client, size):
    full = [page([{"_id": f"{n}-{i}"} for i in range(size)]) for n in (1, 2)]
    wire.answers = [*full, page([{"_id": "last"}]), page([])]
    assert len(client.uploads("ds")) == 2 * size + 1


def test_a_list_that_knows_no_pages_is_read_once_more_at_most(wire, client):
    whole = page([{"_id": str(n)} for n in range(30)])
    wire.answers = [whole, whole]
    assert len(client.uploads("ds")) == 30


def test_an_empty_list_without_content_range_is_not_asked_for_more(wire, client):
    wire.answers = [page([])]
    assert client.stored_data_list("ds") == []
    assert len(wire.seen) == 1


def test_filters_are_spelled_as_the_api_reads_them(wire, client):
    wire.answers = [page([])]
    client.uploads("ds", name="n", tags={"datasheet_name": "Été"}, fields=("tags", "status"), sort="last_event,desc")
    client.annexes("ds", labels=("datasheet_name=x", "type=thumbnail"))
    first, second = (seen.target for seen in wire.seen)
    assert first.endswith(
        "?name=n&tags%5Bdatasheet_name%5D=%C3%89t%C3%A9&fields=tags%2Cstatus&sort=last_event%2Cdesc&page=1&limit=100"
    )
    assert "labels%5B0%5D=datasheet_name%3Dx&labels%5B1%5D=type%3Dthumbnail" in second


def test_an_empty_answer_is_normal_where_nothing_is_read(wire, client):
    wire.answers = [(204, {}, b"")]
    client.close_upload("ds", "u")
    client.launch_execution("ds", "e")
    client.delete_offering("ds", "o")
    assert [seen.method for seen in wire.seen] == ["POST", "POST", "DELETE"]


@pytest.mark.parametrize("content", [b"[]", b'"x"', b"{}", b'{"_id": 3}', b'{"_id": ""}'])
def test_an_entity_that_cannot_be_one_breaks_the_contract(wire, client, content):
    wire.answers = [(200, {}, content)]
    with pytest.raises(ContractBroken):
        client.upload("ds", "u")


def test_an_unknown_status_word_is_kept_and_shown():
    upload = models.Upload.from_json(
        {"_id": "u", "status": "POLISHING", "tags": {"year": 2026, "mail": True, "no": None}}
    )
    assert (upload.status, upload.status_word) == (UploadStatus.UNKNOWN, "POLISHING")
    assert upload.tags == {"year": "2026", "mail": "true"}
    assert models.Offering.from_json({"_id": "o"}).status is OfferingStatus.UNKNOWN


def test_attributes_are_read_in_both_shapes():
    old = models.Relation.from_json({"name": "t", "attributes": ["id", "geom"], "primary_key": ["id"]})
    new = models.Relation.from_json({"name": "t", "attributes": {"id": "integer", "geom": "geometry(Point,2154)"}})
    assert (dict(old.attributes), dict(new.attributes)["geom"]) == ({"id": "", "geom": ""}, "geometry(Point,2154)")


@pytest.mark.parametrize("wrap", [lambda g: g, lambda g: {"type": "Feature", "geometry": g}])
def test_an_extent_is_read_from_a_geometry_or_a_feature(wrap):
    ring = [[-5.0, -21.5], [3.0, -21.5], [3.0, 4.0], [-5.0, -21.5]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    data = models.StoredData.from_json({"_id": "s", "extent": wrap(geometry)})
    assert data.extent == (-5.0, -21.5, 3.0, 4.0)


def test_storages_are_read_under_either_name():
    storage = {"use": 1, "quota": 2, "storage": {"name": "S3", "labels": ["PERF"]}}
    for storages in ({"upload": storage}, {"uploads": [storage]}):
        assert models.Datastore.from_json({"_id": "d", "storages": storages}).storages[0].kind == "uploads"


def test_files_of_a_tree():
    tree = [
        {"type": "DIRECTORY", "name": "data", "children": [{"type": "FILE", "name": "a.gpkg", "size": 7}]},
        {"type": "FILE", "name": "a.md5", "size": 1},
    ]
    elements = tuple(models.TreeElement.from_json(item) for item in tree)
    assert models.files_of(elements) == {"data/a.gpkg": 7, "a.md5": 1}


anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
nested = st.recursive(anything, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
KEYS = (
    "_id name tags status extent type_infos size endpoints storages checks inputs output community urls last_event "
    "communities_member metadata labels paths parameters asked children relations attributes geometry coordinates"
).split()
objects = st.dictionaries(st.sampled_from(KEYS), nested, max_size=6)
answers = st.dictionaries(st.sampled_from(KEYS), nested | objects | st.lists(objects, max_size=2), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ENTITIES), answers)
def test_no_answer_crashes_a_reader(entity, data):
    with contextlib.suppress(ContractBroken):
        entity.from_json(data)
