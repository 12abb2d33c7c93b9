"""The one gate: every change goes through it, and only changes of our own entities come out on the other side.

It stands between the client and the network, so that no caller can pass beside it: the datastore is
shared by everybody.
"""

from __future__ import annotations

from cartes_gouv_plugin.core.datasheets import attempts
from cartes_gouv_plugin.core.datasheets.ownership import Ownership
from cartes_gouv_plugin.core.datasheets.targets import touched_by
from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.transport import Answer, Call, Transport
from cartes_gouv_plugin.core.errors import Conflict, ContractBroken, Forbidden, NotFound, NotOurs, Rejected


class GatedTransport:
    """A `Transport` that reads freely and refuses with `NotOurs` what would change, or build on, a foreign entity.

    An entity is read again before it is changed, unless it was created through this gate, by this profile.
    """

    def __init__(self, transport: Transport, ownership: Ownership) -> None:
        """`ownership` reads through a client of its own: its questions need no gate."""
        self._transport = transport
        self._ownership = ownership

    def send(self, call: Call) -> Answer:
        touch = touched_by(call)
        if touch is None:
            return self._transport.send(call)
        for target in touch.uses:
            if not self._ownership.is_ours(target):
                raise NotOurs(f"{call}: {target.kind.value}/{target.id} is not shown to be ours")
        for record in touch.records:
            if not self._ownership.is_record_ours(touch.datastore, record):
                raise NotOurs(f"{call}: the metadata record is not shown to be ours")
        return self._created(call) if touch.creates else self._transport.send(call)

    def _created(self, call: Call) -> Answer:
        key = attempts.key_of_call(call)
        if not key:
            answer = self._transport.send(call)
            self._learn(answer)
            return answer
        self._ownership.ask(key)
        try:
            answer = self._transport.send(call)
        except (Conflict, Forbidden, NotFound, Rejected):
            # Every other error may come after the entity was created, or from something on the way.
            self._ownership.answered(key)
            raise
        if self._learn(answer):
            self._ownership.answered(key)
        return answer

    def _learn(self, answer: Answer) -> bool:
        """Whether the answer names what was created.

        One that cannot be read is the caller's to refuse: its entity is then shown by its tag, its history, or by the
        missing answer.
        """
        try:
            content = answer.json()
        except ContractBroken:
            return False
        learned = False
        for item in content if isinstance(content, list) else [content]:
            for entity in (item, _output_of(item)):
                identifier = entity.get("_id") if isinstance(entity, dict) else None
                if isinstance(identifier, str) and identifier:
                    self._ownership.learn(identifier)
                    learned = True
        return learned


def _output_of(item: object) -> object:
    """The stored data that comes into being with an execution."""
    output = item.get("output") if isinstance(item, dict) else None
    return output.get("stored_data") if isinstance(output, dict) else None


def gated_client(transport: Transport, ownership: Ownership) -> EntrepotClient:
    """The client that everything in the plugin works with."""
    return EntrepotClient(GatedTransport(transport, ownership))
