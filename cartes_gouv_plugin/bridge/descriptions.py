"""What layers and the project say of themselves, as the datasheet's metadata record needs it. Main thread.

People are those that somebody wrote into a layer's or the project's metadata, unless the form or the algorithm was
told others: it shows the address before it becomes public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from qgis.core import Qgis, QgsAbstractMetadataBase, QgsMapLayer, QgsProject

from cartes_gouv_plugin.bridge.choice import Answers
from cartes_gouv_plugin.core.publication.publication import MetadataRequest
from cartes_gouv_plugin.core.services.themes import TOPICS, suggested_theme

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


def answered(said: MetadataRequest, answers: Answers, producer: str) -> MetadataRequest:
    """`said`, with what somebody was asked for in its place. The producer of the data is the organisation behind it."""
    email = answers.contact_email or said.contact_email
    return replace(
        said,
        abstract=answers.abstract or said.abstract,
        themes=answers.themes or said.themes,
        contact_email=email,
        organisation=producer or said.organisation,
        organisation_email=email,
        creation_date=answers.creation_date or said.creation_date,
    )


def themes_of(layers: Sequence[QgsMapLayer], datasheet: str, said: MetadataRequest) -> tuple[str, ...]:
    """The topics that the layers' metadata name, else the one that their names and the datasheet's speak of."""
    found = suggested_theme([datasheet, *(layer.name() for layer in layers)])
    return said.themes or ((found,) if found else ())


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
