"""Waiting inside an algorithm: it ends as soon as the user cancels, and says what is waited for."""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from cartes_gouv_plugin.core.errors import Cancelled, EntrepotError

if TYPE_CHECKING:
    from cartes_gouv_plugin.bridge.connection import Asking, Connection
    from cartes_gouv_plugin.processing.algorithm import Words

_LOOK_S = 0.2
"""How long a cancelled wait lasts at most."""


def pause(feedback: QgsProcessingFeedback, seconds: float) -> bool:
    """Waits; True as soon as the user cancels."""
    never = threading.Event()
    left = seconds
    while left > 0 and not feedback.isCanceled():
        never.wait(min(left, _LOOK_S))
        left -= _LOOK_S
    return bool(feedback.isCanceled())


def asking(connection: Connection, words: Words, feedback: QgsProcessingFeedback) -> Asking:
    """For what is asked outside a publication: it outlasts a passing trouble, and tells of each wait."""

    def wait(error: EntrepotError, seconds: float) -> None:
        text = QCoreApplication.translate("CartesGouv", "{trouble} The platform is asked again in {seconds} s.")
        feedback.pushInfo(text.format(trouble=words.error(error), seconds=math.ceil(seconds)))
        if pause(feedback, seconds):
            raise Cancelled("stopped on request")

    return connection.asking(wait)
