"""Uploads, the tree of what was delivered, the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cartes_gouv_plugin.core.entrepot.models.event import Event, last_event_of
from cartes_gouv_plugin.core.entrepot.reading import identifier, integer, mapping, mappings, tags_of, text
from cartes_gouv_plugin.core.entrepot.statuses import CheckStatus, UploadStatus


@dataclass(frozen=True)
class Upload:
    """`size` in bytes; `creation` an ISO 8601 date and time. List items carry only the fields that were asked for."""

    id: str
    name: str
    type: str
    status: UploadStatus
    status_word: str
    srs: str
    description: str = ""
    size: int = 0
    creation: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    last_event: Event | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Upload:
        word = text(data, "status")
        return cls(
            id=identifier(data),
            name=text(data, "name"),
            type=text(data, "type"),
            status=UploadStatus(word),
            status_word=word,
            srs=text(data, "srs"),
            description=text(data, "description"),
            size=integer(data, "size"),
            creation=text(data, "creation"),
            tags=tags_of(data),
            last_event=last_event_of(data),
        )


@dataclass(frozen=True)
class TreeElement:
    """A file or folder of a delivery; `size` in bytes."""

    name: str
    directory: bool
    size: int
    children: tuple[TreeElement, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TreeElement:
        return cls(
            name=text(data, "name"),
            directory=text(data, "type") == "DIRECTORY",
            size=integer(data, "size"),
            children=tuple(cls.from_json(item) for item in mappings(data, "children")),
        )


def files_of(tree: tuple[TreeElement, ...], folder: str = "") -> dict[str, int]:
    """Every file of a delivery's tree, `folder/name` to its size in bytes."""
    found = {}
    for element in tree:
        path = f"{folder}{element.name}"
        if element.directory or element.children:
            found.update(files_of(element.children, f"{path}/"))
        else:
            found[path] = element.size
    return found


@dataclass(frozen=True)
class ListedCheck:
    """A check execution as `uploads/{id}/checks` lists it; `id` is that of the execution."""

    id: str
    check: str
    name: str

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ListedCheck:
        check = mapping(data, "check")
        return cls(id=identifier(data), check=text(check, "_id"), name=text(check, "name"))


@dataclass(frozen=True)
class Checks:
    """The check executions of an upload, in the API's four buckets."""

    asked: tuple[ListedCheck, ...] = ()
    in_progress: tuple[ListedCheck, ...] = ()
    passed: tuple[ListedCheck, ...] = ()
    failed: tuple[ListedCheck, ...] = ()

    @property
    def all(self) -> tuple[ListedCheck, ...]:
        return self.asked + self.in_progress + self.passed + self.failed

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Checks:
        def bucket(key: str) -> tuple[ListedCheck, ...]:
            return tuple(ListedCheck.from_json(item) for item in mappings(data, key))

        return cls(bucket("asked"), bucket("in_progress"), bucket("passed"), bucket("failed"))


@dataclass(frozen=True)
class CheckExecution:
    id: str
    check: str
    name: str
    status: CheckStatus
    status_word: str
    start: str = ""
    finish: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CheckExecution:
        check = mapping(data, "check")
        word = text(data, "status")
        return cls(
            id=identifier(data),
            check=text(check, "_id"),
            name=text(check, "name"),
            status=CheckStatus(word),
            status_word=word,
            start=text(data, "start"),
            finish=text(data, "finish"),
        )
