"""Where the plugin's own files are, in the source tree and in the installed package.

In the source tree `metadata.txt` and `i18n/` lie beside the package, in the installed package inside it.
"""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

from qgis.PyQt.QtCore import QLocale, QTranslator, QUrl

PACKAGE = Path(__file__).resolve().parent
RESOURCES = PACKAGE / "resources"
MODELS = PACKAGE / "models"


def find(name: str) -> Path | None:
    """The file or folder `name` of the installation, None when it is absent."""
    candidates = (PACKAGE / name, PACKAGE.parent / name)
    return next((candidate for candidate in candidates if candidate.exists()), None)


def version() -> str:
    """The version that `metadata.txt` declares."""
    return _declared("version", "0")


def homepage() -> str:
    """The address that `metadata.txt` declares."""
    return _declared("homepage", "")


def _declared(key: str, fallback: str) -> str:
    path = find("metadata.txt")
    if path is None:
        return fallback
    metadata = ConfigParser()
    metadata.read(path, encoding="utf-8")
    return metadata.get("general", key, fallback=fallback)


def help_address(locale: str, page: str = "index") -> QUrl:
    """The page of the installed help, in French for French locales, else in English; the web's in the source tree."""
    found = find(f"help/{'fr' if locale.startswith('fr') else 'en'}/{page}.html")
    return QUrl(homepage()) if found is None else QUrl.fromLocalFile(str(found))


def load_translator(locale: str) -> QTranslator | None:
    """The translations for `locale` (`fr_FR`, `fr`, `en_GB`…), None when the plugin does not speak that language."""
    folder = find("i18n")
    if folder is None:
        return None
    translator = QTranslator()
    if translator.load(QLocale(locale), "cartes_gouv_plugin", "_", str(folder)):
        return translator
    return None
