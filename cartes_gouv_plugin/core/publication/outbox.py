"""The folder beside the journal where sealed packages wait until the platform has them. Kept small.

`outbox/<publication id>/` holds `package.gpkg`, styles, and `publication.json`, from which a lost journal is rebuilt.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cartes_gouv_plugin.core.errors import DiskFull
from cartes_gouv_plugin.core.publication import codec
from cartes_gouv_plugin.core.publication.publication import Publication, Stage, StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord

SPARE_BYTES = 200_000_000
"""What stays free on the disk: QGIS and the system need room too."""
_PACKAGE, _NOTE = "package.gpkg", "publication.json"


class Outbox:
    """`home` is the folder of the journal."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "outbox"

    def package_path(self, publication_id: str) -> Path:
        """Where the package of a publication is sealed; the folder exists afterwards."""
        folder = self._folder / publication_id
        folder.mkdir(parents=True, exist_ok=True)
        return folder / _PACKAGE

    def folder(self, publication_id: str) -> Path:
        """Where everything of a publication lies; it need not exist."""
        return self._folder / publication_id

    def hand_over(self, source: str, target: str) -> None:
        """What was laid up for `source` is `target`'s from now on."""
        if source == target or not self.folder(source).is_dir():
            return
        self.folder(target).mkdir(parents=True, exist_ok=True)
        for item in self.folder(source).iterdir():
            there = self.folder(target) / item.name
            if there.is_dir():
                shutil.rmtree(there)
            item.replace(there)
        self.remove(source)

    def require_room(self) -> None:
        """Raises `DiskFull` when the disk has nothing to spare."""
        self._folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self._folder).free
        if free < SPARE_BYTES:
            raise DiskFull(SPARE_BYTES, free)

    def note(self, publication: Publication) -> None:
        """Writes down what was asked for, beside the package."""
        path = self.package_path(publication.id).with_name(_NOTE)
        part = path.with_suffix(".part")
        part.write_text(codec.to_text(publication), encoding="utf-8")
        part.replace(path)

    def noted(self) -> tuple[Publication, ...]:
        """Every publication that has a readable note."""
        found = []
        for path in sorted(self._folder.glob(f"*/{_NOTE}")):
            with suppress(OSError, ValueError):
                publication = codec.from_text(path.read_text(encoding="utf-8"))
                if isinstance(publication, Publication) and publication.id == path.parent.name:
                    found.append(publication)
        return tuple(found)

    def tidy(self, record: PublicationRecord) -> None:
        """Removes what the platform has by now: the package once its checks passed, all of it at the end."""
        if record.condition is Condition.DONE:
            self.remove(record.id)
        elif record.stages[Stage.CHECKS].status is StageStatus.SUCCESSFUL:
            with suppress(OSError):
                (self._folder / record.id / _PACKAGE).unlink()

    def discard_package(self, publication_id: str) -> None:
        """Another package is about to be sealed in the place of this one: after a crash, neither is taken for it."""
        for name in (_NOTE, _PACKAGE):
            with suppress(FileNotFoundError):
                (self._folder / publication_id / name).unlink()

    def remove(self, publication_id: str) -> None:
        shutil.rmtree(self.folder(publication_id), ignore_errors=True)

    def sweep(self, known: Iterable[str]) -> None:
        """At start: half-written files, and folders without a note that no publication of the journal owns."""
        wanted = set(known)
        for folder in self._folder.glob("*"):
            for part in folder.glob("*.part*"):
                with suppress(OSError):
                    part.unlink()
            if folder.is_dir() and folder.name not in wanted and not (folder / _NOTE).exists():
                shutil.rmtree(folder, ignore_errors=True)

    def size(self) -> int:
        """Bytes in use."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
