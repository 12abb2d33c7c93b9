"""What a style language cannot say, told symbol by symbol, with what is drawn in its place."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication


class Losses:
    """Collects whole sentences, each once, in the order in which they were met."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._symbol = ""

    def about(self, symbol: str) -> None:
        """The label of the symbol that the next sentences are about; empty when the layer has only one."""
        self._symbol = symbol

    def add(self, sentence: str) -> None:
        self._sentences[f"{self._symbol}: {sentence}" if self._symbol else sentence] = None

    def add_filter(self, condition: str) -> None:
        """A filter, an expression of QGIS, that the language has no words for."""
        text = QCoreApplication.translate("CartesGouv", "Its filter cannot be carried, so it is left out: {filter}")
        self.add(text.format(filter=condition))

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._sentences)


def tell_of_absent_attributes(names: Sequence[str], losses: Losses) -> None:
    if names:
        losses.add(
            QCoreApplication.translate(
                "CartesGouv", "The style uses attributes that are not published: {attributes}"
            ).format(attributes=", ".join(names))
        )
