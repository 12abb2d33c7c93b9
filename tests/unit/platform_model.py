"""A small platform in memory, behind the transport's seam: for schedules by the thousand. The real one is the emulator.

Time stands still: `advance` lets the platform work one step. `before` and `after` see every call and may raise, which
is how answers are lost and processes killed. Every change is kept in `changes`.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Callable
from urllib.parse import unquote

from cartes_gouv_plugin.core.entrepot.transport import Answer, Call
from cartes_gouv_plugin.core.errors import Conflict, NotFound, Rejected

DS = "datastore-1"
USER = "user-1"
PROCESSING = "processing-integration"


class Killed(BaseException):
    """The process ended here."""


def _nothing(_call: Call) -> None:
    return None


class PlatformModel:
    def __init__(self) -> None:
        self.uploads: dict[str, dict[str, Any]] = {}
        self.executions: dict[str, dict[str, Any]] = {}
        self.stored_data: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, int]] = {}
        self.checks: dict[str, dict[str, list[str]]] = {}
        self.changes: list[tuple[str, str, Any]] = []
        self.calls: Counter[str] = Counter()
        self.before: Callable[[Call], None] = _nothing
        self.after: Callable[[Call], None] = _nothing
        self.failing_check = False
        self.integration_outcome = "SUCCESS"
        self.refused_storage_tag = False
        self.listed_md5 = True
        self.keeps_deleted = True
        self.tag_values_as_text = False
        self._ids = itertools.count(1)

    # the seam -------------------------------------------------------------------------------------------------------

    def send(self, call: Call) -> Answer:
        self.calls[call.method] += 1
        self.before(call)
        body = self._sent_file(call) if call.body is not None else call.json
        content = self._dispatch(call.method, call.path, dict(call.query), body)
        if call.method != "GET":
            self.changes.append((call.method, "/".join(call.path[2:]), body if call.body is None else dict(call.query)))
        self.after(call)
        headers = {}
        if isinstance(content, list):
            headers["content-range"] = f"0-{max(0, len(content) - 1)}/{len(content)}"
        return Answer(200, headers, json.dumps(content).encode() if content is not None else b"")

    @staticmethod
    def _sent_file(call: Call) -> int:
        assert call.body is not None
        for _block in call.body:
            pass
        return call.body.size

    def _dispatch(self, method: str, path: tuple[str, ...], query: Mapping[str, str], body: Any) -> Any:
        if path == ("users", "me"):
            return {"_id": USER, "email": "me@example.org", "communities_member": []}
        assert path[:2] == ("datastores", DS), path
        rest = path[2:]
        if not rest:
            return {"_id": DS, "processings": [PROCESSING], "name": "Découverte", "endpoints": []}
        if rest[0] == "uploads":
            return self._uploads(method, rest[1:], query, body)
        if rest[0] == "checks":
            return ["2026-07-24 00:12:00,981ERROR||checks_ogr||342||Le SRS du layer luminaire est différent"]
        if rest[0] == "processings":
            return self._processings(method, rest[1:], query, body)
        assert rest[0] == "stored_data", rest
        return self._stored_data(method, rest[1:], query, body)

    # uploads --------------------------------------------------------------------------------------------------------

    def _uploads(self, method: str, rest: tuple[str, ...], query: Mapping[str, str], body: Any) -> Any:
        if not rest:
            if method == "POST":
                return self.create_upload(body)
            return [u for u in self.uploads.values() if _matches(u, query) and (self.keeps_deleted or _lives(u))]
        upload = self._known(self.uploads, rest[0])
        if len(rest) == 1:
            if method == "DELETE":
                if not _lives(upload):
                    raise NotFound("deleted before", status=404)
                upload["status"] = "DELETED"
            elif not _lives(upload) and not self.keeps_deleted:
                raise NotFound("deleted", status=404)
            return upload
        return self._upload_part(method, rest[1], upload, query, body)

    def create_upload(self, body: Mapping[str, Any]) -> dict[str, Any]:
        upload = {
            "_id": f"upload-{next(self._ids)}",
            "status": "OPEN",
            "tags": {},
            "last_event": {"title": "Création", "initiator": {"_id": USER}},
            **body,
        }
        self.uploads[upload["_id"]] = upload
        self.files[upload["_id"]] = {}
        self.checks[upload["_id"]] = {"asked": [], "in_progress": [], "passed": [], "failed": []}
        return upload

    def _upload_part(self, method: str, part: str, upload: dict[str, Any], query: Mapping[str, str], body: Any) -> Any:
        files = self.files[upload["_id"]]
        if part == "events":
            return [{"title": "Création", "date": "2026-01-01T00:00:00Z", "initiator": {"_id": USER}}]
        if part == "tags":
            self._tag(upload, body)
        elif part == "tree":
            children = [{"type": "FILE", "name": n[5:], "size": s} for n, s in files.items() if n.startswith("data/")]
            sums = [{"type": "FILE", "name": n, "size": s} for n, s in files.items() if not n.startswith("data/")]
            return [{"type": "DIRECTORY", "name": "data", "size": 0, "children": children}, *sums]
        elif part == "checks":
            items = self.checks[upload["_id"]].items()
            return {k: [{"_id": f"check-{n}", "check": {"_id": n, "name": n}} for n in names] for k, names in items}
        elif upload["status"] != "OPEN":
            raise Conflict("the upload is not open", status=409)
        elif part == "data" and method == "DELETE":
            files.pop(unquote(query["path"]), None)
        elif part == "data":
            files[query["path"]] = body
        elif part == "md5" and self.listed_md5:
            files[f"{next(iter(files)).rpartition('/')[2]}.md5"] = body
        elif part == "close":
            upload["status"] = "CHECKING"
            self.checks[upload["_id"]]["asked"] = ["Vérification standard", "Vérification vecteur"]
        return upload

    def _tag(self, entity: dict[str, Any], body: Mapping[str, Any]) -> None:
        if self.tag_values_as_text and not all(isinstance(value, str) for value in body.values()):
            raise Rejected("tags are strings", status=400)
        texts = {k: ("true" if v else "false") if isinstance(v, bool) else str(v) for k, v in body.items()}
        entity["tags"] = {**entity["tags"], **texts}

    # processings ----------------------------------------------------------------------------------------------------

    def _processings(self, method: str, rest: tuple[str, ...], query: Mapping[str, str], body: Any) -> Any:
        if not rest:
            return [_integration()]
        if rest[0] != "executions":
            return _integration()
        if len(rest) == 1:
            if method == "POST":
                return self.create_execution(body)
            return [e for e in self.executions.values() if query.get("input_upload") in (None, _input(e))]
        execution = self._known(self.executions, rest[1])
        if rest[2:] == ("logs",):
            return ["2026-07-24 00:12:00,981ERROR||integration||1||La table est vide"]
        if rest[2:] == ("launch",):
            if execution["status"] != "CREATED":
                raise Conflict("launched before", status=409)
            execution["status"] = "WAITING"
        elif rest[2:] == ("abort",):
            if execution["status"] in _ENDED:
                raise Conflict("it has ended", status=409)
            execution["status"] = "ABORTED"
        return execution

    def create_execution(self, body: Mapping[str, Any]) -> dict[str, Any]:
        wanted = body["output"]["stored_data"]
        if self.refused_storage_tag and "storage_tags" in wanted:
            raise Rejected("unknown storage tag", status=400)
        number = next(self._ids)
        stored = {
            "_id": f"stored-{number}",
            "name": wanted["name"],
            "type": "VECTOR-DB",
            "status": "CREATED",
            "tags": {},
        }
        execution = {
            "_id": f"execution-{number}",
            "status": "CREATED",
            "creation": f"{number:09d}",
            "processing": {"_id": body["processing"]},
            "inputs": {"upload": [{"_id": body["inputs"]["upload"][0]}], "stored_data": []},
            "output": {"stored_data": {"_id": stored["_id"]}},
        }
        self.stored_data[stored["_id"]] = stored
        self.executions[execution["_id"]] = execution
        return execution

    # stored data ----------------------------------------------------------------------------------------------------

    def _stored_data(self, method: str, rest: tuple[str, ...], query: Mapping[str, str], body: Any) -> Any:
        if not rest:
            return [s for s in self.stored_data.values() if _matches(s, query)]
        stored = self._known(self.stored_data, rest[0])
        if len(rest) == 2:
            self._tag(stored, body)
        elif method == "DELETE":
            del self.stored_data[rest[0]]
        return stored

    @staticmethod
    def _known(entities: Mapping[str, dict[str, Any]], entity: str) -> dict[str, Any]:
        if entity not in entities:
            raise NotFound(f"{entity} is unknown", status=404)
        return entities[entity]

    # what happens by itself, and what the website does --------------------------------------------------------------

    def advance(self) -> None:
        """The platform works one step: checks end, executions go on."""
        for upload in self.uploads.values():
            if upload["status"] == "CHECKING":
                checks = self.checks[upload["_id"]]
                names, checks["asked"] = checks["asked"], []
                checks["passed"], checks["failed"] = (names[:1], names[1:]) if self.failing_check else (names, [])
                upload["status"] = "UNSTABLE" if self.failing_check else "CLOSED"
        for execution in self.executions.values():
            self._work(execution)

    def _work(self, execution: dict[str, Any]) -> None:
        stored = self.stored_data.get(execution["output"]["stored_data"]["_id"])
        if execution["status"] == "WAITING":
            execution["status"] = "PROGRESS"
            if stored is not None:
                stored["status"] = "GENERATING"
        elif execution["status"] == "PROGRESS":
            execution["status"] = self.integration_outcome
            if stored is not None:
                stored["status"] = "GENERATED" if self.integration_outcome == "SUCCESS" else "UNSTABLE"

    def website_ping(self, upload_id: str) -> Iterator[None]:
        """One poll of the website's integration page, request by request: it does not look twice."""
        upload = dict(self.uploads[upload_id])
        yield
        passed = bool(self.checks[upload_id]["passed"]) and not self.checks[upload_id]["failed"]
        if upload["status"] != "CLOSED" or not passed:
            return
        if "proc_int_id" not in upload["tags"] and "vectordb_id" not in upload["tags"]:
            body = {
                "processing": PROCESSING,
                "inputs": {"upload": [upload_id]},
                "output": {"stored_data": {"name": upload["name"], "storage_tags": ["VECTEUR"]}},
            }
            execution = self.create_execution({**body, "output": {"stored_data": {"name": upload["name"]}}})
            yield
            stored = execution["output"]["stored_data"]["_id"]
            self._tag(self.uploads[upload_id], {"vectordb_id": stored, "proc_int_id": execution["_id"]})
            yield
            if stored in self.stored_data:
                tags = {"upload_id": upload_id, "proc_int_id": execution["_id"]}
                self._tag(self.stored_data[stored], {**tags, "datasheet_name": upload["tags"]["datasheet_name"]})
            yield
            if execution["status"] == "CREATED":
                execution["status"] = "WAITING"

    # what tests ask -------------------------------------------------------------------------------------------------

    def made(self, what: str) -> int:
        return sum(1 for method, path, _body in self.changes if (method, path) == ("POST", what))

    def launched(self) -> list[str]:
        return [e["_id"] for e in self.executions.values() if e["status"] not in ("CREATED", "ABORTED")]


_ENDED = ("SUCCESS", "FAILURE", "ABORTED")


def _integration() -> dict[str, Any]:
    output = {"stored_data": "VECTOR-DB", "storage": ["POSTGRESQL"]}
    return {"_id": PROCESSING, "name": "Intégration", "input_types": {"upload": ["VECTOR"]}, "output_type": output}


def _input(execution: Mapping[str, Any]) -> str:
    return str(execution["inputs"]["upload"][0]["_id"])


def _lives(entity: Mapping[str, Any]) -> bool:
    return entity["status"] != "DELETED"


def _matches(entity: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    named = query.get("name") in (None, entity["name"])
    wanted = {key[5:-1]: value for key, value in query.items() if key.startswith("tags[")}
    return named and all(entity["tags"].get(key) == value for key, value in wanted.items())
