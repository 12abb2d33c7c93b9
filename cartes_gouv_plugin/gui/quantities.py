"""Numbers for people, in the language and the habits of QGIS's locale."""

from __future__ import annotations

from datetime import datetime

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QDate, QLocale

MINUTE = 60
HOUR = 60 * MINUTE


def _locale() -> QLocale:
    """QGIS's own choice, which may differ from the system's."""
    return QLocale(QgsApplication.locale())


def size(byte_count: int) -> str:
    """A size in bytes, as `1,4 Mo`."""
    return _locale().formattedDataSize(byte_count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def rate(bytes_per_second: float) -> str:
    """A speed, as `2,1 Mo/s`."""
    return QCoreApplication.translate("CartesGouv", "{size}/s").format(size=size(int(bytes_per_second)))


def number(value: int) -> str:
    return _locale().toString(value)


def duration(seconds: float) -> str:
    """A length of time, to the precision that people need: `12 s`, `3 min 05 s`, `2 h 10 min`."""
    whole = max(0, round(seconds))
    if whole < MINUTE:
        return QCoreApplication.translate("CartesGouv", "{seconds} s").format(seconds=whole)
    if whole < HOUR:
        text = QCoreApplication.translate("CartesGouv", "{minutes} min {seconds} s")
        return text.format(minutes=whole // MINUTE, seconds=f"{whole % MINUTE:02d}")
    text = QCoreApplication.translate("CartesGouv", "{hours} h {minutes} min")
    return text.format(hours=whole // HOUR, minutes=f"{whole % HOUR // MINUTE:02d}")


def rough_duration(seconds: float) -> str:
    """A length of time that nobody knows exactly: less than a minute, so many minutes, or hours."""
    minutes = round(seconds / MINUTE)
    if minutes < 1:
        return QCoreApplication.translate("CartesGouv", "less than a minute")
    if seconds < 2 * HOUR:
        return QCoreApplication.translate("CartesGouv", "%n minute(s)", "", minutes)
    return QCoreApplication.translate("CartesGouv", "%n hour(s)", "", round(seconds / HOUR))


def moment(seconds_since_1970: float) -> str:
    """A date and a time of day, in local time."""
    local = datetime.fromtimestamp(seconds_since_1970)
    return _locale().toString(local, QLocale.FormatType.ShortFormat)


def day(seconds_since_1970: float) -> str:
    """A date, in local time."""
    return _locale().toString(datetime.fromtimestamp(seconds_since_1970).date(), QLocale.FormatType.ShortFormat)


def date(day: QDate) -> str:
    """A date that is known without a time."""
    return _locale().toString(day, QLocale.FormatType.ShortFormat)


def decimal(value: float) -> str:
    """A number with at most three decimals."""
    return _locale().toString(round(value, 3), "g", 7)
