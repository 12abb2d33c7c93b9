"""Files beside the data: statics (styles), annexes (thumbnails, documents) and metadata records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Callable

from cartes_gouv_plugin.core.entrepot.calls import Calls, Kept, filters
from cartes_gouv_plugin.core.entrepot.models import Annexe, Metadata, Static
from cartes_gouv_plugin.core.entrepot.multipart import Multipart


class Documents(Calls):
    """`ds`: a datastore's identifier; `static`, `annexe`, `metadata`: identifiers; `content`: a file's bytes."""

    def statics(self, ds: str, *, name: str | None = None, type: str | None = None) -> list[Static]:  # noqa: A002
        """`%` in `name` stands for any text."""
        return self._all(Static.from_json, "datastores", ds, "statics", query=filters(name=name, type=type))

    def static(self, ds: str, static: str) -> Static:
        return Static.from_json(self._get("datastores", ds, "statics", static))

    def create_static(self, ds: str, *, name: str, type: str, filename: str, content: bytes) -> Static:  # noqa: A002
        body = Multipart(content, filename=filename, fields={"type": type, "name": name})
        return Static.from_json(self._sent("POST", "datastores", ds, "statics", body=body))

    def static_file(self, ds: str, static: str) -> bytes:
        return self._content("datastores", ds, "statics", static, "file")

    def replace_static(self, ds: str, static: str, *, filename: str, content: bytes) -> None:
        self._send("PUT", "datastores", ds, "statics", static, body=Multipart(content, filename=filename))

    def rename_static(self, ds: str, static: str, name: str) -> None:
        self._send("PATCH", "datastores", ds, "statics", static, json={"name": name})

    def delete_static(self, ds: str, static: str) -> None:
        self._send("DELETE", "datastores", ds, "statics", static)

    def annexes(self, ds: str, *, labels: Sequence[str] = (), path: str | None = None) -> list[Annexe]:
        """Those that bear every one of the `key=value` labels."""
        query = filters(path=path) + [(f"labels[{rank}]", label) for rank, label in enumerate(labels)]
        return self._all(Annexe.from_json, "datastores", ds, "annexes", query=query)

    def annexe(self, ds: str, annexe: str) -> Annexe:
        return Annexe.from_json(self._get("datastores", ds, "annexes", annexe))

    def annexe_file(self, ds: str, annexe: str) -> bytes:
        return self._content("datastores", ds, "annexes", annexe, "file")

    def create_annexe(self, ds: str, *, path: str, filename: str, content: bytes) -> Annexe:
        """A public file at `path`, without a label: labels go through `patch_annexe`, where a comma is no separator."""
        body = Multipart(content, filename=filename, fields={"published": "true", "paths": path})
        return Annexe.from_json(self._sent("POST", "datastores", ds, "annexes", body=body))

    def replace_annexe(self, ds: str, annexe: str, *, filename: str, content: bytes) -> None:
        self._send("PUT", "datastores", ds, "annexes", annexe, body=Multipart(content, filename=filename))

    def patch_annexe(self, ds: str, annexe: str, changes: Mapping[str, object]) -> None:
        self._send("PATCH", "datastores", ds, "annexes", annexe, json=dict(changes))

    def delete_annexe(self, ds: str, annexe: str) -> None:
        self._send("DELETE", "datastores", ds, "annexes", annexe)

    def metadata_list(self, ds: str, *, tags: Mapping[str, str] | None = None) -> list[Metadata]:
        return self._all(Metadata.from_json, "datastores", ds, "metadata", query=filters(tags=tags))

    def each_metadata(self, ds: str, keep: Callable[[Metadata], Kept]) -> list[Kept]:
        """As `Deliveries.each_upload`."""
        return self._all(lambda item: keep(Metadata.from_json(item)), "datastores", ds, "metadata")

    def metadata(self, ds: str, metadata: str) -> Metadata:
        return Metadata.from_json(self._get("datastores", ds, "metadata", metadata))

    def metadata_file(self, ds: str, metadata: str) -> bytes:
        return self._content("datastores", ds, "metadata", metadata, "file")

    def create_metadata(self, ds: str, *, filename: str, content: bytes) -> Metadata:
        query = [("type", "ISOAP"), ("open_data", "0")]
        body = Multipart(content, filename=filename)
        return Metadata.from_json(self._sent("POST", "datastores", ds, "metadata", query=query, body=body))

    def replace_metadata(self, ds: str, metadata: str, *, filename: str, content: bytes) -> None:
        """A published record stays published, and the catalogue follows."""
        self._send("PUT", "datastores", ds, "metadata", metadata, body=Multipart(content, filename=filename))

    def tag_metadata(self, ds: str, metadata: str, tags: Mapping[str, object]) -> None:
        self._send("POST", "datastores", ds, "metadata", metadata, "tags", json=dict(tags))

    def publish_metadata(self, ds: str, *, file_identifier: str, endpoint: str) -> None:
        body = {"file_identifiers": [file_identifier], "endpoint": endpoint}
        self._send("POST", "datastores", ds, "metadata", "publication", json=body)

    def unpublish_metadata(self, ds: str, *, file_identifier: str, endpoint: str) -> None:
        body = {"file_identifiers": [file_identifier], "endpoint": endpoint}
        self._send("POST", "datastores", ds, "metadata", "unpublication", json=body)

    def delete_metadata(self, ds: str, metadata: str) -> None:
        """Raises `Conflict` while the record is published."""
        self._send("DELETE", "datastores", ds, "metadata", metadata)
