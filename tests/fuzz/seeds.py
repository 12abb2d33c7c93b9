"""What the fuzzer starts from, and the words that it is to try."""

from __future__ import annotations

import json

from cartes_gouv_plugin.core.services import iso
from tests.fuzz.targets import ENTITIES, STAMP

_STORAGE = {"use": 1, "quota": 2, "storage": {"name": "S3", "type": "S3", "labels": ["PERF"]}}
_ENTITY = {
    "_id": "a", "name": "n", "status": "OPEN", "type": "VECTOR", "tags": {"datasheet_name": "x", "y": True, "z": 3},
    "size": 12, "srs": "EPSG:2154", "labels": ["datasheet_name=x"], "paths": ["/a"], "endpoints": [{"_id": "e"}],
    "extent": {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}},
    "type_infos": {"relations": [{"name": "t", "attributes": {"id": "integer"}, "primary_key": ["id"]}]},
    "last_event": {"title": "Création", "date": STAMP, "initiator": {"_id": "u"}},
    "urls": [{"type": "WMS", "url": "https://x.example"}], "configuration": {"_id": "c"},
    "storages": {"data": [_STORAGE]},
    "inputs": {"upload": [{"_id": "u"}], "stored_data": [{"_id": "s"}]}, "output": {"stored_data": {"_id": "s"}},
    "children": [{"type": "FILE", "name": "f", "size": 1}], "parameters": [{"name": "p"}], "check": {"_id": "k"},
    "communities_member": [{"rights": ["UPLOAD"], "community": {"_id": "c", "datastore": "d"}}],
    "asked": [{"_id": "x"}], "passed": [{"_id": "x"}], "failed": [{"_id": "x", "check": {"name": "n"}}],
}  # fmt: skip
_LINK = iso.OnLine("https://x.example", "OGC:WMS", "couche", offering="o")
_RECORD = iso.Record(
    "id", "Titre", "Résumé", ("boundaries",), "a@b.fr", "Mairie", "c@d.fr", "2026-01-01", STAMP,
    free_keywords=("mot",), extent=(0.0, 1.0, 2.0, 3.0), srs="EPSG:2154", links=(_LINK,),
)  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Target to its first inputs."""
    record = iso.write(_RECORD)
    body = json.dumps(_ENTITY).encode()
    return {
        "models": [bytes([rank]) + body for rank in range(len(ENTITIES))],
        "answers": [
            b"\x01" + json.dumps({"error_description": ["<b>non</b>", "quota"]}).encode(),
            b"\x00<html><body>Bad gateway</body></html>",
            b"\x1d120",
            b"\x1dWed, 21 Oct 2026 07:28:00 GMT",
            b"\x001-10/25",
            b"\x00Authorization: Bearer",
        ],
        "multipart": [b"a.gpkg\nname\nvalue\ncontent", 'été".gpkg\nà\r\n--x\n\x00'.encode(), b"\n\n\n"],
        "metadata-read": [record, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", record.replace(b"o", b"", 1)],
        "metadata-write": ["Titre\nRésumé\nboundaries\nMairie\nmot\no".encode(), b"a&b\n<c>\n]]>\n\"d'\n\x7f"],
    }


def words() -> dict[str, list[bytes]]:
    """Target to the pieces worth trying."""
    return {
        "models": [json.dumps(key).encode() for key in sorted(_ENTITY)] + [b"1e999", b"NaN", b"null", b"[]", b"{}"],
        "answers": [b"Bearer ", b"access_token=", b"client_secret=", b'"message"', b"<a", b"Content-Range"],
        "multipart": [b"\r\n", b'"', b"\n", b"\xff", b"--"],
        "metadata-read": [b"<gmd:onLine", b' offeringId="mine"', b"<gmd:dateStamp>", b"<!--", b"<![CDATA[", b"<?x ?>",
                          b"gmd:MD_Metadata", b"gmd:distributionInfo", b' xmlns:gmd="',
                          b"gmd:EX_GeographicBoundingBox"],
        "metadata-write": [b"]]>", b"&", b"<", b"\x00", b"\xff", b"\xef\xbf\xbf"],
    }  # fmt: skip
