"""What people see of each algorithm in the toolbox: name, group, help, icon, parameters, in French and in English."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from qgis.core import QgsProcessingAlgorithm
from qgis.PyQt.QtCore import QCoreApplication, QSize, QTranslator

from cartes_gouv_plugin import installation
from cartes_gouv_plugin.processing.algorithm import Surroundings, Words
from cartes_gouv_plugin.processing.provider import ALGORITHMS, EXAMPLES
from scripts.translations import compile_into

SAME_IN_BOTH = ("GeoPackage", "Publication", "Type", "Services (JSON)", "Service", "Projection")
EVERY = [*ALGORITHMS, *EXAMPLES]
SURROUNDINGS = Surroundings(lambda: Words(str, str, str), "0")  # nothing is run here


def shown(algorithm: QgsProcessingAlgorithm) -> list[str]:
    """All its words for people."""
    parts = [*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()]
    described = [part.description() for part in parts if part.description() not in SAME_IN_BOTH]
    return [algorithm.displayName(), algorithm.shortHelpString(), algorithm.shortDescription(), *described]


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> QTranslator:
    folder = tmp_path_factory.mktemp("i18n")
    compile_into(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "find", lambda _name: folder)
        translator = installation.load_translator("fr_FR")
    assert translator is not None
    return translator


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.NAME)
def test_it_has_a_name_a_group_a_help_and_an_icon(qgis_app, kind) -> None:
    algorithm = kind(SURROUNDINGS).create()
    assert algorithm.name() == kind.NAME
    assert all(shown(algorithm)), "something has no words"
    assert len(algorithm.shortHelpString()) > 100
    assert algorithm.group()
    assert algorithm.groupId()
    assert urlsplit(algorithm.helpUrl()).scheme in ("file", "https")
    assert not algorithm.icon().pixmap(QSize(24, 24)).toImage().isNull()


def test_each_has_an_icon_of_its_own_but_for_the_plugin_s_and_the_models(qgis_app) -> None:
    pictures = {kind.NAME: kind(SURROUNDINGS).icon().pixmap(QSize(24, 24)).toImage() for kind in ALGORITHMS}
    same = [(a, b) for a in pictures for b in pictures if a < b and pictures[a] == pictures[b]]
    assert same == []


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.NAME)
def test_it_speaks_french(qgis_app, french: QTranslator, kind) -> None:
    english = shown(kind(SURROUNDINGS).create())
    QCoreApplication.installTranslator(french)
    try:
        spoken = shown(kind(SURROUNDINGS).create())
    finally:
        QCoreApplication.removeTranslator(french)
    assert [words for words in spoken if words in english] == []
