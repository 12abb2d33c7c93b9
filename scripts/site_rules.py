"""The plugin site's own rules for a package, applied to the built zip (QGIS-Plugins-Website, plugins/validator.py).

Everything that the site does without a network. Whether the three addresses of the metadata answer is seen online only.
"""

from __future__ import annotations

import configparser
import io
import re
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

LARGEST = 25_000_000
OUR_LARGEST = 2_000_000
REQUIRED = (
    "name",
    "description",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "about",
    "tracker",
    "repository",
)
# The site asks for the homepage too: it follows the address without looking whether there is one.
ADDRESSES = ("homepage", "tracker", "repository")
BOOLEANS = ("experimental", "deprecated", "server", "hasProcessingProvider")
CATEGORIES = ("Raster", "Vector", "Database", "Mesh", "Web", "Plugins")
FORBIDDEN_FOLDERS = {".git", "__pycache__", "__MACOSX"}
BINARIES = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyd"}
SUFFIXES = {
    "",
    ".py",
    ".ui",
    ".svg",
    ".png",
    ".qml",
    ".json",
    ".html",
    ".txt",
    ".md",
    ".qm",
    ".model3",
}


def problems_of(archive: Path, package: str = "cartes_gouv_plugin") -> list[str]:
    """What the site, or the house, would refuse; empty when all is well."""
    size = archive.stat().st_size
    found = [f"{size} bytes is more than the house's {OUR_LARGEST}"] if size > OUR_LARGEST else []
    if size > LARGEST:
        found.append(f"{size} bytes is more than the site takes")
    with zipfile.ZipFile(archive) as content:
        broken = content.testzip()
        if broken:
            found.append(f"{broken}: damaged")
        found += _structure(content.infolist(), package)
        names = set(content.namelist())
        for required in ("__init__.py", "metadata.txt", "LICENSE"):
            if f"{package}/{required}" not in names:
                found.append(f"{required} is missing")
        if f"{package}/metadata.txt" in names:
            found += metadata_problems(content.read(f"{package}/metadata.txt").decode("utf-8"))
            found += _icon(content, package)
    return found


def _structure(entries: list[zipfile.ZipInfo], package: str) -> list[str]:
    if not entries or PurePosixPath(entries[0].filename).parts[0] != package:
        return [f"the first entry is not in {package}/"]
    found = [f"{package} is not a name for a package"] if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+", package) else []
    for entry in entries:
        name, parts = entry.filename, PurePosixPath(entry.filename).parts
        if ".." in parts or name.startswith("/") or "\\" in name or ":" in name:
            found.append(f"{name}: a path that leaves the folder")
        if ".pyc" in name or FORBIDDEN_FOLDERS & set(parts) or any(part.startswith(".") for part in parts):
            found.append(f"{name}: has no place in a package")
        if parts[0] != package:
            found.append(f"{name}: outside of {package}/")
        if not name.endswith("/"):
            found += _file(entry)
    return found


def _file(entry: zipfile.ZipInfo) -> list[str]:
    suffix = PurePosixPath(entry.filename).suffix.lower()
    if suffix in BINARIES or suffix not in SUFFIXES:
        return [f"{entry.filename}: a kind of file that is not carried"]
    return [f"{entry.filename}: executable"] if (entry.external_attr >> 16) & 0o111 else []


def metadata_problems(text: str) -> list[str]:
    """As the site reads it: with interpolation, so that a bare `%` is an error."""
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_file(io.StringIO(text))
        general = {key: parser.get("general", key) for key in parser.options("general")}
    except (configparser.Error, KeyError) as error:
        return [f"metadata.txt cannot be read: {error}"]
    found = [f"metadata: {key} is missing" for key in REQUIRED + ADDRESSES if not general.get(key, "").strip()]
    found += [f"metadata: {key} is no yes or no" for key in BOOLEANS if not _is_boolean(general.get(key, "yes"))]
    found += [f"metadata: {key} is no public address" for key in ADDRESSES if not _is_address(general.get(key, ""))]
    if not re.fullmatch(r"[^/]+", general.get("author", "")):
        found.append("metadata: author may not hold a slash")
    if not re.fullmatch(r"\d+\.\d+\.\d+", general.get("version", "")):
        found.append("metadata: versions compare as text on the site: MAJOR.MINOR.PATCH only")
    if not re.fullmatch(r"3\.\d+", general.get("qgisMinimumVersion", "")):
        found.append("metadata: qgisMinimumVersion")
    if general.get("qgisMaximumVersion") != "4.99":
        found.append("metadata: without qgisMaximumVersion=4.99 QGIS 4 does not list the plugin")
    if general.get("category") not in CATEGORIES:
        found.append("metadata: category")
    return found


def _is_boolean(word: str) -> bool:
    return word.strip().lower() in ("true", "false", "yes", "no", "0", "1")


def _is_address(address: str) -> bool:
    parts = urlsplit(address.strip())
    placeholders = ("bugs", "repo", "homepage")
    return parts.scheme in ("http", "https") and "." in parts.netloc and parts.netloc not in placeholders


def _icon(content: zipfile.ZipFile, package: str) -> list[str]:
    found = re.search(r"(?m)^icon\s*=\s*(\S+)", content.read(f"{package}/metadata.txt").decode("utf-8"))
    if found and f"{package}/{found.group(1)}" not in content.namelist():
        return [f"the icon {found.group(1)} is not in the package"]
    return []
