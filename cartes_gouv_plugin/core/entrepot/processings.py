"""Processings (« traitements »), their executions, and the stored data that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Callable

from cartes_gouv_plugin.core.entrepot.calls import Calls, Kept, filters
from cartes_gouv_plugin.core.entrepot.models import Event, Execution, Processing, StoredData


class Processings(Calls):
    """`ds`: a datastore's identifier; `processing`, `execution`, `stored_data`: identifiers."""

    def processings(self, ds: str) -> list[Processing]:
        """List items may lack input and output types: the detail of one has them."""
        return self._all(Processing.from_json, "datastores", ds, "processings")

    def processing(self, ds: str, processing: str) -> Processing:
        return Processing.from_json(self._get("datastores", ds, "processings", processing))

    def executions(
        self,
        ds: str,
        *,
        status: str | None = None,
        input_upload: str | None = None,
        input_stored_data: str | None = None,
        output_stored_data: str | None = None,
    ) -> list[Execution]:
        query = filters(
            status=status,
            input_upload=input_upload,
            input_stored_data=input_stored_data,
            output_stored_data=output_stored_data,
        )
        return self._all(Execution.from_json, "datastores", ds, "processings", "executions", query=query)

    def execution(self, ds: str, execution: str) -> Execution:
        return Execution.from_json(self._get("datastores", ds, "processings", "executions", execution))

    def create_execution(self, ds: str, body: Mapping[str, object]) -> Execution:
        """The execution is created, not launched; its output stored data exists from now on."""
        return Execution.from_json(self._sent("POST", "datastores", ds, "processings", "executions", json=dict(body)))

    def launch_execution(self, ds: str, execution: str) -> None:
        self._send("POST", "datastores", ds, "processings", "executions", execution, "launch")

    def abort_execution(self, ds: str, execution: str) -> None:
        self._send("POST", "datastores", ds, "processings", "executions", execution, "abort")

    def execution_logs(self, ds: str, execution: str) -> tuple[str, ...]:
        """Raises `NotFound` when the execution has not begun."""
        return self._lines("datastores", ds, "processings", "executions", execution, "logs")

    def stored_data_list(
        self,
        ds: str,
        *,
        name: str | None = None,
        type: str | None = None,  # noqa: A002
        tags: Mapping[str, str] | None = None,
        fields: Sequence[str] = (),
        sort: str | None = None,
    ) -> list[StoredData]:
        """Without `fields`, the items carry neither status, tags nor size."""
        query = filters(name=name, type=type, tags=tags, fields=fields, sort=sort)
        return self._all(StoredData.from_json, "datastores", ds, "stored_data", query=query)

    def each_stored_data(
        self, ds: str, keep: Callable[[StoredData], Kept], *, fields: Sequence[str], sort: str | None = None
    ) -> list[Kept]:
        """As `Deliveries.each_upload`."""
        query = filters(fields=fields, sort=sort)
        return self._all(lambda item: keep(StoredData.from_json(item)), "datastores", ds, "stored_data", query=query)

    def stored_data(self, ds: str, stored_data: str) -> StoredData:
        return StoredData.from_json(self._get("datastores", ds, "stored_data", stored_data))

    def stored_data_events(self, ds: str, stored_data: str) -> list[Event]:
        items = self._items("datastores", ds, "stored_data", stored_data, "events")
        return [Event.from_json(item) for item in items if isinstance(item, dict)]

    def tag_stored_data(self, ds: str, stored_data: str, tags: Mapping[str, object]) -> None:
        """Adds or replaces the given tags; the others stay."""
        self._send("POST", "datastores", ds, "stored_data", stored_data, "tags", json=dict(tags))

    def delete_stored_data(self, ds: str, stored_data: str) -> None:
        self._send("DELETE", "datastores", ds, "stored_data", stored_data)
