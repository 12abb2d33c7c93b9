"""Uploads (« livraisons ») and their checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Callable

from cartes_gouv_plugin.core.entrepot.calls import Calls, Kept, filters
from cartes_gouv_plugin.core.entrepot.models import CheckExecution, Checks, Event, TreeElement, Upload
from cartes_gouv_plugin.core.entrepot.multipart import Multipart


class Deliveries(Calls):
    """`ds`: a datastore's identifier; `upload`, `execution`: identifiers."""

    def uploads(
        self,
        ds: str,
        *,
        name: str | None = None,
        status: str | None = None,
        tags: Mapping[str, str] | None = None,
        fields: Sequence[str] = (),
        sort: str | None = None,
    ) -> list[Upload]:
        """Without `fields`, the items carry neither tags nor size."""
        query = filters(name=name, status=status, tags=tags, fields=fields, sort=sort)
        return self._all(Upload.from_json, "datastores", ds, "uploads", query=query)

    def each_upload(
        self, ds: str, keep: Callable[[Upload], Kept], *, fields: Sequence[str], sort: str | None = None
    ) -> list[Kept]:
        """What `keep` makes of each upload, so that a list of thousands holds no more than is wanted of them."""
        query = filters(fields=fields, sort=sort)
        return self._all(lambda item: keep(Upload.from_json(item)), "datastores", ds, "uploads", query=query)

    def upload(self, ds: str, upload: str) -> Upload:
        """Also answers for a deleted upload, with the status DELETED and its tags."""
        return Upload.from_json(self._get("datastores", ds, "uploads", upload))

    def create_upload(self, ds: str, *, name: str, description: str, srs: str, type: str = "VECTOR") -> Upload:  # noqa: A002
        body = {"name": name, "description": description, "type": type, "srs": srs}
        return Upload.from_json(self._sent("POST", "datastores", ds, "uploads", json=body))

    def tag_upload(self, ds: str, upload: str, tags: Mapping[str, object]) -> None:
        """Adds or replaces the given tags; the others stay."""
        self._send("POST", "datastores", ds, "uploads", upload, "tags", json=dict(tags))

    def untag_upload(self, ds: str, upload: str, names: Sequence[str]) -> None:
        self._send("DELETE", "datastores", ds, "uploads", upload, "tags", query=[("tags", ",".join(names))])

    def send_file(self, ds: str, upload: str, path: str, body: Multipart) -> None:
        """`path` is the file's place in the delivery, its name included: `data/communes.gpkg`."""
        self._send("POST", "datastores", ds, "uploads", upload, "data", query=[("path", path)], body=body)

    def send_md5(self, ds: str, upload: str, filename: str, text: str) -> None:
        """`text`: one line a file, `<md5>␠␠<path in the delivery>`."""
        body = Multipart(text.encode(), filename=filename)
        self._send("POST", "datastores", ds, "uploads", upload, "md5", body=body)

    def delete_upload_file(self, ds: str, upload: str, path: str) -> None:
        self._send("DELETE", "datastores", ds, "uploads", upload, "data", query=[("path", path)])

    def close_upload(self, ds: str, upload: str) -> None:
        """Ends the delivery: the platform's checks begin."""
        self._send("POST", "datastores", ds, "uploads", upload, "close")

    def open_upload(self, ds: str, upload: str) -> None:
        self._send("POST", "datastores", ds, "uploads", upload, "open")

    def delete_upload(self, ds: str, upload: str) -> None:
        self._send("DELETE", "datastores", ds, "uploads", upload)

    def upload_tree(self, ds: str, upload: str) -> tuple[TreeElement, ...]:
        items = self.upload_tree_json(ds, upload)
        return tuple(TreeElement.from_json(item) for item in items if isinstance(item, dict))

    def upload_tree_json(self, ds: str, upload: str) -> list[object]:
        """The tree as the platform words it, which is what the `file_tree` tag keeps."""
        return self._items("datastores", ds, "uploads", upload, "tree")

    def upload_checks(self, ds: str, upload: str) -> Checks:
        return Checks.from_json(self._get("datastores", ds, "uploads", upload, "checks"))

    def upload_events(self, ds: str, upload: str) -> list[Event]:
        items = self._items("datastores", ds, "uploads", upload, "events")
        return [Event.from_json(item) for item in items if isinstance(item, dict)]

    def check_execution(self, ds: str, execution: str) -> CheckExecution:
        return CheckExecution.from_json(self._get("datastores", ds, "checks", "executions", execution))

    def check_logs(self, ds: str, execution: str) -> tuple[str, ...]:
        return self._lines("datastores", ds, "checks", "executions", execution, "logs")
