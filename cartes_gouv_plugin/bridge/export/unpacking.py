"""A GeoPackage out of a zip that somebody else made: nothing in the archive decides where or how much is written."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.seal import MAX_BYTES, refuse
from cartes_gouv_plugin.core.progress import Reporter

MAX_ENTRIES = 10_000  # as the website (CG:src/Services/FileUploader/Format/Zip/ZipFormatHandler.php)
MAX_RATIO = 100  # a GeoPackage rarely shrinks to less than a twentieth
_BLOCK = 1 << 20
_SUFFIX = ".gpkg"
_ENCRYPTED = 0x1


def unpack(archive: Path, folder: Path, reporter: Reporter | None = None) -> Path:
    """Writes the one GeoPackage of `archive` into `folder` under its own last name, and returns it.

    Raises `ExportRefused` for an archive that is not one, holds none or several, or asks for too much; `Cancelled`.
    Nothing is left in `folder` then.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            member = _member(archive, opened.infolist())
            target = folder / PurePosixPath(member.filename.replace("\\", "/")).name
            if target.exists():
                refuse([troubles.archive_unsafe(archive.name, target.name)])
            with opened.open(member) as packed:
                _write(packed, target, archive, member, reporter or Reporter())
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        refuse([troubles.archive_broken(archive.name)])
    return target


def _member(archive: Path, members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    if len(members) > MAX_ENTRIES:
        refuse([troubles.archive_unsafe(archive.name, str(len(members)))])
    found = [member for member in members if member.filename.lower().endswith(_SUFFIX) and not member.is_dir()]
    if len(found) != 1:
        refuse([troubles.archive_without_package(archive.name, len(found))])
    member = found[0]
    path = PurePosixPath(member.filename.replace("\\", "/"))
    linked = stat.S_ISLNK(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or linked or member.flag_bits & _ENCRYPTED:
        refuse([troubles.archive_unsafe(archive.name, member.filename)])
    return member


def _write(packed: IO[bytes], target: Path, archive: Path, member: zipfile.ZipInfo, reporter: Reporter) -> None:
    """Counts what really comes out: the sizes in the archive's directory may be wrong."""
    limit = min(MAX_BYTES, max(_BLOCK, member.compress_size * MAX_RATIO))
    written = 0
    try:
        with target.open("xb") as file:
            while block := packed.read(_BLOCK):
                written += len(block)
                if written > limit:
                    refuse([troubles.archive_unsafe(archive.name, member.filename)])
                file.write(block)
                reporter.update(written / max(1, member.file_size))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
