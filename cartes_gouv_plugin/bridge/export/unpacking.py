"""A GeoPackage out of a zip that somebody else made: nothing in the archive decides where or how much is written."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from cartes_gouv_plugin.bridge.export import troubles
from cartes_gouv_plugin.bridge.export.seal import MAX_BYTES, refuse
from cartes_gouv_plugin.bridge.export.sources import LayerSource
from cartes_gouv_plugin.core.progress import Reporter

MAX_ENTRIES = 10_000  # as the website (CG:src/Services/FileUploader/Format/Zip/ZipFormatHandler.php)
MAX_RATIO = 100  # a GeoPackage rarely shrinks to less than a twentieth
_BLOCK = 1 << 20
_SUFFIX = ".gpkg"
_ENCRYPTED = 0x1
_IN_A_ZIP = re.compile(r"/vsizip/(?:\{(?P<braced>.+?)\}|(?P<plain>.+?\.zip))/(?P<member>.+\.gpkg)", re.IGNORECASE)


def unpack(archive: Path, folder: Path, reporter: Reporter | None = None) -> Path:
    """Writes the one GeoPackage of `archive` into `folder` under its own last name, and returns it.

    Raises `ExportRefused` for an archive that is not one, holds none or several, or asks for too much; `Cancelled`.
    Nothing is left in `folder` then.
    """
    with _reading(archive) as opened:
        member = _member(archive, opened.infolist())
        target = folder / PurePosixPath(member.filename.replace("\\", "/")).name
        if target.exists():
            refuse([troubles.archive_unsafe(archive.name, target.name)])
        with opened.open(member) as packed:
            _write(packed, target, archive, member, reporter or Reporter())
    return target


@contextmanager
def laid_open(sources: Sequence[LayerSource], folder: Path, reporter: Reporter) -> Iterator[tuple[LayerSource, ...]]:
    """`sources`, but for those that only the file tells and that are in a zip: these are read from a copy in `folder`,
    which is removed afterwards. GDAL reads inside a zip too, but going back in it means to begin anew.

    Raises as `unpack` does.
    """
    archives = {archive: None for archive in map(archive_of, sources) if archive is not None}
    with ExitStack() as stack:
        copies = {}
        for archive in archives:
            scratch = stack.enter_context(TemporaryDirectory(prefix="unpacked_", dir=folder))
            copies[archive] = unpack(archive, Path(scratch), reporter.part(1 / len(archives)))
        yield tuple(_moved(source, copies) for source in sources)


def archive_of(source: LayerSource) -> Path | None:
    """The zip that has to be unpacked to export `source` as its file; None when there is none."""
    match = _IN_A_ZIP.fullmatch(source.ogr.path) if source.ogr is not None and not source.live else None
    archive = Path(match["braced"] or match["plain"]) if match is not None else None
    return archive if archive is not None and archive.is_file() and _packages_in(archive) == 1 else None


def size_unpacked(archive: Path) -> int:
    """Bytes that the archive announces for its GeoPackage. Raises `ExportRefused` for what `unpack` would not take."""
    with _reading(archive) as opened:
        member = _member(archive, opened.infolist())
        if member.file_size > _limit(member):
            refuse([troubles.archive_unsafe(archive.name, member.filename)])
        return member.file_size


def _moved(source: LayerSource, copies: Mapping[Path, Path]) -> LayerSource:
    archive = archive_of(source)
    if archive is None or source.ogr is None:
        return source
    return replace(source, ogr=replace(source.ogr, path=str(copies[archive])))


def _packages_in(archive: Path) -> int:
    """0 as well when the archive cannot be read: GDAL then says why."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return sum(name.lower().endswith(_SUFFIX) for name in opened.namelist())
    except (OSError, zipfile.BadZipFile):
        return 0


@contextmanager
def _reading(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as opened:
            yield opened
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        refuse([troubles.archive_broken(archive.name)])


def _limit(member: zipfile.ZipInfo) -> int:
    return min(MAX_BYTES, max(_BLOCK, member.compress_size * MAX_RATIO))


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
    limit, written = _limit(member), 0
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
