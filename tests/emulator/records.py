"""Styles and metadata records for the emulator's own tests."""

from __future__ import annotations

_SLD = """<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc">
<NamedLayer><Name>points</Name><UserStyle><Name>points</Name><FeatureTypeStyle><Rule>
<ogc:Filter><ogc:PropertyIsNotEqualTo><ogc:PropertyName>{attribute}</ogc:PropertyName><ogc:Literal>x</ogc:Literal>
</ogc:PropertyIsNotEqualTo></ogc:Filter>
<PointSymbolizer><Graphic><Mark><WellKnownName>square</WellKnownName>
<Fill><CssParameter name="fill">{colour}</CssParameter></Fill></Mark><Size>{size}</Size></Graphic></PointSymbolizer>
</Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"""

_RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
<gmd:fileIdentifier><gco:CharacterString>{identifier}</gco:CharacterString></gmd:fileIdentifier>
<gmd:language><gmd:LanguageCode codeList="x" codeListValue="fre"/></gmd:language>
<gmd:hierarchyLevel><gmd:MD_ScopeCode codeList="x" codeListValue="{level}"/></gmd:hierarchyLevel>
<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
<gmd:title><gco:CharacterString>{title}</gco:CharacterString></gmd:title></gmd:CI_Citation></gmd:citation>
<gmd:abstract><gco:CharacterString>Un jeu</gco:CharacterString></gmd:abstract></gmd:MD_DataIdentification>
</gmd:identificationInfo></gmd:MD_Metadata>"""


def sld(attribute: str = "nom", colour: str = "#ff0000", size: int = 40) -> bytes:
    """Squares of that colour and size in pixels, filtered by the attribute."""
    return _SLD.format(attribute=attribute, colour=colour, size=size).encode()


def record(identifier: str, title: str = "Des points", level: str = "dataset") -> bytes:
    return _RECORD.format(identifier=identifier, title=title, level=level).encode()
