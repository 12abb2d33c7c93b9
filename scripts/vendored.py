"""Puts the pure-Python libraries that the plugin carries into its `_vendor` folder: pinned, hashed, with their licence.

They are taken from the virtual environment, so nothing is downloaded here; a version or a content other than the pinned
one is refused. Parts that the plugin has no use for stay out, and a few lines are amended so that the plugin site's
scanners have nothing to say; each amendment must find its text as often as expected.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class VendoringRefused(Exception):
    """The library at hand is not the one that was reviewed."""


@dataclass(frozen=True)
class Amendment:
    """`before` is replaced by `after` in one file of the library, where it stands `times` times; `reason` says why."""

    file: str
    before: str
    after: str
    reason: str
    times: int = 1


@dataclass(frozen=True)
class Library:
    """`digest` is that of every Python file; `parts` are carried, without what is `left_out`."""

    name: str
    version: str
    digest: str
    licence: str
    parts: tuple[str, ...]
    left_out: tuple[str, ...]
    amendments: tuple[Amendment, ...]


_QGIS_NAMES = (
    "QgsColorRampShader",
    "QgsExpression",
    "QgsFontMarkerSymbolLayer",
    "QgsGeometryGeneratorSymbolLayer",
    "QgsGradientColorRamp",
    "QgsHeatmapRenderer",
    "QgsLinePatternFillSymbolLayer",
    "QgsMarkerLineSymbolLayer",
    "QgsMarkerSymbol",
    "QgsMultiBandColorRenderer",
    "QgsNullSymbolRenderer",
    "QgsPalLayerSettings",
    "QgsPalettedRasterRenderer",
    "QgsPointPatternFillSymbolLayer",
    "QgsRasterMarkerSymbolLayer",
    "QgsRuleBasedLabeling",
    "QgsRuleBasedRenderer",
    "QgsSVGFillSymbolLayer",
    "QgsSimpleFillSymbolLayer",
    "QgsSimpleLineSymbolLayer",
    "QgsSimpleMarkerSymbolLayer",
    "QgsSingleBandColorDataRenderer",
    "QgsSingleBandGrayRenderer",
    "QgsSingleBandPseudoColorRenderer",
    "QgsSvgMarkerSymbolLayer",
    "QgsSymbol",
    "QgsSymbolLayer",
    "QgsTextBackgroundSettings",
    "QgsUnitTypes",
    "QgsVectorLayerSimpleLabeling",
    "QgsWkbTypes",
)
_EXPLICIT_IMPORT = "    from qgis.core import (\n" + "".join(f"        {name},\n" for name in _QGIS_NAMES) + "    )\n"

BRIDGESTYLE = Library(
    name="bridgestyle",
    version="0.1.9",
    digest="b66299bf8bce04eb5fc8fbb2a1d7856039c921e9a9e1a61f581b04b3dbea5e59",
    licence="licenses/LICENSE.md",
    parts=("__init__.py", "version.py", "geostyler", "mapboxgl", "mapserver", "qgis", "sld"),
    left_out=("sld/parsecdata.py",),
    amendments=(
        Amendment(
            "qgis/togeostyler.py",
            "        try:\n            v = v()\n        except:\n            pass\n",
            "        v = v() if callable(v) else v\n",
            "no bare except",
        ),
        Amendment("qgis/togeostyler.py", "    from qgis.core import *\n", _EXPLICIT_IMPORT, "no star import"),
        Amendment("qgis/togeostyler.py", "except:\n", "except Exception:\n", "no bare except", times=6),
        Amendment("mapserver/fromgeostyler.py", "except:\n", "except Exception:\n", "no bare except"),
        Amendment("sld/fromgeostyler.py", "except:  #", "except Exception:  #", "no bare except"),
        Amendment("mapboxgl/fromgeostyler.py", "key=lambda l: l[", "key=lambda layer: layer[", "a name", times=2),
        Amendment(
            "mapboxgl/fromgeostyler.py",
            "[l.pop('Z', None) for l in layers]",
            "[layer.pop('Z', None) for layer in layers]",
            "a name",
        ),
        Amendment(
            "sld/fromgeostyler.py",
            "from xml.dom import minidom\nfrom xml.etree import ElementTree\n"
            "from xml.etree.ElementTree import Element, SubElement\n",
            "from xml.dom import minidom  # nosec B408 - reads only what this module wrote\n"
            "from xml.etree import ElementTree  # nosec B405 - writes only\n"
            "from xml.etree.ElementTree import Element, SubElement  # nosec B405 - writes only\n",
            "the scanner cannot see that nothing foreign is parsed",
        ),
        Amendment(
            "sld/fromgeostyler.py",
            "minidom.parseString(sldstring)",
            "minidom.parseString(sldstring)  # nosec B318 - written in the line above",
            "the scanner cannot see that nothing foreign is parsed",
        ),
        Amendment(
            "sld/transformations.py",
            "from xml.etree.ElementTree import Element, SubElement\n",
            "from xml.etree.ElementTree import Element, SubElement  # nosec B405 - writes only\n",
            "the scanner cannot see that nothing foreign is parsed",
        ),
    ),
)
LIBRARIES = (BRIDGESTYLE,)


def copy_vendored(vendor: Path) -> None:
    """Fills the folder `vendor`. Raises `VendoringRefused`."""
    vendor.mkdir(parents=True)
    (vendor / "__init__.py").write_text('"""Libraries that the plugin carries, each with its licence."""\n')
    for library in LIBRARIES:
        _copy(library, vendor / library.name)


def digest_of(folder: Path) -> str:
    """One digest for all Python files of a folder, names included."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        total.update(
            f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return total.hexdigest()


def _copy(library: Library, target: Path) -> None:
    packages = next((ROOT / ".venv" / "lib").glob("python3*/site-packages"))
    source = packages / library.name
    information = packages / f"{library.name}-{library.version}.dist-info"
    if not source.is_dir() or not information.is_dir():
        raise VendoringRefused(f"{library.name} {library.version} is not in the virtual environment")
    found = digest_of(source)
    if found != library.digest:
        raise VendoringRefused(f"{library.name} is not what was reviewed: its digest is {found}")
    target.mkdir()
    for part in library.parts:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy2(source / part, target / part)
    for name in library.left_out:
        (target / name).unlink()
    shutil.copy2(information / library.licence, target / "LICENSE.md")
    for amendment in library.amendments:
        _amend(library, target, amendment)


def _amend(library: Library, target: Path, amendment: Amendment) -> None:
    path = target / amendment.file
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    if text.count(amendment.before) != amendment.times:
        raise VendoringRefused(f"{library.name}: {amendment.file} does not hold as expected: {amendment.before!r}")
    path.write_text(text.replace(amendment.before, amendment.after), encoding="utf-8")


if __name__ == "__main__":
    copy_vendored(Path(sys.argv[1]))
