"""What layers and the project say of themselves becomes the datasheet's record."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsAbstractMetadataBase, QgsLayerMetadata, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from cartes_gouv_plugin.bridge.descriptions import described
from cartes_gouv_plugin.core.services.records import is_complete


@pytest.fixture
def project() -> QgsProject:
    return QgsProject()


def _layer(metadata: QgsLayerMetadata | None = None) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "points", "memory")
    if metadata is not None:
        layer.setMetadata(metadata)
    return layer


def _contact(email: str, organisation: str = "") -> QgsAbstractMetadataBase.Contact:
    contact = QgsAbstractMetadataBase.Contact("Jeanne")
    contact.email, contact.organization = email, organisation
    return contact


def test_a_layer_that_says_everything(project: QgsProject) -> None:
    metadata = QgsLayerMetadata()
    metadata.setAbstract(" Les points ")
    topics = ["Environment", "Divers", "farming"]
    metadata.setKeywords({"gmd:topicCategory": topics, "GEMET - INSPIRE themes": ["Sols"], "mots": ["libre"]})
    metadata.setContacts([_contact(""), _contact("a@example.org", "Commune")])
    metadata.setHistory(["Levé", "Contrôlé"])
    metadata.setDateTime(Qgis.MetadataDateType.Created, QDateTime(QDate(2024, 5, 6), QTime(0, 0)))
    metadata.setLanguage("ENG")

    said = described([_layer(), _layer(metadata)], project)

    assert said.abstract == "Les points"
    assert said.themes == ("environment", "farming")
    assert (said.inspire_keywords, said.free_keywords) == (("Sols",), ("libre",))
    assert (said.contact_email, said.organisation, said.organisation_email) == (
        "a@example.org",
        "Commune",
        "a@example.org",
    )
    assert (said.creation_date, said.genealogy, said.language) == ("2024-05-06", "Levé\nContrôlé", "eng")
    assert is_complete(said)


def test_a_layer_that_says_nothing_gives_no_record(project: QgsProject) -> None:
    said = described([_layer()], project)
    assert (said.contact_email, said.themes, said.language) == ("", (), "fre")
    assert not is_complete(said)


def test_the_project_speaks_where_the_layers_are_silent(project: QgsProject) -> None:
    metadata = project.metadata()
    metadata.setAbstract("Le projet")
    metadata.setContacts([_contact("p@example.org")])
    project.setMetadata(metadata)

    said = described([_layer()], project)

    assert (said.abstract, said.contact_email, said.organisation) == ("Le projet", "p@example.org", "Jeanne")
