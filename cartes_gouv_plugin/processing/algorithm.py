"""What all algorithms of the provider have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from cartes_gouv_plugin.bridge.settings import read_settings
from cartes_gouv_plugin.core.errors import CartesGouvError
from cartes_gouv_plugin.core.progress import Reporter
from cartes_gouv_plugin.installation import RESOURCES, help_address

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.connection import Asking, Connection
    from cartes_gouv_plugin.core.publication.record import Failure, PublicationRecord


@dataclass(frozen=True)
class Words:
    """Sentences for people, in their language, about what happens and what went wrong."""

    error: Callable[[CartesGouvError], str]
    failure: Callable[[Failure], str]
    summary: Callable[[PublicationRecord], str]


@dataclass(frozen=True)
class Surroundings:
    """What the algorithms are given by the plugin."""

    make_words: Callable[[], Words]
    plugin_version: str

    @property
    def words(self) -> Words:
        return self.make_words()

    def connect(self) -> Connection:
        """The platform as the settings and the environment of now say. To be made on the main thread."""
        from cartes_gouv_plugin.bridge.connection import Connection

        return Connection(read_settings(), self.plugin_version)


class Group(Enum):
    """Where an algorithm stands in the toolbox; the values are identifiers that never change."""

    PUBLICATION = "publication"
    DATASHEETS = "datasheets"


class Algorithm(QgsProcessingAlgorithm):
    """A thin algorithm: a subclass declares parameters, `capture`s on the main thread, and `work`s on any thread.

    `capture` and `work` raise `CartesGouvError`; it ends the algorithm with the sentences for people. What they work
    with is imported in them: QGIS makes every algorithm at each of its starts, and runs hardly any.
    """

    NAME = ""
    ICON = "icon"
    GROUP = Group.PUBLICATION

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.surroundings = surroundings

    def createInstance(self) -> Algorithm:
        return type(self)(self.surroundings)

    def name(self) -> str:
        return self.NAME

    def group(self) -> str:
        return {
            Group.PUBLICATION: QCoreApplication.translate("CartesGouv", "Publication"),
            Group.DATASHEETS: QCoreApplication.translate("CartesGouv", "Datasheets"),
        }[self.GROUP]

    def groupId(self) -> str:
        return self.GROUP.value

    def shortDescription(self) -> str:
        """The first sentence of the help."""
        return self.shortHelpString().partition(". ")[0].rstrip(".") + "."

    def helpUrl(self) -> str:
        return help_address(QgsApplication.locale(), "automation").toString()

    def icon(self) -> QIcon:
        return QIcon(str(RESOURCES / f"{self.ICON}.svg"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, feedback: QgsProcessingFeedback) -> bool:
        with self._explained():
            self.capture(parameters, context, feedback)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        with self._explained():
            return self.work(parameters, context, feedback)

    def capture(self, parameters: dict[str, Any], context: Any, feedback: QgsProcessingFeedback) -> None:
        """Takes from layers and settings what `work` needs. On the main thread; must not wait."""

    def work(self, parameters: dict[str, Any], context: Any, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Does the work and returns the outputs."""
        raise NotImplementedError

    def asking(self, connection: Connection, feedback: QgsProcessingFeedback) -> Asking:
        """What `work` asks of the platform outside a publication goes through this: it outlasts a passing trouble."""
        from cartes_gouv_plugin.processing.waiting import asking

        return asking(connection, self.surroundings.words, feedback)

    def add_text_outputs(self, **descriptions: str) -> None:
        """Declares one text output per keyword: its name, and its description for people."""
        for name, description in descriptions.items():
            self.addOutput(QgsProcessingOutputString(name, description))

    def add_publication_outputs(self) -> None:
        """The outputs that `publish` and `resume` share."""
        self.add_text_outputs(
            PUBLICATION=QCoreApplication.translate("CartesGouv", "Publication"),
            UPLOAD=QCoreApplication.translate("CartesGouv", "Delivery"),
            STORED_DATA=QCoreApplication.translate("CartesGouv", "Stored data"),
            OFFERINGS=QCoreApplication.translate("CartesGouv", "Services (JSON)"),
            DATASHEET_URL=QCoreApplication.translate("CartesGouv", "Page of the datasheet"),
        )

    def _explained(self) -> _Explained:
        return _Explained(self.surroundings.words.error)


class _Explained:
    """Turns the errors of the house into Processing's own, with sentences for people."""

    def __init__(self, explain: Callable[[CartesGouvError], str]) -> None:
        self._explain = explain

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, CartesGouvError):
            raise QgsProcessingException(self._explain(error)) from error


def reporter(feedback: QgsProcessingFeedback) -> Reporter:
    """Progress and cancelling through Processing's feedback."""
    return Reporter(lambda fraction: feedback.setProgress(100 * fraction), feedback.isCanceled)
