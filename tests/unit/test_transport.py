"""The way to the platform, over real sockets."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from email.utils import formatdate

import pytest

from cartes_gouv_plugin.core import errors
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.entrepot.transport import Call, RequestsTransport, Timeouts

OK = (200, {"Content-Type": "application/json"}, b'{"_id": "1"}')


def transport(wire, **options):
    return RequestsTransport(wire.base_url, pause=lambda seconds: None, **options)


def refusal(body: object) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.mark.parametrize(
    ("status", "body", "kind", "details"),
    [
        (
            400,
            {"error": "bad", "error_description": ["srs unknown", "name empty"]},
            errors.Rejected,
            ("srs unknown", "name empty"),
        ),
        (400, {"error_description": "one text"}, errors.Rejected, ("one text",)),
        (422, {"message": "not ISO"}, errors.Rejected, ("not ISO",)),
        (401, {"error": "invalid_token"}, errors.SignInNeeded, ("invalid_token",)),
        (403, {"error_description": ["Missing right"]}, errors.Forbidden, ("Missing right",)),
        (403, {"error_description": ["Quota dépassé"]}, errors.QuotaReached, ("Quota dépassé",)),
        (404, b"", errors.NotFound, ()),
        (409, {"error_description": ["layer_name already used"]}, errors.Conflict, ("layer_name already used",)),
        (429, b"slow down", errors.RateLimited, ("slow down",)),
        (500, b"<html><body><h1>Oops</h1>\n<p>later</p></body></html>", errors.ServerTrouble, ("Oops later",)),
        (503, {"error_description": None}, errors.ServerTrouble, ()),
        (418, b'"tea"', errors.Rejected, ("tea",)),
        (400, b'{"error_description": {"deep": 1}}', errors.Rejected, ()),
        (302, b"", errors.ContractBroken, ()),
    ],
)
def test_every_refusal_has_its_place_in_the_error_tree(wire, status, body, kind, details):
    wire.answers = [(status, {"Location": "http://127.0.0.1:9/"}, refusal(body))]
    with pytest.raises(errors.EntrepotError) as caught:
        transport(wire).send(Call("POST", ("datastores", "1")))
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert caught.value.details == details


def test_a_passing_trouble_is_retried_for_a_get_only(wire):
    wire.answers = [(503, {}, b""), (502, {}, b""), OK]
    assert transport(wire).send(Call("GET", ("users", "me"))).json() == {"_id": "1"}
    assert len(wire.seen) == 3
    wire.answers = [(503, {}, b""), OK]
    with pytest.raises(errors.ServerTrouble):
        transport(wire).send(Call("POST", ("users", "me")))
    assert len(wire.seen) == 4


def test_a_truncated_answer_is_read_again(wire):
    wire.answers = [(200, {}, b'{"_id": "1'), OK]
    assert transport(wire).send(Call("GET", ("x",))).content == b'{"_id": "1'
    wire.answers = [lambda handler: _promise_more_than_sent(handler), OK]
    assert transport(wire).send(Call("GET", ("x",))).json() == {"_id": "1"}


def _promise_more_than_sent(handler):
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"_id": ')
    handler.close_connection = True


def _in_100_seconds():
    return formatdate(time.time() + 100, usegmt=True)


@pytest.mark.parametrize(
    ("value", "expected"), [(lambda: "7", 7.0), (_in_100_seconds, 100.0), (lambda: "soon", None), (lambda: "", None)]
)
def test_retry_after_is_kept_for_the_pacing(wire, value, expected):
    wire.answers = [(429, {"Retry-After": value()}, b"")]
    with pytest.raises(errors.RateLimited) as caught:
        transport(wire).send(Call("POST", ("x",)))
    assert caught.value.retry_after == (expected if expected is None else pytest.approx(expected, abs=3))
    assert len(wire.seen) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_pause_that_the_platform_asks_for_is_left_to_the_pacing(wire, status):
    wire.answers = [(status, {"Retry-After": "60"}, b""), OK]
    with pytest.raises((errors.RateLimited, errors.ServerTrouble)):
        transport(wire).send(Call("GET", ("x",)))
    assert len(wire.seen) == 1


@pytest.mark.parametrize(
    ("refused", "pauses"),
    [
        ((429, {}, b""), [1.0, 1.0]),
        ((429, {"Retry-After": "3"}, b""), [3.0, 3.0]),
        ((503, {"Retry-After": "2"}, b""), [2.0, 2.0]),
        ((503, {}, b""), [0.1, pytest.approx(0.3)]),
    ],
)
def test_a_question_of_many_is_asked_again_after_a_short_pause(wire, refused, pauses):
    made: list[float] = []
    wire.answers = [refused, refused, OK]
    patient = RequestsTransport(wire.base_url, pause=made.append)
    assert patient.send(Call("GET", ("users", "me"))).json() == {"_id": "1"}
    assert made == pauses


def test_everything_is_percent_encoded(wire):
    wire.answers = [OK]
    query = [("tags[datasheet_name]", "Été & co #1 + 50% d'eau, a=b/c?d"), ("path", "data/é.gpkg")]
    transport(wire).send(Call("GET", ("datastores", "a/b c"), query))
    assert wire.seen[0].target == (
        "/api/datastores/a%2Fb%20c?tags%5Bdatasheet_name%5D="
        "%C3%89t%C3%A9%20%26%20co%20%231%20%2B%2050%25%20d%27eau%2C%20a%3Db%2Fc%3Fd&path=data%2F%C3%A9.gpkg"
    )


@pytest.mark.parametrize("segment", ["", ".", ".."])
def test_an_identifier_never_walks_up_the_path(wire, segment):
    with pytest.raises(errors.ContractBroken):
        transport(wire).send(Call("DELETE", ("datastores", segment)))


@pytest.mark.parametrize("url", ["http://data.geopf.fr/api", "ftp://127.0.0.1/api", "http://127.0.0.1.example.org/api"])
def test_plain_http_is_for_this_machine_only(url):
    with pytest.raises(ValueError, match="https"):
        RequestsTransport(url)


def test_no_secret_in_an_error(wire):
    marked = "s3cr3t-t0k3n"
    wire.answers = [(400, {}, refusal({"error_description": [f"Bearer {marked} refused"]}))]
    with pytest.raises(errors.Rejected) as caught:
        transport(wire, authorization=lambda url: f"Bearer {marked}").send(Call("POST", ("x",), [("q", marked)]))
    assert wire.seen[0].headers["Authorization"] == f"Bearer {marked}"
    assert marked not in f"{caught.value} {caught.value.details} {caught.value.__context__}"


def test_a_redirection_never_takes_the_token_elsewhere(wire):
    wire.answers = [(307, {"Location": wire.base_url.replace("127.0.0.1", "localhost")}, b""), OK]
    with pytest.raises(errors.ContractBroken):
        transport(wire, authorization=lambda url: "Bearer t").send(Call("POST", ("x",)))
    assert len(wire.seen) == 1


def test_nobody_at_home_is_offline():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = RequestsTransport(f"http://127.0.0.1:{taken.getsockname()[1]}/api", pause=lambda seconds: None)
        with pytest.raises(errors.Offline):
            nobody.send(Call("GET", ("users", "me")))


def test_an_answer_without_end_is_given_up(wire):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(20):
            handler.wfile.write(b" " * 5000)
            time.sleep(0.1)

    wire.answers = [drip]
    with pytest.raises(errors.ContractBroken):
        transport(wire, timeouts=Timeouts(whole_answer=0.3)).send(Call("POST", ("x",)))


@pytest.mark.parametrize("body", [b"<html>", b'{"a": 1', b"[" * 100_000, b"9" * 5000, b"\xff\xfe"])
def test_what_is_not_json_breaks_the_contract(wire, body):
    wire.answers = [(200, {}, body)]
    answer = transport(wire).send(Call("GET", ("x",)))
    with pytest.raises(errors.ContractBroken):
        answer.json()


def test_a_file_is_sent_as_a_browser_sends_it(wire, tmp_path):
    content = bytes(range(256)) * 2000
    path = tmp_path / "é.gpkg"
    path.write_bytes(content)
    counted = []
    body = Multipart(path, filename='a"b.gpkg', fields={"type": "X"}, on_bytes=lambda sent, total: counted.append(sent))
    wire.answers = [(500, {}, b""), OK]
    with pytest.raises(errors.ServerTrouble):
        transport(wire).send(Call("POST", ("x",), body=body))
    transport(wire).send(Call("POST", ("x",), body=body))
    first, second = wire.seen
    assert first.body == second.body, "a second attempt sends the whole file again"
    assert int(second.headers["Content-Length"]) == len(second.body) == len(body)
    assert content in second.body
    assert b'name="file"; filename="a%22b.gpkg"' in second.body
    assert counted[-1] == len(content)
    assert body.md5 == hashlib.md5(content).hexdigest()


def test_a_file_that_shrinks_while_it_is_sent_is_not_passed_off_as_whole(wire, tmp_path):
    path = tmp_path / "f.gpkg"
    path.write_bytes(b"x" * 100_000)
    body = Multipart(path, filename="f.gpkg")
    path.write_bytes(b"x" * 10)
    wire.answers = [OK]
    with pytest.raises(errors.PackageMissing):
        transport(wire).send(Call("POST", ("x",), body=body))


def _never_reads(handler):
    time.sleep(2)
    handler.close_connection = True


def test_a_stalled_link_is_noticed(wire, tmp_path):
    path = tmp_path / "f.gpkg"
    path.write_bytes(b"x" * 40_000_000)
    wire.answers = [_never_reads]
    with pytest.raises(errors.Offline, match="in time"):
        transport(wire, timeouts=Timeouts(stall=0.5)).send(
            Call("POST", ("x",), body=Multipart(path, filename="f.gpkg"))
        )


def test_a_stalled_send_is_cut_at_once(wire, tmp_path):
    path = tmp_path / "f.gpkg"
    path.write_bytes(b"x" * 40_000_000)
    body = Multipart(path, filename="f.gpkg")
    wire.answers = [_never_reads]
    threading.Timer(0.3, body.line.cut).start()
    with pytest.raises(errors.Cancelled):
        transport(wire).send(Call("POST", ("x",), body=body))
