"""Whose entity is it? Ours is what this profile or this user made, as far as that can be shown.

Asked in this order: the register of this profile; the `created_by` tag, if it names a publication of this profile and
the entity's history names nobody else; the initiator of its creation event, if that is the user. An entity without a
history of its own (a service, a style, a document, a record) belongs to the one that names it (see `belongings`).
Without tags and history, it is ours when it is what this profile asked for and never had the answer to. What cannot be
shown is not ours.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Callable

from cartes_gouv_plugin.core.datasheets import attempts, belongings
from cartes_gouv_plugin.core.datasheets.mentions import service_of_style, styles_of
from cartes_gouv_plugin.core.datasheets.register import Register
from cartes_gouv_plugin.core.datasheets.targets import Kind, Target
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe, Configuration, Event, Metadata, StoredData, Upload
from cartes_gouv_plugin.core.entrepot.statuses import UploadStatus
from cartes_gouv_plugin.core.errors import Forbidden, NotFound, NotOurs, Rejected
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME, publication_id_of

_CREATION = ("création", "creation", "created")


def _nobodys(publication: str) -> bool:  # noqa: ARG001 - the shape of `is_our_publication`
    return False


class Ownership:
    """Answers are kept when they are « ours »: who created an entity never changes. Safe to call from any thread.

    `client` is only read through; `is_our_publication` asks the journal for a publication's id. Every question may
    cost requests and raise an `EntrepotError`.
    """

    def __init__(
        self, client: EntrepotClient, register: Register, is_our_publication: Callable[[str], bool] = _nobodys
    ) -> None:
        self._client = client
        self._register = register
        self._is_our_publication = is_our_publication
        self._lock = threading.Lock()
        self._shown_once: set[str] = set()
        self._me = ""

    def learn(self, identifier: str) -> None:
        """The platform has just created this entity for us."""
        self._register.add(identifier)

    def is_ours_for_good(self, target: Target) -> bool:
        """As `is_ours`, and written down: for what is about to lose the service or the record that names it."""
        ours = self.is_ours(target)
        if ours:
            self._register.add(target.id)
        return ours

    def ask(self, key: str) -> None:
        """A creation with that key (see `attempts`) is about to be asked for."""
        self._register.ask(key)

    def answered(self, key: str) -> None:
        """The platform has told what came of it."""
        self._register.answer(key)

    def forget(self) -> None:
        """Another user may be there now."""
        with self._lock:
            self._shown_once.clear()
            self._me = ""

    def is_ours(self, target: Target) -> bool:
        """Raises `NotFound` when there is no such entity."""
        if target.id in self._shown_once or self._register.has(target.id):
            return True
        shown = self._shown(target)
        if shown:
            with self._lock:
                self._shown_once.add(target.id)
        return shown

    def is_any_ours(
        self, datastore: str, stored_data: Iterable[str], uploads: Iterable[str], metadata: Iterable[str] = ()
    ) -> bool:
        """Whether one of them at least is shown to be ours; what disappears meanwhile is not."""
        targets = [Target(datastore, Kind.STORED_DATA, each) for each in stored_data]
        targets += [Target(datastore, Kind.UPLOAD, each) for each in uploads]
        targets += [Target(datastore, Kind.METADATA, each) for each in metadata]
        return any(map(self._is_there_and_ours, targets))

    def require_datasheet(self, datastore: str, name: str) -> None:
        """Raises `NotOurs` unless something in the datasheet is ours: nobody adds to the datasheets of others."""
        tags = {DATASHEET_NAME: name}
        stored_data = self._client.stored_data_list(datastore, tags=tags, fields=("tags",))
        uploads = self._client.uploads(datastore, tags=tags, fields=("tags",))
        same_data = (item.id for item in stored_data if item.tags.get(DATASHEET_NAME) == name)
        same_uploads = (item.id for item in uploads if item.tags.get(DATASHEET_NAME) == name)
        if not self.is_any_ours(datastore, same_data, same_uploads):
            raise NotOurs(f"nothing of the datasheet {name!r} is shown to be ours")

    def _is_there_and_ours(self, target: Target) -> bool:
        try:
            return self.is_ours(target)
        except NotFound:
            return False

    def is_record_ours(self, datastore: str, file_identifier: str) -> bool:
        """As `is_ours`, for the metadata that bears exactly this file identifier."""
        for record in self._client.metadata_list(datastore):
            if record.file_identifier == file_identifier:
                return self.is_ours(Target(datastore, Kind.METADATA, record.id))
        return False

    def _shown(self, target: Target) -> bool:
        ds, identifier = target.datastore, target.id
        if target.kind is Kind.UPLOAD:
            return self._is_upload_ours(self._client.upload(ds, identifier), target)
        if target.kind is Kind.STORED_DATA:
            return self._is_stored_data_ours(self._client.stored_data(ds, identifier), target)
        if target.kind is Kind.CONFIGURATION:
            return self._is_configuration_ours(self._client.configuration(ds, identifier), target)
        if target.kind is Kind.OFFERING:
            offering = self._client.offering(ds, identifier)
            return offering.id == identifier and self._depends_on_ours(ds, Kind.CONFIGURATION, offering.configuration)
        if target.kind is Kind.METADATA:
            return self._is_metadata_ours(self._client.metadata(ds, identifier), target)
        return self._shown_by_dependence(target)

    def _shown_by_dependence(self, target: Target) -> bool:
        ds = target.datastore
        if target.kind is Kind.EXECUTION:
            execution = self._client.execution(ds, target.id)
            made = execution.output_stored_data
            return execution.id == target.id and self._depends_on_ours(ds, Kind.STORED_DATA, made)
        if target.kind is Kind.STATIC:
            return self._is_style_ours(target)
        if target.kind is Kind.ANNEXE:
            return self._is_annexe_ours(target)
        return False

    def _depends_on_ours(self, ds: str, kind: Kind, owner: str) -> bool:
        return bool(owner) and self._is_there_and_ours(Target(ds, kind, owner))

    def _is_by_us(self, tags: Mapping[str, str], events: Iterable[Event]) -> bool:
        """A tag can be copied by anybody: it does not count against a history that names another creator."""
        creator = _creator(events)
        return creator == self._user() if creator else self._is_tag_ours(tags)

    def _is_tag_ours(self, tags: Mapping[str, str]) -> bool:
        publication = publication_id_of(tags)
        return publication is not None and self._is_our_publication(publication)

    def _events(self, target: Target) -> list[Event]:
        ds = target.datastore
        try:
            if target.kind is Kind.UPLOAD:
                return self._client.upload_events(ds, target.id)
            if target.kind is Kind.STORED_DATA:
                return self._client.stored_data_events(ds, target.id)
            return self._client.configuration_events(ds, target.id)
        except (NotFound, Forbidden, Rejected):
            return []

    def _history(self, target: Target, last_event: Event | None) -> list[Event]:
        return self._events(target) or [event for event in (last_event,) if event is not None]

    def _is_unanswered(self, target: Target, key: str, tags: Mapping[str, str], events: Iterable[Event] = ()) -> bool:
        """Is it what this profile asked for and had no answer to? Once found, the question is answered."""
        if tags or not self._register.is_unanswered(key):
            return False
        if any(event.initiator not in ("", self._user()) for event in events):
            return False
        self._register.add(target.id)
        self._register.answer(key)
        return True

    def _is_upload_ours(self, upload: Upload, target: Target) -> bool:
        if upload.id != target.id:
            return False
        events = self._history(target, upload.last_event)
        if self._is_by_us(upload.tags, events):
            return True
        key = attempts.key_of_upload(target.datastore, upload)
        return upload.status is UploadStatus.OPEN and self._is_unanswered(target, key, upload.tags, events)

    def _is_stored_data_ours(self, stored_data: StoredData, target: Target) -> bool:
        if stored_data.id != target.id:
            return False
        events = self._history(target, stored_data.last_event)
        if self._is_by_us(stored_data.tags, events):
            return True
        if stored_data.tags:
            return False
        ds = target.datastore
        for listed in self._client.executions(ds, output_stored_data=target.id):
            execution = self._client.execution(ds, listed.id)
            if execution.output_stored_data == target.id:
                return self._is_unanswered(target, attempts.key_of_execution(ds, execution), {}, events)
        return False

    def _is_configuration_ours(self, configuration: Configuration, target: Target) -> bool:
        if configuration.id != target.id:
            return False
        events = self._history(target, configuration.last_event)
        key = attempts.key_of_configuration(target.datastore, configuration)
        return self._is_by_us(configuration.tags, events) or self._is_unanswered(
            target, key, configuration.tags, events
        )

    def _is_metadata_ours(self, record: Metadata, target: Target) -> bool:
        if record.id != target.id:
            return False
        if record.tags:
            return self._is_tag_ours(record.tags) or belongings.is_named_record(
                self._client, target.datastore, record, self.is_ours
            )
        content = self._client.metadata_file(target.datastore, record.id)
        return self._is_unanswered(target, attempts.key_of_metadata(target.datastore, content), {})

    def _is_style_ours(self, target: Target) -> bool:
        """A style bears its configuration's identifier in its name, and that configuration has to use it."""
        ds = target.datastore
        name = next((static.name for static in self._client.statics(ds) if static.id == target.id), None)
        if name is None:
            raise NotFound(f"no static {target.id}", status=404)
        if self._is_unanswered(target, attempts.key_of_static(ds, name), {}):
            return True
        service = service_of_style(name)
        if not self._depends_on_ours(ds, Kind.CONFIGURATION, service):
            return False
        return target.id in styles_of(self._client.configuration(ds, service))

    def _is_annexe_ours(self, target: Target) -> bool:
        """A label like our tag, or something of ours that refers to it."""
        found = self._client.annexe(target.datastore, target.id)
        if found.id != target.id:
            return False
        labels: dict[str, str] = dict(label.split("=", 1) for label in found.labels if "=" in label)
        if self._is_tag_ours(labels) or self._is_annexe_unanswered(target, found):
            return True
        return belongings.is_named_annexe(self._client, target.datastore, found, labels, self.is_ours)

    def _is_annexe_unanswered(self, target: Target, annexe: Annexe) -> bool:
        keys = [attempts.key_of_annexe(target.datastore, path) for path in annexe.paths]
        return not annexe.labels and any(self._is_unanswered(target, key, {}) for key in keys)

    def _user(self) -> str:
        with self._lock:
            if self._me:
                return self._me
        me = self._client.me().id
        with self._lock:
            self._me = me
        return me


def _creator(events: Iterable[Event]) -> str:
    """The initiator of the oldest event, if that is the creation: a history that begins later does not show it."""
    dated = sorted((event for event in events if event.date), key=lambda event: event.date)
    return dated[0].initiator if dated and dated[0].title.strip().lower().startswith(_CREATION) else ""
