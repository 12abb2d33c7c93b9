"""The changes that a delivery makes on the server, one class each. All of them may be lost, doubled or cut half-way."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartes_gouv_plugin.core.entrepot.models import files_of
from cartes_gouv_plugin.core.entrepot.multipart import Multipart
from cartes_gouv_plugin.core.errors import (
    CartesGouvError,
    Conflict,
    Forbidden,
    NotFound,
    PackageMissing,
    Rejected,
    ServerTrouble,
)
from cartes_gouv_plugin.core.publication import tags
from cartes_gouv_plugin.core.publication.decision import Workplace
from cartes_gouv_plugin.core.publication.publication import Package, Publication, Refs, Stage, StageStatus

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.entrepot.client import EntrepotClient

REFUSALS = (Conflict, Forbidden, NotFound, Rejected)


def is_overtaken(workplace: Workplace, upload: str) -> bool:
    """Has another home claimed the delivery since it was decided to change it? Asked only of one that was claimed."""
    publication = workplace.publication
    if not publication.refs.claim:
        return False
    present = workplace.client.upload(publication.datastore, upload).tags
    return present.get(tags.CLAIMED_BY, "") not in ("", publication.refs.claim)


def _with_refs(publication: Publication, refs: Refs) -> Publication:
    return replace(publication, refs=refs)


@dataclass(frozen=True)
class CreateUpload:
    """Name and description are both the technical name, as the website writes them.

    The journal knows beforehand that it is asked for: only then may an untagged upload of that name be the answer.
    """

    stage: Stage = Stage.UPLOAD

    def announced(self, publication: Publication) -> Publication:
        return _with_refs(publication, replace(publication.refs, upload_asked=True))

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        name = publication.technical_name
        upload = workplace.client.create_upload(
            publication.datastore, name=name, description=name, srs=publication.srs, type="VECTOR"
        )
        refs = replace(publication.refs, upload=upload.id, upload_asked=False, checksum_sent=False)
        return _with_refs(publication, refs)

    def refused(self, publication: Publication) -> Publication:
        return _with_refs(publication, replace(publication.refs, upload_asked=False))


@dataclass(frozen=True)
class TagUpload:
    upload: str
    tags: Mapping[str, tags.TagValue]
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        try:
            workplace.client.tag_upload(publication.datastore, self.upload, self.tags)
        except Rejected as error:
            # The website sends a number and a boolean; a server that wants strings says 400 and has changed nothing.
            texts = {name: tags.as_text(value) for name, value in self.tags.items()}
            if error.status != 400 or texts == self.tags:
                raise
            workplace.client.tag_upload(publication.datastore, self.upload, texts)
        return _with_refs(publication, replace(publication.refs, upload=self.upload))


@dataclass(frozen=True)
class TagProgress:
    """Tells the website how far its three steps are. Only a courtesy: it is given up rather than fail anything."""

    upload: str
    send: StageStatus
    checks: StageStatus
    integration: StageStatus
    stage: Stage

    @property
    def tags(self) -> dict[str, tags.TagValue]:
        return tags.progress_tags(self.send, self.checks, self.integration)

    def perform(self, workplace: Workplace) -> Publication:
        workplace.client.tag_upload(workplace.publication.datastore, self.upload, self.tags)
        return workplace.publication

    def given_up(self, publication: Publication, _error: CartesGouvError) -> Publication:
        """The snapshot that no longer asks for these tags."""
        told = str(self.tags[tags.INTEGRATION_PROGRESS])
        return _with_refs(publication, replace(publication.refs, progress_refused=told))


@dataclass(frozen=True)
class RemoveFile:
    """A file of another size, or the rest of another sending: closing with it would deliver it."""

    upload: str
    path: str
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        if is_overtaken(workplace, self.upload):
            return publication
        try:
            workplace.client.delete_upload_file(publication.datastore, self.upload, self.path)
        except (Conflict, NotFound, Rejected):
            return _with_refs(publication, replace(publication.refs, removal_refused=True))
        return _with_refs(publication, replace(publication.refs, checksum_sent=False))


@dataclass(frozen=True)
class SendFile:
    """The package, streamed. Its md5 is computed on the way and must be that of the sealed file.

    What arrived is compared at once: a server that loses bytes and says nothing is given time, not the file again.
    """

    upload: str
    path: str
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication, package = workplace.publication, sealed_package(workplace.publication)
        if is_overtaken(workplace, self.upload):
            return publication
        body = Multipart(package.path, filename=self.path.rpartition("/")[2], on_bytes=workplace.progress)
        workplace.sending(body.line.cut)
        workplace.client.send_file(publication.datastore, self.upload, self.path, body)
        if body.md5 != package.md5:
            # Its size is right: left there, the next look would take it for the package and close the delivery.
            workplace.client.delete_upload_file(publication.datastore, self.upload, self.path)
            raise PackageMissing("the package is no longer the file that was sealed")
        arrived = files_of(workplace.client.upload_tree(publication.datastore, self.upload)).get(self.path)
        if arrived != package.size:
            raise ServerTrouble(f"{package.size} bytes were sent and {arrived} arrived")
        refs = replace(publication.refs, checksum_sent=False, removal_refused=False, resealed=False)
        return _with_refs(publication, refs)


@dataclass(frozen=True)
class SendChecksum:
    """`<md5>␠␠<path>` in `<file>.md5` (CG:src/Services/EntrepotApi/UploadApiService.php:222-234)."""

    upload: str
    path: str
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication, package = workplace.publication, sealed_package(workplace.publication)
        if is_overtaken(workplace, self.upload):
            return publication
        text = f"{package.md5}  {self.path}\n"
        workplace.client.send_md5(publication.datastore, self.upload, checksum_name(self.path), text)
        return _with_refs(publication, replace(publication.refs, checksum_sent=True))


@dataclass(frozen=True)
class CloseUpload:
    upload: str
    stage: Stage = Stage.UPLOAD

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        if not is_overtaken(workplace, self.upload):
            workplace.client.close_upload(publication.datastore, self.upload)
        return publication


@dataclass(frozen=True)
class RetireUpload:
    """Keeps the tree for the website's reports, then deletes the upload: the data is in the database now.

    As on the website, a tree that cannot be kept does not keep the upload
    (CG:src/Services/EntrepotApi/UploadApiService.php:293-306). Cut between the two, it is simply done again.
    """

    upload: str
    tree_kept: bool
    stage: Stage = Stage.INTEGRATION

    def perform(self, workplace: Workplace) -> Publication:
        retire(workplace.client, workplace.publication.datastore, self.upload, tree_kept=self.tree_kept)
        return workplace.publication


def retire(client: EntrepotClient, ds: str, upload: str, *, tree_kept: bool) -> None:
    """Keeps the tree of a delivery in its tags if that is allowed, then deletes it."""
    if not tree_kept:
        with suppress(*REFUSALS):
            client.tag_upload(ds, upload, tags.file_tree_tag(client.upload_tree_json(ds, upload)))
    client.delete_upload(ds, upload)


def checksum_name(path: str) -> str:
    return f"{path.rpartition('/')[2]}.md5"


def sealed_package(publication: Publication) -> Package:
    if publication.package is None:
        raise PackageMissing("there is no sealed package")
    return publication.package
