"""What the state of the stored data means for its services."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.core.entrepot.models import Datastore, StoredData
from cartes_gouv_plugin.core.errors import NotFound
from cartes_gouv_plugin.core.publication.decision import Decision, Fail, Wait
from cartes_gouv_plugin.core.publication.publication import Publication, Refs, Stage
from cartes_gouv_plugin.core.services.stage import ServicesObservation, decide


def decision(status: str) -> Decision:
    publication = Publication("p", "ds", "Fiche", "fiche_01-01-2026", "EPSG:2154", refs=Refs(stored_data="s"))
    stored_data = StoredData.from_json({"_id": "s", "type": "VECTOR-DB", "status": status})
    return decide(publication, ServicesObservation(Datastore.from_json({"_id": "ds"}), stored_data))


@pytest.mark.parametrize("status", ["DELETED", "UNSTABLE"])
def test_nothing_is_awaited_from_data_that_is_lost(status: str) -> None:
    lost = decision(status)
    assert isinstance(lost, Fail)
    assert (lost.stage, type(lost.error)) == (Stage.SERVICES, NotFound)


@pytest.mark.parametrize("status", ["CREATED", "GENERATING", "MODIFYING", "POLISHING"])
def test_data_that_is_still_made_is_awaited(status: str) -> None:
    assert isinstance(decision(status), Wait)
