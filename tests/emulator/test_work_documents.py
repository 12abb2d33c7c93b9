"""Styles and metadata records: what is accepted, what is refused and in which words."""

from __future__ import annotations

import pytest
from lxml import etree

from emulator.work import iso, sld

STYLE = """<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" version="1.0.0">
<NamedLayer><Name>communes</Name><UserStyle><Name>communes</Name><FeatureTypeStyle>
<Rule><Name>grandes</Name>
<ogc:Filter><ogc:And><ogc:PropertyIsGreaterThan><ogc:PropertyName>population</ogc:PropertyName>
<ogc:Literal>1000</ogc:Literal></ogc:PropertyIsGreaterThan><ogc:PropertyIsEqualTo><ogc:PropertyName>nature
</ogc:PropertyName><ogc:Literal>x</ogc:Literal></ogc:PropertyIsEqualTo></ogc:And></ogc:Filter>
<MinScaleDenominator>1000</MinScaleDenominator><MaxScaleDenominator>50000</MaxScaleDenominator>
<PolygonSymbolizer><Fill><CssParameter name="fill">#ff0000</CssParameter></Fill></PolygonSymbolizer>
<TextSymbolizer><Label><ogc:PropertyName>nom</ogc:PropertyName></Label></TextSymbolizer></Rule>
<Rule><ElseFilter/><LineSymbolizer/></Rule>
</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>"""

RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
<gmd:fileIdentifier><gco:CharacterString>SANDBOX.communes</gco:CharacterString></gmd:fileIdentifier>
<gmd:hierarchyLevel><gmd:MD_ScopeCode codeListValue="dataset">Jeu de données</gmd:MD_ScopeCode></gmd:hierarchyLevel>
<gmd:identificationInfo><gmd:MD_DataIdentification>
<gmd:citation><gmd:CI_Citation><gmd:title><gco:CharacterString>Communes</gco:CharacterString></gmd:title>
</gmd:CI_Citation></gmd:citation>
<gmd:abstract><gco:CharacterString>Des communes</gco:CharacterString></gmd:abstract>
<gmd:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox>
<gmd:westBoundLongitude><gco:Decimal>-61.8</gco:Decimal></gmd:westBoundLongitude>
<gmd:eastBoundLongitude><gco:Decimal>-61.0</gco:Decimal></gmd:eastBoundLongitude>
<gmd:southBoundLatitude><gco:Decimal>15.8</gco:Decimal></gmd:southBoundLatitude>
<gmd:northBoundLatitude><gco:Decimal>16.5</gco:Decimal></gmd:northBoundLatitude>
</gmd:EX_GeographicBoundingBox></gmd:geographicElement></gmd:EX_Extent></gmd:extent>
</gmd:MD_DataIdentification></gmd:identificationInfo>
<gmd:distributionInfo><gmd:onLine><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>http://h/wfs</gmd:URL></gmd:linkage>
</gmd:CI_OnlineResource></gmd:onLine></gmd:distributionInfo>
</gmd:MD_Metadata>"""


def test_a_styles_attributes_are_found_wherever_they_are_used() -> None:
    facts = sld.inspect(STYLE.encode())
    assert facts.used_attributes == ("population", "nature", "nom")
    assert facts.layer_names == facts.style_names == ("communes",)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('version="1.0.0"', 'version="1.1.0"', "Version de SLD non gérée : 1.1.0"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "<!DOCTYPE a [<!ENTITY b 'c'>]>", "DOCTYPE"),
        ("</NamedLayer>", "", "XML bien formé"),
        ("CssParameter", "SvgParameter", "SvgParameter n'existe pas en SLD 1.0.0"),
        ("<LineSymbolizer/>", "", "n'a pas de symboliseur"),
        ("<LineSymbolizer/>", '<se:LineSymbolizer xmlns:se="http://www.opengis.net/se"/>', "Symbology Encoding"),
        ("<Name>communes</Name><UserStyle>", "<UserStyle>", "n'a pas de nom"),
        ("50000", "500", "se contredisent"),
        ("50000", "loin", "Échelle illisible"),
        ("FeatureTypeStyle>", "CoverageFree>", "ne contient aucune règle"),
        ("StyledLayerDescriptor", "StyleSheet", "n'est pas un StyledLayerDescriptor"),
    ],
)
def test_refused_styles(old: str, new: str, words: str) -> None:
    assert old in STYLE
    with pytest.raises(sld.InvalidStyle, match=words):
        sld.inspect(STYLE.replace(old, new).encode())


def test_labels_may_stand_beside_a_line_and_strokes_may_not() -> None:
    beside = "<PerpendicularOffset>5</PerpendicularOffset>"
    label = f"<TextSymbolizer><LabelPlacement><LinePlacement>{beside}</LinePlacement></LabelPlacement></TextSymbolizer>"
    sld.inspect(STYLE.replace("<LineSymbolizer/>", label).encode())
    with pytest.raises(sld.InvalidStyle, match="PerpendicularOffset"):
        sld.inspect(STYLE.replace("<LineSymbolizer/>", f"<LineSymbolizer>{beside}</LineSymbolizer>").encode())


def test_a_style_without_layer() -> None:
    with pytest.raises(sld.InvalidStyle, match="aucun NamedLayer"):
        sld.inspect(b'<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0"/>')


def test_an_entity_never_reads_a_file() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{__file__}">]><a>&b;</a>'
    with pytest.raises(sld.InvalidStyle, match="DOCTYPE"):
        sld.inspect(bomb.encode())
    with pytest.raises(iso.InvalidRecord, match="DOCTYPE"):
        iso.inspect(bomb.encode())


def test_a_records_facts() -> None:
    facts = iso.inspect(RECORD.encode())
    assert facts == iso.RecordFacts(
        "SANDBOX.communes", "DATASET", "Communes", "Des communes", (-61.8, 15.8, -61.0, 16.5), ("http://h/wfs",)
    )
    assert iso.inspect(RECORD.replace('codeListValue="dataset"', 'codeListValue="series"').encode()).level == "SERIES"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("SANDBOX.communes", " ", "n'a pas d'identifiant"),
        ("<gco:CharacterString>Communes<", "<gco:CharacterString><", "n'a pas de titre"),
        ("gmd:MD_Metadata", "gmd:Metadata", "n'est pas gmd:MD_Metadata"),
        ("</gmd:distributionInfo>", "", "XML bien formé"),
        ("16.5", "", "quatre bornes"),
        ("16.5", "5.5", "incohérente"),
    ],
)
def test_refused_records(old: str, new: str, words: str) -> None:
    assert old in RECORD
    with pytest.raises(iso.InvalidRecord, match=words):
        iso.inspect(RECORD.replace(old, new).encode())


def test_a_wrong_level_is_told_apart() -> None:
    with pytest.raises(iso.WrongLevel, match="service"):
        iso.inspect(RECORD.replace('codeListValue="dataset"', 'codeListValue="service"').encode())


def test_the_catalogues_answer_carries_the_records_whole() -> None:
    root = etree.fromstring(iso.get_record_by_id_response([RECORD.encode()]))
    assert root.tag == "{http://www.opengis.net/cat/csw/2.0.2}GetRecordByIdResponse"
    assert iso.inspect(etree.tostring(root[0])).file_identifier == "SANDBOX.communes"
    assert len(etree.fromstring(iso.get_record_by_id_response([]))) == 0
