"""The files behind a service's look: pictures of an SLD, sprite, the styles that readers draw with.

A WMS-Vecteur only needs its pictures; a WFS and tiles name their style in `configuration.extra.styles`
(CG:src/Controller/Entrepot/StyleController.php:39-166).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cartes_gouv_plugin.core.entrepot.models import Annexe, Configuration, Datastore, Offering
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Perform, Workplace
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType, Stage, StyleFile
from cartes_gouv_plugin.core.services import annexes, bodies, layer_names, tile_styles
from cartes_gouv_plugin.core.services.effects import OfLooks, UpdateConfiguration
from cartes_gouv_plugin.core.services.looks import (
    NAME,
    TECHNICAL_NAME,
    chosen_styles,
    look_names,
    look_token,
    technical_name,
)
from cartes_gouv_plugin.core.services.sealed_files import content_of
from cartes_gouv_plugin.core.services.wishes import Wish

_STYLE_URL = re.compile(r"/style/[0-9a-f-]{36}_[A-Za-z0-9_-]+\.json$")


@dataclass(frozen=True)
class SendFile(OfLooks):
    """Sends a file to a public address; `substitutions` replace texts in it."""

    path: str
    source: Path
    substitutions: Mapping[str, str] = field(default_factory=dict)
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        content = content_of(self.source, self.substitutions)
        return _create(workplace, self.path, content)


@dataclass(frozen=True)
class SendTileStyle(OfLooks):
    """Sends the one style of a service of tiles. `sources`: the tables' styles, the one on top first."""

    path: str
    name: str
    sources: tuple[Path, ...]
    sprites: tuple[str, ...]
    tiles: str
    levels: tuple[int, int]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        styles = [json.loads(content_of(source, {})) for source in self.sources]
        content = tile_styles.merged(self.name, styles, self.tiles, self.levels, self.sprites)
        return _create(workplace, self.path, content)


@dataclass(frozen=True)
class LabelFile(OfLooks):
    """Binds a file to its datasheet, so that it goes when the datasheet goes."""

    annexe: str
    labels: tuple[str, ...]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.patch_annexe(publication.datastore, self.annexe, {"labels": list(self.labels)})
        return publication


@dataclass(frozen=True)
class DeleteFile:
    """A file that no style names any more."""

    annexe: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        with suppress(NotFound):
            workplace.client.delete_annexe(workplace.publication.datastore, self.annexe)
        return workplace.publication


@dataclass(frozen=True)
class SetExtra(OfLooks):
    """`extra` is replaced whole by the platform: it holds what was there before."""

    configuration: str
    extra: Mapping[str, Any]
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        workplace.client.patch_configuration(publication.datastore, self.configuration, {"extra": dict(self.extra)})
        return publication


def _create(workplace: Workplace, path: str, content: bytes) -> Publication:
    publication = workplace.publication
    workplace.client.create_annexe(
        publication.datastore, path=path.lstrip("/"), filename=path.rpartition("/")[2], content=content
    )
    return publication


def _looks(asked: Wish) -> tuple[ReaderLook, ...]:
    used: set[str] = set()
    looks = []
    for name in look_names(asked):
        technical = layer_names.free(technical_name(name) if name else TECHNICAL_NAME, used)
        used.add(technical)
        looks.append(ReaderLook(look_token(asked, name), technical, name or asked.title, chosen_styles(asked, name)))
    return tuple(looks)


def pictures_of(token: str, datastore: Datastore, styles: Iterable[StyleFile]) -> dict[str, str]:
    """Replacements for the pictures that SLDs name: file name to address, as they stand in the files."""
    return {
        f'"{image.name}"': f'"{annexes.url(datastore, annexes.path(token, image.name))}"'
        for style in styles
        for image in style.images
    }


def decide_files(
    labels: tuple[str, ...], seen: Mapping[str, Annexe], files: Iterable[SendFile | SendTileStyle]
) -> Decision:
    """Sends the next file that is not there and labels the next one that bears no label."""
    for effect in files:
        found = seen.get(effect.path)
        if found is None:
            return Perform(effect)
        if not set(labels) <= set(found.labels):
            return Perform(LabelFile(found.id, labels))
    return Done()


def decide_pictures(
    labels: tuple[str, ...], token: str, styles: Iterable[StyleFile], seen: Mapping[str, Annexe]
) -> Decision:
    """The pictures of every style; they come before the styles that name them."""
    images = dict.fromkeys(image for style in styles for image in style.images)
    return decide_files(labels, seen, [SendFile(annexes.path(token, image.name), image) for image in images])


def decide_reader_styles(
    publication: Publication,
    datastore: Datastore,
    asked: Wish,
    configuration: Configuration,
    offering: Offering,
    seen: Mapping[str, Annexe],
) -> Decision:
    """The styles of a WFS or of tiles, once it is served. Styles that somebody set are left alone."""
    looks = _looks(asked)
    if asked.type is ServiceType.WMS_VECTOR or not looks or _has_foreign_styles(configuration, asked):
        return Done()
    if publication.refs.looks_given_up:
        return cleared(configuration.extra, seen)
    wanted = []
    for name, look in zip(look_names(asked), looks):
        sent = decide_look(annexes.labels(publication.datasheet), datastore, look, configuration, offering, seen)
        if not isinstance(sent, Done):
            return sent
        layers = layers_of(datastore, look, configuration, offering, seen)
        said = {"name": name or NAME, "technical_name": look.technical_name}
        wanted.append({**said, "current": look is looks[0], "layers": layers})
    if not configuration.extra.get("styles"):
        return Perform(SetExtra(configuration.id, {**configuration.extra, "styles": wanted}))
    if asked.type is ServiceType.TMS:
        return decide_style_link(configuration, offering)
    return Done()


def cleared(extra: Mapping[str, Any], seen: Mapping[str, Annexe]) -> Decision:
    """Files of a look that was given up half-way go: nothing names them."""
    said = json.dumps(extra.get("styles") or [])
    left = [annexe.id for annexe in seen.values() if annexe.id not in said]
    return Perform(DeleteFile(left[0])) if left else Done()


def _has_foreign_styles(configuration: Configuration, asked: Wish) -> bool:
    """Somebody chose others, on the website for instance."""
    said = json.dumps(configuration.extra.get("styles") or [])
    return said != "[]" and not any(look_token(asked, name) in said for name in look_names(asked))


@dataclass(frozen=True)
class ReaderLook:
    """One style of a WFS or of tiles. `token` begins the paths of its files; `styles`: the sealed files, one a table.

    `title` is the name inside a style of tiles.
    """

    token: str
    technical_name: str
    title: str
    styles: tuple[StyleFile, ...]


def decide_look(
    labels: tuple[str, ...],
    datastore: Datastore,
    look: ReaderLook,
    configuration: Configuration,
    offering: Offering,
    seen: Mapping[str, Annexe],
) -> Decision:
    """`Done` when every file of the style, pictures first, is there under those labels."""
    pictures = decide_pictures(labels, look.token, look.styles, seen)
    if not isinstance(pictures, Done):
        return pictures
    return decide_files(labels, seen, [effect for effect, _layer in _files(datastore, look, configuration, offering)])


def layers_of(
    datastore: Datastore,
    look: ReaderLook,
    configuration: Configuration,
    offering: Offering,
    seen: Mapping[str, Annexe],
) -> list[dict[str, str]]:
    """What `extra.styles` says of a style whose files are there."""
    return [
        {**layer, "annexe_id": seen[effect.path].id, "url": annexes.url(datastore, effect.path)}
        for effect, layer in _files(datastore, look, configuration, offering)
    ]


def _files(
    datastore: Datastore, look: ReaderLook, configuration: Configuration, offering: Offering
) -> list[tuple[SendFile | SendTileStyle, dict[str, str]]]:
    """Each file with what `extra.styles` says of it, its identifier and address apart."""
    if configuration.type == ServiceType.TMS.value:
        return [(_tile_style(datastore, look, configuration, offering), {})]
    pictures = pictures_of(look.token, datastore, look.styles)
    return [
        (
            SendFile(
                annexes.path(look.token, f"{look.technical_name}_{style.table}.{style.format}"), style.path, pictures
            ),
            {"name": f"{configuration.layer_name}:{style.table}"},
        )
        for style in look.styles
    ]


def _tile_style(
    datastore: Datastore, look: ReaderLook, configuration: Configuration, offering: Offering
) -> SendTileStyle:
    address = next((url.url for url in offering.urls if url.type == "TMS"), "").rstrip("/")
    sprites = [
        annexes.url(datastore, annexes.path(look.token, f"{style.path.stem}_sprite")) if style.images else ""
        for style in look.styles
    ]
    return SendTileStyle(
        annexes.path(look.token, f"{look.technical_name}.json"),
        look.title,
        tuple(style.path for style in look.styles),
        tuple(sprites),
        f"{address}/{{z}}/{{x}}/{{y}}.pbf",
        tile_levels(configuration),
    )


def tile_levels(configuration: Configuration) -> tuple[int, int]:
    """The smallest and the deepest level that a service of tiles has."""
    used = next(iter(configuration.type_infos.get("used_data") or [{}]))
    return int(used.get("top_level") or bodies.TOP_LEVEL), int(used.get("bottom_level") or bodies.BOTTOM_LEVEL)


def style_address(configuration: Configuration) -> str:
    """The address of the current style of a service of tiles; empty without one."""
    styles = [style for style in configuration.extra.get("styles") or [] if isinstance(style, dict)]
    current = [style for style in styles if style.get("current")] or styles
    layers = current[0].get("layers") if current else None
    return str(layers[0].get("url") or "") if layers else ""


def decide_style_link(configuration: Configuration, offering: Offering) -> Decision:
    """The website finds the current style of tiles in the configuration's metadata too, and only that one."""
    url = style_address(configuration)
    present = [{key: str(value) for key, value in entry.items()} for entry in configuration.metadata]
    kept = [entry for entry in present if entry.get("url") == url or not _STYLE_URL.search(entry.get("url", ""))]
    if url and all(entry.get("url") != url for entry in kept):
        kept.append({"format": "application/json", "url": url, "type": "Other"})
    if kept == present:
        return Done()
    return Perform(UpdateConfiguration(configuration.id, offering.id, bodies.update(configuration, metadata=kept)))
