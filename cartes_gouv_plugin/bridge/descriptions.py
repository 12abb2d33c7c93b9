"""What layers and the project say of themselves, as the datasheet's metadata record needs it. Main thread.

People are taken only from contacts that somebody wrote into a layer's or the project's metadata: an address that was
never meant to be public must not end up in a public catalogue. Without them no record is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from qgis.core import Qgis, QgsAbstractMetadataBase, QgsMapLayer, QgsProject

from cartes_gouv_plugin.core.publication.publication import MetadataRequest

TOPICS = (
    "biota",
    "boundaries",
    "climatologyMeteorologyAtmosphere",
    "economy",
    "elevation",
    "environment",
    "farming",
    "geoscientificInformation",
    "health",
    "imageryBaseMapsEarthCover",
    "intelligenceMilitary",
    "inlandWaters",
    "location",
    "oceans",
    "planningCadastre",
    "society",
    "structure",
    "transportation",
    "utilitiesCommunication",
)
"""ISO 19115 topic codes (CG:assets/data/topic_categories.json)."""

_TOPIC_VOCABULARY = "gmd:topicCategory"
_INSPIRE_WORDS = ("inspire", "gemet")
_DEFAULT_LANGUAGE = "fre"
_THREE_LETTERS = 3


def described(layers: Sequence[QgsMapLayer], project: QgsProject) -> MetadataRequest:
    """What is said of the layers, the first word being the right one, and of the project where they say nothing."""
    sources: list[QgsAbstractMetadataBase] = [*(layer.metadata() for layer in layers), project.metadata()]
    email, organisation = _people(sources)
    return MetadataRequest(
        abstract=_first(source.abstract() for source in sources),
        themes=tuple(dict.fromkeys(topic for source in sources for topic in _topics(source))),
        inspire_keywords=tuple(dict.fromkeys(word for source in sources for word in _keywords(source, inspire=True))),
        free_keywords=tuple(dict.fromkeys(word for source in sources for word in _keywords(source, inspire=False))),
        contact_email=email,
        organisation=organisation,
        organisation_email=email,
        creation_date=_created(sources),
        genealogy=_first("\n".join(source.history()) for source in sources),
        language=_language(sources),
    )


def _first(texts: Iterable[str]) -> str:
    return next((text.strip() for text in texts if text.strip()), "")


def _people(sources: Iterable[QgsAbstractMetadataBase]) -> tuple[str, str]:
    """(e-mail, organisation) of the first contact that has an address."""
    for source in sources:
        for contact in source.contacts():
            if "@" in contact.email:
                return contact.email.strip(), (contact.organization or contact.name).strip()
    return "", ""


def _topics(source: QgsAbstractMetadataBase) -> Iterable[str]:
    """Categories are free texts in QGIS: only those that are topic codes count."""
    codes = {code.lower(): code for code in TOPICS}
    said = [*source.categories(), *source.keywords().get(_TOPIC_VOCABULARY, [])]
    return (codes[word.strip().lower()] for word in said if word.strip().lower() in codes)


def _keywords(source: QgsAbstractMetadataBase, *, inspire: bool) -> Iterable[str]:
    for vocabulary, words in source.keywords().items():
        is_inspire = any(word in vocabulary.lower() for word in _INSPIRE_WORDS)
        if vocabulary != _TOPIC_VOCABULARY and is_inspire is inspire:
            yield from (word.strip() for word in words if word.strip())


def _created(sources: Iterable[QgsAbstractMetadataBase]) -> str:
    """`YYYY-MM-DD`; today when nothing is said."""
    for source in sources:
        moment = source.dateTime(Qgis.MetadataDateType.Created)
        if moment.isValid():
            return str(moment.date().toString("yyyy-MM-dd"))
    return date.today().isoformat()


def _language(sources: Iterable[QgsAbstractMetadataBase]) -> str:
    """An ISO 639-2 code."""
    said = _first(source.language() for source in sources).lower()
    return said if len(said) == _THREE_LETTERS and said.isalpha() else _DEFAULT_LANGUAGE
