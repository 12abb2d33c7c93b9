"""The styles of a live WFS or of live tiles: several, one of them current, changed without touching the data.

They are listed in `configuration.extra.styles` (CG:src/Controller/Entrepot/StyleController.php:39-166). A change is
carried out one effect at a time, each looked for before it is made: repeated, or cut in the middle, it comes to the
same. The look of a WMS-Vecteur is the platform's to draw: see `editing.draw_again`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Union

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Annexe, Configuration, Datastore, Offering
from cartes_gouv_plugin.core.errors import CartesGouvError, ContractBroken, ServiceFailed
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Fail, Perform, Workplace
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType, Stage, StyleFile
from cartes_gouv_plugin.core.publication.tags import DATASHEET_NAME
from cartes_gouv_plugin.core.services import annexes
from cartes_gouv_plugin.core.services.looks import FORMATS, technical_name
from cartes_gouv_plugin.core.services.sealed_files import content_of
from cartes_gouv_plugin.core.services.style_files import (
    DeleteFile,
    LabelFile,
    ReaderLook,
    SetExtra,
    decide_look,
    decide_style_link,
    layers_of,
)

_DRAWN_BY_READERS = {kind.value: FORMATS[kind] for kind in (ServiceType.WFS, ServiceType.TMS)}


@dataclass(frozen=True)
class PutStyle:
    """Adds a style, or replaces the one with the same technical name; `current`: it becomes the default."""

    look: ReaderLook
    current: bool = True


@dataclass(frozen=True)
class ChooseStyle:
    """Makes a style the default one."""

    technical_name: str


@dataclass(frozen=True)
class RemoveStyle:
    """Takes a style away, with its files; the first that is left becomes the default if it was."""

    technical_name: str


StyleChange = Union[PutStyle, ChooseStyle, RemoveStyle]


@dataclass(frozen=True)
class SeenStyles:
    """`files`: annexes by path, of every style that the service names, of the change, and left behind by others."""

    datastore: Datastore
    configuration: Configuration
    offering: Offering
    files: Mapping[str, Annexe]

    @property
    def styles(self) -> list[dict[str, Any]]:
        return [dict(style) for style in self.configuration.extra.get("styles") or [] if isinstance(style, dict)]


def put_style(configuration: str, name: str, styles: Sequence[StyleFile], *, current: bool = True) -> PutStyle:
    """The change that gives a service those sealed files as a style. Raises `PackageMissing` when one cannot be read.

    Another content has another address: no reader keeps the old one from its cache.
    """
    digest = sha256()
    for path in (path for style in styles for path in (style.path, *style.images)):
        digest.update(content_of(path, {}))
    technical = technical_name(name)
    token = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{configuration}/{technical}/{digest.hexdigest()}"))
    return PutStyle(ReaderLook(token, technical, name, tuple(styles)), current)


def change_styles(client: EntrepotClient, datastore: str, configuration: str, change: StyleChange) -> None:
    """Carries the change out. Raises an `EntrepotError`, or `ServiceFailed` when the service has no such style."""
    before: object = None
    while True:
        seen = observe(client, datastore, configuration, change)
        decision = decide(change, seen)
        if isinstance(decision, Fail):
            raise decision.error
        if not isinstance(decision, Perform):
            return
        if decision.effect == before:
            raise ContractBroken(f"the platform does not keep what it took: {type(before).__name__}")
        before = decision.effect
        decision.effect.perform(Workplace(client, _bearer(seen)))


def _bearer(seen: SeenStyles) -> Publication:
    """What effects need to know: where they work, and for which datasheet."""
    configuration = seen.configuration
    datasheet = configuration.tags.get(DATASHEET_NAME, "")
    return Publication(configuration.id, seen.datastore.id, datasheet, configuration.layer_name, "")


def observe(client: EntrepotClient, datastore: str, configuration: str, change: StyleChange) -> SeenStyles:
    """Only reads. Raises `NotFound`, or `ServiceFailed` for a service whose readers do not choose their style."""
    found = client.configuration(datastore, configuration)
    if found.type not in _DRAWN_BY_READERS:
        raise ServiceFailed(f"{found.layer_name} is drawn by the platform")
    offerings = client.offerings_of(datastore, configuration)
    if not offerings:
        raise ServiceFailed(f"{found.layer_name} is not served")
    tokens = _tokens(found)
    if isinstance(change, PutStyle):
        tokens = tokens | {change.look.token}
    listed = list(client.annexes(datastore, labels=(_own_label(found),)))
    for token in sorted(tokens):
        listed += client.annexes(datastore, path=f"{annexes.prefix(token)}%")
    files = {path: annexe for annexe in listed for path in annexe.paths}
    return SeenStyles(client.datastore(datastore), found, client.offering(datastore, offerings[0].id), files)


def _own_label(configuration: Configuration) -> str:
    """Which service a file is for, so that it is found when no style names it any more."""
    return f"configuration={configuration.id}"


def _tokens(configuration: Configuration) -> set[str]:
    return annexes.tokens_in(json.dumps(configuration.extra.get("styles") or []))


def decide(change: StyleChange, seen: SeenStyles) -> Decision:
    """Pure. Files first, then the list that names them, then what nothing names goes."""
    if isinstance(change, PutStyle):
        try:
            _require_fitting(change.look, seen.configuration)
        except CartesGouvError as error:
            return Fail(Stage.SERVICES, error)
        labels = (*annexes.labels(seen.configuration.tags.get(DATASHEET_NAME, "")), _own_label(seen.configuration))
        sent = decide_look(labels, seen.datastore, change.look, seen.configuration, seen.offering, seen.files)
        if not isinstance(sent, Done):
            return sent
    if isinstance(change, ChooseStyle) and change.technical_name not in map(_technical, seen.styles):
        return Fail(Stage.SERVICES, ServiceFailed(f"{seen.configuration.layer_name} has no such style"))
    wanted = _wanted(change, seen)
    if wanted != seen.styles:
        return _write(seen, wanted)
    if seen.configuration.type == ServiceType.TMS.value:
        linked = decide_style_link(seen.configuration, seen.offering)
        if not isinstance(linked, Done):
            return linked
    return _clear(seen)


def _require_fitting(look: ReaderLook, configuration: Configuration) -> None:
    formats = _DRAWN_BY_READERS[configuration.type]
    if not look.styles or any(style.format not in formats for style in look.styles):
        raise ServiceFailed(f"{configuration.layer_name} takes styles of these kinds: {', '.join(formats)}")
    if configuration.type == ServiceType.WFS.value:
        relations = [r for used in configuration.type_infos.get("used_data") or [] for r in used.get("relations") or []]
        shown = {str(relation.get("native_name")) for relation in relations}
        absent = sorted({style.table for style in look.styles} - shown)
        if absent:
            raise ServiceFailed(f"{configuration.layer_name} does not show {', '.join(absent)}")


def _technical(style: Mapping[str, Any]) -> str:
    """Styles from before technical names had none."""
    return str(style.get("technical_name") or technical_name(str(style.get("name") or "")))


def _wanted(change: StyleChange, seen: SeenStyles) -> list[dict[str, Any]]:
    """The list of styles once the change is made, with one current at most."""
    styles = seen.styles
    current = next((_technical(style) for style in styles if style.get("current")), "")
    if isinstance(change, RemoveStyle):
        styles = [style for style in styles if _technical(style) != change.technical_name]
    elif isinstance(change, ChooseStyle):
        current = change.technical_name
    else:
        look = change.look
        layers = layers_of(seen.datastore, look, seen.configuration, seen.offering, seen.files)
        made = {"name": look.title, "technical_name": look.technical_name, "current": False, "layers": layers}
        styles = _with(styles, made)
        current = look.technical_name if change.current else current
    if styles and current not in map(_technical, styles):
        current = _technical(styles[0])
    return [{**style, "current": _technical(style) == current} for style in styles]


def _with(styles: list[dict[str, Any]], made: dict[str, Any]) -> list[dict[str, Any]]:
    """`made` in the place of the style of that technical name, else after the others."""
    kept = [made if _technical(style) == made["technical_name"] else style for style in styles]
    return kept if made in kept else [*kept, made]


def _write(seen: SeenStyles, wanted: list[dict[str, Any]]) -> Decision:
    """Files get the label by which they are found once no style names them, before that happens."""
    named = _tokens(seen.configuration)
    own = _own_label(seen.configuration)
    for path, annexe in seen.files.items():
        if own not in annexe.labels and annexes.tokens_in(path) & named:
            return Perform(LabelFile(annexe.id, (*annexe.labels, own)))
    return Perform(SetExtra(seen.configuration.id, {**seen.configuration.extra, "styles": wanted}))


def _clear(seen: SeenStyles) -> Decision:
    named, own = _tokens(seen.configuration), _own_label(seen.configuration)
    for path, annexe in seen.files.items():
        if own in annexe.labels and not annexes.tokens_in(path) & named:
            return Perform(DeleteFile(annexe.id))
    return Done()
