"""What the platform's API answers, as frozen dataclasses.

Reading is tolerant: unknown keys are passed over, an absent or odd value becomes the field's empty value, an unknown
status word becomes `UNKNOWN` (the raw word stays in `status_word`). Only an answer without its identifier is refused.
Field names follow the API's DTOs (CG:assets/@types/entrepot.ts), in snake case, with `_id` as `id`.
"""

from __future__ import annotations

from cartes_gouv_plugin.core.entrepot.models.account import (
    Datastore,
    Endpoint,
    EndpointUse,
    Membership,
    ServiceUrl,
    StorageUse,
    User,
)
from cartes_gouv_plugin.core.entrepot.models.database import (
    DATABASE_TYPE,
    PYRAMID_TYPE,
    Execution,
    Processing,
    Relation,
    StoredData,
)
from cartes_gouv_plugin.core.entrepot.models.delivery import (
    CheckExecution,
    Checks,
    ListedCheck,
    TreeElement,
    Upload,
    files_of,
)
from cartes_gouv_plugin.core.entrepot.models.diffusion import Annexe, Configuration, Metadata, Offering, Static
from cartes_gouv_plugin.core.entrepot.models.event import Event

__all__ = [
    "DATABASE_TYPE",
    "PYRAMID_TYPE",
    "Annexe",
    "CheckExecution",
    "Checks",
    "Configuration",
    "Datastore",
    "Endpoint",
    "EndpointUse",
    "Event",
    "Execution",
    "ListedCheck",
    "Membership",
    "Metadata",
    "Offering",
    "Processing",
    "Relation",
    "ServiceUrl",
    "Static",
    "StorageUse",
    "StoredData",
    "TreeElement",
    "Upload",
    "User",
    "files_of",
]
