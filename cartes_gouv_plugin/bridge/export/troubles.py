"""What stops an export on its way: disks, files, counts. Same shapes as in `problems`, always refusals."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.bridge.export.problems import Code, Level, Problem


def too_large(size: int, limit: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "The package would weigh {size} MB; the platform takes at most {limit} MB. Choose fewer layers or filter them.",
    )
    return Problem(Code.SIZE, Level.REFUSAL, "", sentence.format(size=size // 1_000_000, limit=limit // 1_000_000))


def outgrown(limit: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "The package grows beyond the {limit} MB that the platform takes. Choose fewer layers or filter them.",
    )
    return Problem(Code.SIZE, Level.REFUSAL, "", sentence.format(limit=limit // 1_000_000))


def surely_too_large(size: int, limit: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "The geometries alone weigh {size} MB; the platform takes packages of at most {limit} MB. Choose fewer layers"
        " or filter them.",
    )
    return Problem(Code.SIZE, Level.REFUSAL, "", sentence.format(size=size // 1_000_000, limit=limit // 1_000_000))


def not_sealed(file: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{file}” stayed beside the package: another program is using it. Close it and try again."
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, "", sentence.format(file=file))


def package_broken(details: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "The package was damaged while it was written: {details}.")
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, "", sentence.format(details=details))


def count_differs(layer: str, expected: int, found: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{layer}” has {expected} rows but {found} reached the package. Nothing is sent; try again, or save the layer"
        " to a new file first.",
    )
    return Problem(
        Code.COUNT_DIFFERS, Level.REFUSAL, layer, sentence.format(layer=layer, expected=expected, found=found)
    )


def srs_differs(layer: str, crs: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” is not in {crs} in the package. Nothing is sent.")
    return Problem(Code.CRS_UNKNOWN, Level.REFUSAL, layer, sentence.format(layer=layer, crs=crs))


def out_of_reach(layer: str, row: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "Feature {row} of “{layer}” lies where the chosen coordinate system has no coordinates. Correct it, or choose"
        " another system.",
    )
    return Problem(Code.CRS_WRONG_PLACE, Level.REFUSAL, layer, sentence.format(layer=layer, row=row))


def disk_full(folder: Path) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "There is no room left in {folder}. Free some and try again.")
    return Problem(Code.DISK_FULL, Level.REFUSAL, "", sentence.format(folder=folder))


def no_access(folder: Path, details: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "A file cannot be opened or written in {folder}: {details}.")
    return Problem(Code.FOLDER_READ_ONLY, Level.REFUSAL, "", sentence.format(folder=folder, details=details))


def locked(layer: str, details: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "Another program is writing the source of “{layer}” ({details}). Wait for it to end and try again.",
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, layer, sentence.format(layer=layer, details=details))


def unreadable(layer: str, details: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{layer}” cannot be read to its end: {details}.")
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, layer, sentence.format(layer=layer, details=details))


def rows_share_a_number(layer: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "Rows of “{layer}” have no number of their own in the table's key, or share one. Save the layer to a new file,"
        " and publish that one.",
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, layer, sentence.format(layer=layer))


def folder_read_only(folder: Path) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "Nothing can be written in {folder}. Choose another folder.")
    return Problem(Code.FOLDER_READ_ONLY, Level.REFUSAL, "", sentence.format(folder=folder))


def maybe_too_large(size: int, limit: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "The sources weigh {size} MB. Without their indexes they may fit into the {limit} MB that the platform takes.",
    )
    return Problem(Code.SIZE, Level.WARNING, "", sentence.format(size=size // 1_000_000, limit=limit // 1_000_000))


def little_room(folder: Path, size: int, free: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "{folder} has {free} MB left; the package may need {size} MB. Free some room first."
    )
    text = sentence.format(folder=folder, free=free // 1_000_000, size=size // 1_000_000)
    return Problem(Code.DISK_FULL, Level.REFUSAL, "", text)


def file_missing(path: Path) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "There is no file {path}. Choose it again.")
    return Problem(Code.SOURCE_MISSING, Level.REFUSAL, path.name, sentence.format(path=path))


def file_empty(name: str) -> Problem:
    sentence = QCoreApplication.translate("CartesGouv", "“{name}” is an empty file. Choose another one.")
    return Problem(Code.EMPTY, Level.REFUSAL, name, sentence.format(name=name))


def archive_broken(name: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{name}” is not a whole zip archive. Make or download it again."
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, name, sentence.format(name=name))


def archive_without_package(name: str, count: int) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{name}” holds {count} GeoPackages, and one is needed. Open other data in QGIS, and publish its layers.",
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, name, sentence.format(name=name, count=count), count=count)


def archive_unsafe(name: str, entry: str) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv",
        "“{name}” is not unpacked: “{entry}” is too large, protected or points elsewhere. Unpack it yourself.",
    )
    return Problem(Code.SOURCE_UNREADABLE, Level.REFUSAL, name, sentence.format(name=name, entry=entry))


def source_is_target(layer: str, path: Path) -> Problem:
    sentence = QCoreApplication.translate(
        "CartesGouv", "“{layer}” is read from {path}, which would be overwritten. Choose another file for the package."
    )
    return Problem(Code.SOURCE_IS_TARGET, Level.REFUSAL, layer, sentence.format(layer=layer, path=path))
