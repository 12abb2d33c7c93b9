"""Everything of the emulator's sandbox, to be compared before and after."""

from __future__ import annotations

import json

from tests.emulators import Emulator

COLLECTIONS = {
    "uploads": "name,description,type,status,srs,size,last_event,tags,creation",
    "stored_data": "name,description,type,status,srs,size,last_event,tags,creation",
    "configurations": "name,layer_name,type,status,tags,last_event,update",
    "offerings": "open,available,layer_name,type,status,endpoint,configuration,urls,update",
    "metadata": "",
    "annexes": "",
    "statics": "",
}


def world(emulator: Emulator) -> dict[str, str]:
    """Everything of the sandbox, as one text an entity."""
    found = {}
    for collection, fields in COLLECTIONS.items():
        page = 1
        while True:
            query = {"page": page, "limit": 100, **({"fields": fields} if fields else {})}
            items = emulator.call("GET", f"/datastores/{emulator.datastore}/{collection}", params=query).json()
            found.update({f"{collection}/{item['_id']}": json.dumps(item, sort_keys=True) for item in items})
            if len(items) < 100:
                break
            page += 1
    return found
