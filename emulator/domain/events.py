"""What happened to an entity, when, by whom: `last_event`, and the list behind `GET …/events`."""

from __future__ import annotations

from emulator.clock import Clock


def initiator_of(user: dict) -> dict:
    return {"_id": user["_id"], "first_name": user["first_name"], "last_name": user["last_name"]}


def note(doc: dict, clock: Clock, title: str, user: dict | None = None, text: str | None = None) -> dict:
    """Writes the event into the document (not saved here) and returns the document."""
    event = {"title": title, "date": clock.stamp()}
    if text:
        event["text"] = text
    if user is not None:
        event["initiator"] = initiator_of(user)
    doc["last_event"] = event
    doc["update"] = event["date"]
    doc.setdefault("~", {}).setdefault("events", []).append(event)
    return doc
