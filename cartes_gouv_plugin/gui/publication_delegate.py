"""How a publication looks in the list: its title, its technical name, where it is, and its five stages."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cartes_gouv_plugin.core.publication.publication import StageStatus
from cartes_gouv_plugin.core.publication.record import Condition, PublicationRecord
from cartes_gouv_plugin.gui import colours, quantities, stage_strip, wording
from cartes_gouv_plugin.gui.publications_model import RECORD

MARGIN = 8
GAP = 4
NARROWEST = 220
STATUS_OF_CONDITION = {
    Condition.ACTIVE: StageStatus.IN_PROGRESS,
    Condition.FAILED: StageStatus.FAILED,
    Condition.STOPPED: StageStatus.WAITING,
    Condition.DONE: StageStatus.SUCCESSFUL,
}


class PublicationDelegate(QStyledItemDelegate):
    """Paints a record of `PublicationsModel`. Everything is measured in the view's own font."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:
        line = QFontMetrics(option.font).height()
        return QSize(NARROWEST, 2 * MARGIN + 3 * line + 4 * GAP + stage_strip.height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        record: PublicationRecord = index.data(RECORD)
        self._paint_background(painter, option)
        area = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        selected = self._selected_colour(option)
        painter.save()
        line = QFontMetrics(option.font).height()
        self._paint_title(painter, option, QRect(area.left(), area.top(), area.width(), line), record, selected)
        painter.setFont(option.font)
        name = QRect(area.left(), area.top() + line + GAP, area.width(), line)
        _paint_line(
            painter, name, record.publication.technical_name, selected or colours.secondary_text(option.palette)
        )
        summary = name.translated(0, line + GAP)
        colour = selected or colours.of_status(STATUS_OF_CONDITION[record.condition], option.palette)
        _paint_line(painter, summary, wording.summary(record), colour)
        strip = QRect(area.left(), summary.bottom() + 2 * GAP, area.width(), stage_strip.height(option.font))
        stage_strip.StageStrip(painter, option.palette, option.font, selected).paint(strip, record.stages)
        painter.setPen(colours.hairline(option.palette))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(option.palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))

    def _selected_colour(self, option: QStyleOptionViewItem) -> QColor | None:
        if option.state & QStyle.StateFlag.State_Selected:
            return option.palette.color(QPalette.ColorRole.HighlightedText)
        return None

    def _paint_title(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        record: PublicationRecord,
        selected: QColor | None,
    ) -> None:
        date = quantities.day(record.created)
        painter.setFont(option.font)
        painter.setPen(selected or colours.secondary_text(option.palette))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, date)
        bold = QFont(option.font)
        bold.setBold(True)
        room = area.width() - QFontMetrics(option.font).horizontalAdvance(date) - 2 * GAP
        title = QFontMetrics(bold).elidedText(record.publication.datasheet, Qt.TextElideMode.ElideRight, room)
        painter.setFont(bold)
        painter.setPen(selected or option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)


def _paint_line(painter: QPainter, area: QRect, text: str, colour: QColor) -> None:
    """What has no room ends in an ellipsis."""
    painter.setPen(colour)
    elided = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
