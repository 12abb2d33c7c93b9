"""Counts the objects of a vector tile without decoding them (Mapbox Vector Tile 2.1, protobuf)."""

from __future__ import annotations

LAYER_FIELD = 3
"""Number of ``layers`` in the message ``Tile``."""
FEATURE_FIELD = 2
"""Number of ``features`` in the message ``Layer``."""
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


def objects_in_tile(tile: bytes) -> int:
    """How many objects the tile holds, all layers together; raises ValueError when it is not a tile."""
    view = memoryview(tile)
    return sum(len(_messages(layer, FEATURE_FIELD)) for layer in _messages(view, LAYER_FIELD))


def _messages(view: memoryview, wanted: int) -> list[memoryview]:
    """The embedded messages of one field number."""
    found: list[memoryview] = []
    position = 0
    while position < len(view):
        key, position = _varint(view, position)
        number, wire_type = key >> 3, key & 7
        if wire_type == _VARINT:
            _, position = _varint(view, position)
        elif wire_type == _BYTES:
            length, position = _varint(view, position)
            if number == wanted:
                found.append(view[position : position + length])
            position += length
        elif wire_type in (_EIGHT_BYTES, _FOUR_BYTES):
            position += 8 if wire_type == _EIGHT_BYTES else 4
        else:
            raise ValueError(f"not a vector tile: wire type {wire_type}")
    return found


def _varint(view: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if position >= len(view):
            raise ValueError("not a vector tile: truncated")
        byte = view[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
