"""Colours that hold on light and dark themes: taken from the palette, or one of two shades chosen by it.

Colour is never the only sign: each status has its glyph and its word too. Both shades keep 4.5:1 on their background.
"""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

from cartes_gouv_plugin.core.publication.publication import StageStatus

MIDDLE_LIGHTNESS = 128


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < MIDDLE_LIGHTNESS


def of_status(status: StageStatus, palette: QPalette) -> QColor:
    dark = is_dark(palette)
    if status is StageStatus.SUCCESSFUL:
        return QColor("#63c77b" if dark else "#1a7431")
    if status is StageStatus.FAILED:
        return QColor("#ff8f87" if dark else "#b3261e")
    if status is StageStatus.IN_PROGRESS:
        return link(palette)
    return secondary_text(palette)


def link(palette: QPalette) -> QColor:
    """Themes' own blue of links is hard to read on a dark ground."""
    return QColor("#7db7f0" if is_dark(palette) else "#1b5fa6")


def secondary_text(palette: QPalette) -> QColor:
    """Text that steps back, still readable: two thirds of the way from the background to the text."""
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return blend(text, base, 0.68)


def hairline(palette: QPalette) -> QColor:
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return blend(text, base, 0.22)


def blend(front: QColor, back: QColor, share: float) -> QColor:
    """`share` (0 to 1) of `front` over `back`."""
    return QColor(
        round(front.red() * share + back.red() * (1 - share)),
        round(front.green() * share + back.green() * (1 - share)),
        round(front.blue() * share + back.blue() * (1 - share)),
    )
