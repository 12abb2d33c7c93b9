"""How tiles are cut: levels and attributes of each layer, generalisation, and a sample drawn on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsApplication, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from cartes_gouv_plugin.bridge.choice import TileOptions
from cartes_gouv_plugin.bridge.tiling import Prediction, sample_area, sample_bounds
from cartes_gouv_plugin.core.publication.naming import KEY_COLUMN
from cartes_gouv_plugin.core.publication.publication import TileRequest
from cartes_gouv_plugin.core.services.tiling import Levels
from cartes_gouv_plugin.gui import forms, wording_options
from cartes_gouv_plugin.gui.generalisation_choice import GeneralisationChoice
from cartes_gouv_plugin.gui.sample_tool import SampleTool


class TileOptionsBox(QWidget):
    """`changed`: tiles would be cut otherwise."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load("tile_options", self)
        self._levels: dict[str, Levels] = {}
        self._suggested: dict[str, Levels] = {}
        self._dropped: dict[str, set[str]] = {}
        self._layers: dict[str, QgsVectorLayer] = {}
        self._lacking: dict[str, str] = {}
        self._area = ""
        self._tool: SampleTool | None = None
        self._presets = GeneralisationChoice(self.generalisation, self.picture, self.explanation)
        for button, icon in (
            (self.draw, "ActionAddBasicRectangle"),
            (self.suggest, "ActionUndo"),
            (self.clear, "IconClearText"),
        ):
            button.setIcon(QgsApplication.getThemeIcon(f"/m{icon}.svg"))
        # Unfolding shows everything in the box, empty remarks too.
        self.group.collapsedStateChanged.connect(self._show_layer)
        self.layer.currentIndexChanged.connect(self._show_layer)
        self.top.valueChanged.connect(self._levels_edited)
        self.bottom.valueChanged.connect(self._levels_edited)
        self.suggest.clicked.connect(self._forget_levels)
        self.attributes.checkedItemsChanged.connect(self._attributes_edited)
        self.generalisation.currentIndexChanged.connect(self._show_generalisation)
        self.draw.toggled.connect(self._draw)
        self.clear.clicked.connect(self._whole)
        line = self.fontMetrics().height()
        self.attributesWarning.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(line, line))
        self._show_generalisation()
        self._show_lacking()
        self._show_area()

    def use_canvas(self, canvas: QgsMapCanvas) -> None:
        """The map on which a sample is drawn."""
        self._tool = SampleTool(canvas)
        self._tool.drawn.connect(self._drawn)
        self._tool.ended.connect(lambda: self.draw.setChecked(False))
        self._show_area()

    def leave(self) -> None:
        """The form is left: nothing of it stays on the map."""
        if self._tool is not None:
            self._tool.stop()
            self._tool.clear()

    def remove(self) -> None:
        """For good: the map outlives the plugin."""
        if self._tool is not None:
            self._tool.ended.disconnect()
            self._tool.remove()
            self._tool = None

    def reset(self) -> None:
        self.group.setCollapsed(True)
        self._levels.clear()
        self._dropped.clear()
        self.generalisation.setCurrentIndex(0)
        self._whole()

    def offer(self, layers: Sequence[QgsVectorLayer]) -> None:
        """The layers that tiles would show."""
        present = self.layer.currentData()
        self._layers = {layer.id(): layer for layer in layers}
        with QSignalBlocker(self.layer):
            self.layer.clear()
            for layer in layers:
                self.layer.addItem(layer.name(), layer.id())
            self.layer.setCurrentIndex(max(0, self.layer.findData(present)))
        for widget in (self.layer, self.layerLabel):
            widget.setVisible(len(layers) > 1)
        self._show_layer()

    def show_predictions(self, predictions: Sequence[tuple[str, Prediction]]) -> None:
        """What suits each layer, by its identifier."""
        for layer, prediction in predictions:
            if layer not in self._levels:
                self._suggested[layer] = Levels(prediction.levels.top, prediction.levels.bottom)
        self._show_levels()

    def show_lacking(self, sentences: Mapping[str, str]) -> None:
        """What the style of a layer misses among the attributes kept, by the layer's name."""
        self._lacking = dict(sentences)
        self._show_lacking()

    def show_request(self, request: TileRequest) -> None:
        """Generalisation and area of tiles that were asked for before."""
        self._presets.choose(request.generalisation)
        self._area = request.area
        self._show_area()

    def options(self) -> TileOptions:
        kept = {layer: self._kept(layer) for layer, dropped in self._dropped.items() if dropped}
        return TileOptions(
            levels={layer: levels for layer, levels in self._levels.items() if layer in self._layers},
            attributes={layer: names for layer, names in kept.items() if names},
            generalisation=self._presets.chosen.options,
            area=self._area,
        )

    def reason(self) -> str:
        """Why nothing can be published as it is; empty when it can."""
        wrong = any(levels.top > levels.bottom for levels in self.options().levels.values())
        return wording_options.reason_tile_levels() if wrong else ""

    def _kept(self, layer: str) -> tuple[str, ...]:
        if layer not in self._layers:
            return ()
        dropped = self._dropped.get(layer, set())
        return tuple(name for name in self._attributes(layer) if name not in dropped)

    def _attributes(self, layer: str) -> tuple[str, ...]:
        """All but the key of a GeoPackage, which the platform gives anew."""
        fields = self._layers[layer].fields() if layer in self._layers else ()
        return tuple(field.name() for field in fields if field.name().lower() != KEY_COLUMN)

    def _show_layer(self, *_ignored: object) -> None:
        layer = self.layer.currentData()
        dropped = self._dropped.get(layer, set())
        with QSignalBlocker(self.attributes):
            self.attributes.clear()
            for name in self._attributes(layer):
                state = Qt.CheckState.Unchecked if name in dropped else Qt.CheckState.Checked
                self.attributes.addItemWithCheckState(name, state)
        self._show_lacking()
        self._show_levels()

    def _show_lacking(self) -> None:
        sentence = self._lacking.get(self.layer.currentText(), "")
        self.attributesRemark.setText(sentence)
        for widget in (self.attributesRemark, self.attributesWarning):
            widget.setVisible(bool(sentence))

    def _show_levels(self) -> None:
        layer = self.layer.currentData()
        chosen, suggested = self._levels.get(layer), self._suggested.get(layer)
        levels = chosen or suggested
        for spin in (self.top, self.bottom):
            spin.setEnabled(levels is not None)
        if levels is not None:
            with QSignalBlocker(self.top), QSignalBlocker(self.bottom):
                self.top.setValue(levels.top)
                self.bottom.setValue(levels.bottom)
        self.suggest.setEnabled(chosen is not None)
        known = wording_options.levels_suggested() if levels is not None else wording_options.levels_unknown()
        self.levelsRemark.setText(self.reason() if chosen is not None else known)
        self.levelsRemark.setVisible(bool(self.levelsRemark.text()))

    def _levels_edited(self, *_ignored: object) -> None:
        self._levels[self.layer.currentData()] = Levels(self.top.value(), self.bottom.value())
        self._show_levels()
        self.changed.emit()

    def _forget_levels(self) -> None:
        self._levels.pop(self.layer.currentData(), None)
        self._show_levels()
        self.changed.emit()

    def _attributes_edited(self, *_ignored: object) -> None:
        layer, kept = self.layer.currentData(), set(self.attributes.checkedItems())
        self._dropped[layer] = set(self._attributes(layer)) - kept if kept else set()
        self._show_generalisation()

    def _show_generalisation(self, *_ignored: object) -> None:
        self._presets.explain(max((len(self._kept(layer)) for layer in self._layers), default=0))
        self.changed.emit()

    def _draw(self, wanted: bool) -> None:
        if self._tool is not None:
            self._tool.start() if wanted else self._tool.stop()

    def _drawn(self, rectangle: QgsRectangle) -> None:
        try:
            self._area = sample_area(rectangle, self._tool.canvas().mapSettings().destinationCrs())
        except ValueError:
            self._tool.clear()
            self._area = ""
            self._show_area(wording_options.no_area())
            return
        self._show_area()
        self.changed.emit()

    def _whole(self) -> None:
        self._area = ""
        if self._tool is not None:
            self._tool.clear()
        self._show_area()
        self.changed.emit()

    def _show_area(self, trouble: str = "") -> None:
        bounds = sample_bounds(self._area)
        said = wording_options.sample(*bounds) if bounds is not None else wording_options.whole_data()
        self.area.setText(trouble or said)
        self.clear.setEnabled(bool(self._area))
        self.draw.setEnabled(self._tool is not None)
