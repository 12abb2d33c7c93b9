"""A neutral SLD 1.0.0 for a table whose look is not known: a WMS-Vecteur cannot be published without one. Pure."""

from __future__ import annotations

from xml.sax.saxutils import escape  # nosec B406 - escapes only

COLOUR, OUTLINE = "#6a6af4", "#000091"

_POINT = (
    "<PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName>"
    f'<Fill><CssParameter name="fill">{COLOUR}</CssParameter></Fill>'
    f'<Stroke><CssParameter name="stroke">{OUTLINE}</CssParameter>'
    '<CssParameter name="stroke-width">1</CssParameter></Stroke></Mark><Size>8</Size></Graphic></PointSymbolizer>'
)
_LINE = (
    f'<LineSymbolizer><Stroke><CssParameter name="stroke">{OUTLINE}</CssParameter>'
    '<CssParameter name="stroke-width">2</CssParameter></Stroke></LineSymbolizer>'
)
_POLYGON = (
    f'<PolygonSymbolizer><Fill><CssParameter name="fill">{COLOUR}</CssParameter>'
    '<CssParameter name="fill-opacity">0.4</CssParameter></Fill>'
    f'<Stroke><CssParameter name="stroke">{OUTLINE}</CssParameter>'
    '<CssParameter name="stroke-width">1</CssParameter></Stroke></PolygonSymbolizer>'
)


def sld(table: str, geometry_type: str) -> str:
    """`geometry_type`: any usual spelling of it; a table of mixed or unknown geometries gets all three symbols."""
    kind = geometry_type.lower()
    if "point" in kind:
        symbolizers = _POINT
    elif "line" in kind or "curve" in kind:
        symbolizers = _LINE
    elif "polygon" in kind or "surface" in kind:
        symbolizers = _POLYGON
    else:
        symbolizers = _POLYGON + _LINE + _POINT
    name = escape(table)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/sld '
        'http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">'
        f"<NamedLayer><Name>{name}</Name><UserStyle><Name>{name}</Name><FeatureTypeStyle>"
        f"<Rule><Name>{name}</Name>{symbolizers}</Rule>"
        "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n"
    )
