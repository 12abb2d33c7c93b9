"""Configurations, offerings (« services ») and the permissions on those that are not open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable

from cartes_gouv_plugin.core.entrepot.calls import Calls, Kept, filters
from cartes_gouv_plugin.core.entrepot.models import Configuration, Event, Offering


class Diffusion(Calls):
    """`ds`: a datastore's identifier; `configuration`, `offering`, `endpoint`: identifiers."""

    def configurations(
        self,
        ds: str,
        *,
        type: str | None = None,  # noqa: A002
        status: str | None = None,
        name: str | None = None,
        layer_name: str | None = None,
        stored_data: str | None = None,
        tags: Mapping[str, str] | None = None,
        fields: Sequence[str] = (),
    ) -> list[Configuration]:
        """The items carry neither `type_infos` nor, without `fields`, tags."""
        query = filters(
            type=type,
            status=status,
            name=name,
            layer_name=layer_name,
            stored_data=stored_data,
            tags=tags,
            fields=fields,
        )
        return self._all(Configuration.from_json, "datastores", ds, "configurations", query=query)

    def each_configuration(
        self, ds: str, keep: Callable[[Configuration], Kept], *, status: str, fields: Sequence[str]
    ) -> list[Kept]:
        """As `Deliveries.each_upload`."""
        query = filters(status=status, fields=fields)
        return self._all(
            lambda item: keep(Configuration.from_json(item)), "datastores", ds, "configurations", query=query
        )

    def configuration(self, ds: str, configuration: str) -> Configuration:
        return Configuration.from_json(self._get("datastores", ds, "configurations", configuration))

    def create_configuration(self, ds: str, body: Mapping[str, object]) -> Configuration:
        return Configuration.from_json(self._sent("POST", "datastores", ds, "configurations", json=dict(body)))

    def replace_configuration(self, ds: str, configuration: str, body: Mapping[str, object]) -> None:
        """A full update, whose body has no `layer_name`; the offerings follow when they are synchronised."""
        self._send("PUT", "datastores", ds, "configurations", configuration, json=dict(body))

    def patch_configuration(self, ds: str, configuration: str, changes: Mapping[str, object]) -> None:
        """`extra` is replaced whole: merge it first."""
        self._send("PATCH", "datastores", ds, "configurations", configuration, json=dict(changes))

    def tag_configuration(self, ds: str, configuration: str, tags: Mapping[str, object]) -> None:
        self._send("POST", "datastores", ds, "configurations", configuration, "tags", json=dict(tags))

    def configuration_events(self, ds: str, configuration: str) -> list[Event]:
        items = self._items("datastores", ds, "configurations", configuration, "events")
        return [Event.from_json(item) for item in items if isinstance(item, dict)]

    def delete_configuration(self, ds: str, configuration: str) -> None:
        """Raises `Conflict` while an offering lives."""
        self._send("DELETE", "datastores", ds, "configurations", configuration)

    def offerings(
        self,
        ds: str,
        *,
        stored_data: str | None = None,
        type: str | None = None,  # noqa: A002
        layer_name: str | None = None,
        status: str | None = None,
        fields: Sequence[str] = (),
    ) -> list[Offering]:
        query = filters(stored_data=stored_data, type=type, layer_name=layer_name, status=status, fields=fields)
        return self._all(Offering.from_json, "datastores", ds, "offerings", query=query)

    def offerings_of(self, ds: str, configuration: str) -> list[Offering]:
        return self._all(Offering.from_json, "datastores", ds, "configurations", configuration, "offerings")

    def offering(self, ds: str, offering: str) -> Offering:
        return Offering.from_json(self._get("datastores", ds, "offerings", offering))

    def create_offering(self, ds: str, configuration: str, *, endpoint: str, open: bool) -> Offering:  # noqa: A002
        body = {"endpoint": endpoint, "open": open}
        path = ("datastores", ds, "configurations", configuration, "offerings")
        return Offering.from_json(self._sent("POST", *path, json=body))

    def synchronize_offering(self, ds: str, offering: str) -> None:
        """The offering takes up the present state of its configuration."""
        self._send("PUT", "datastores", ds, "offerings", offering)

    def delete_offering(self, ds: str, offering: str) -> None:
        self._send("DELETE", "datastores", ds, "offerings", offering)

    def permissions(self, ds: str, *, offering: str | None = None) -> list[Mapping[str, Any]]:
        return self._all(dict, "datastores", ds, "permissions", query=filters(offering=offering))

    def create_permission(self, ds: str, body: Mapping[str, object]) -> None:
        self._send("POST", "datastores", ds, "permissions", json=dict(body))

    def delete_permission(self, ds: str, permission: str) -> None:
        self._send("DELETE", "datastores", ds, "permissions", permission)
