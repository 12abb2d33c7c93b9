"""Labels of every kind, alone: their layers draw nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsNullSymbolRenderer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsPropertyCollection,
    QgsRuleBasedLabeling,
    QgsSimpleLineCallout,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from tests.qgis.symbology_corpus import Case, labelled, text
from tests.qgis.symbology_scene import layer

_Change = Callable[[QgsTextFormat], None]


def _written(
    kind: str = "Point",
    what: str = '"Nom"',
    *,
    look: _Change | None = None,
    change: Callable[[QgsPalLayerSettings], None] | None = None,
    **attributes: object,
) -> Callable[[Path], QgsVectorLayer]:
    def make(_: Path) -> QgsVectorLayer:
        settings = text(what, size=14)
        for name, value in attributes.items():
            setattr(settings, name, value)
        if look is not None:
            written = settings.format()
            look(written)
            settings.setFormat(written)
        if change is not None:
            change(settings)
        made = labelled(kind, settings)
        made.setRenderer(QgsNullSymbolRenderer())
        return made

    return make


def _on_a_ground(look: QgsTextFormat) -> None:
    background = look.background()
    background.setEnabled(True)
    look.setBackground(background)


def _underlined(look: QgsTextFormat) -> None:
    font = look.font()
    font.setUnderline(True)
    look.setFont(font)


def _with_shadow(look: QgsTextFormat) -> None:
    shadow = look.shadow()
    shadow.setEnabled(True)
    look.setShadow(shadow)


def _on_the_ground(look: QgsTextFormat) -> None:
    look.setSizeUnit(Qgis.RenderUnit.MapUnits)
    look.setSize(150)


def _haloed(look: QgsTextFormat) -> None:
    buffer = look.buffer()
    buffer.setEnabled(True)
    buffer.setColor(QColor(120, 120, 0))
    buffer.setSize(1.5)
    buffer.setOpacity(0.5)
    look.setBuffer(buffer)


def _called_out(settings: QgsPalLayerSettings) -> None:
    callout = QgsSimpleLineCallout()
    callout.setEnabled(True)
    settings.setCallout(callout)


def _sized_by_data(settings: QgsPalLayerSettings) -> None:
    properties = QgsPropertyCollection()
    properties.setProperty(QgsPalLayerSettings.Property.Size, QgsProperty.fromExpression('"Pop"'))
    settings.setDataDefinedProperties(properties)


def _by_rules(_: Path) -> QgsVectorLayer:
    root = QgsRuleBasedLabeling.Rule(None)
    small = QgsRuleBasedLabeling.Rule(text('"Nom"'), filterExp='"Pop" < 10', description="small")
    small.setMinimumScale(1000)
    group = QgsRuleBasedLabeling.Rule(None, filterExp='"Pop" > 10', description="group")
    group.appendChild(QgsRuleBasedLabeling.Rule(text("'<' || \"Nom\" || '> & \"'"), filterExp="\"Nom\" LIKE 'b%'"))
    root.appendChild(small)
    root.appendChild(group)
    made = layer("Point")
    made.setLabeling(QgsRuleBasedLabeling(root))
    made.setLabelsEnabled(True)
    made.setRenderer(QgsNullSymbolRenderer())
    return made


_WITHOUT = ("written without this",)
_OVER = Qgis.LabelPlacement.OverPoint
WRITINGS: dict[str, Case] = {
    "text, on a ground": Case(_written(look=_on_a_ground), None, ("background",)),
    "text, shadow": Case(_written(look=_with_shadow), None, ("shadow",)),
    # QGIS takes no heed of the opacity of a halo's colour, which is all that MapLibre has.
    "text, halo": Case(_written("Polygon", look=_haloed), tiles=None),
    "text, called out": Case(_written(change=_called_out, dist=5), None, _WITHOUT),
    "text, HTML": Case(_written(look=lambda look: look.setAllowHtmlFormatting(True)), None, _WITHOUT),
    "text, underlined": Case(_written(look=_underlined), None, _WITHOUT),
    "text, vertical": Case(
        _written(look=lambda look: look.setOrientation(Qgis.TextOrientation.Vertical)), None, _WITHOUT
    ),
    "text, size on the ground": Case(_written(look=_on_the_ground), None, _WITHOUT),
    "text, size by data": Case(_written(change=_sized_by_data), None, ("besides their text",)),
    "text, numbers": Case(_written(what='"Pop"', formatNumbers=True, decimals=2), None, _WITHOUT),
    "text, wrapped": Case(_written(wrapChar="'"), None, _WITHOUT),
    "text, in inches": Case(_written(look=lambda look: look.setSizeUnit(Qgis.RenderUnit.Inches) or look.setSize(0.2))),
    "text, in pixels": Case(_written(look=lambda look: look.setSizeUnit(Qgis.RenderUnit.Pixels) or look.setSize(20))),
    "text, translucent": Case(_written(look=lambda look: look.setColor(QColor(255, 0, 0, 100)))),
    # QGIS reads neither capitals nor other functions in a MapLibre style.
    "text, capitals": Case(
        _written(look=lambda look: look.setCapitalization(Qgis.Capitalization.AllUppercase)), tiles=None
    ),
    "text, function": Case(_written(what='upper("Nom")'), tiles=None),
    "text, joined": Case(_written(what='concat("Nom", \' \', "Pop")')),
    "text, title": Case(_written(what='title("Nom")'), tiles=None),
    "text, part": Case(_written(what='substr("Nom", 1, 2)'), tiles=None),
    "text, as text": Case(_written(what='to_string("Pop")')),
    "text, replaced": Case(_written(what="replace(\"Nom\", '''', '.')"), None, ("alone instead of",)),
    "text, the same everywhere": Case(_written(what="'<&>'"), tiles=None),
    "text, turned": Case(_written(angleOffset=30, placement=_OVER)),
    "text, moved": Case(_written(placement=_OVER, xOffset=3, yOffset=-3)),
    "text, around": Case(_written(placement=Qgis.LabelPlacement.AroundPoint, dist=2)),
    "text, on a line": Case(_written("LineString", placement=Qgis.LabelPlacement.Curved)),
    "text, by rules": Case(_by_rules),
}
