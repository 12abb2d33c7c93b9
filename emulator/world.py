"""The world at the beginning: people, clients, two datastores with their endpoints, storages, checks and processings.

Ids and technical names are those that the platform's public documentation and clients show
(DOC:fr.11tydata.js:37-86, PLG:geoplateforme/toolbelt/preferences.py:67-79); the others are derived from names.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

SANDBOX = "122b878c-aad8-4507-87b2-465e664467d3"
SANDBOX_COMMUNITY = "68078951-cebc-4aec-869c-81677d211d0e"
_NAMESPACE = uuid.UUID("6f3ad0a3-4f0c-4d6e-9f1c-6a1d3cf51a2b")


def identifier(*words: str) -> str:
    """A stable id for a thing of the demonstration world."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(words)))


ESSENTIELLE = identifier("datastore", "atelier")
ESSENTIELLE_COMMUNITY = identifier("community", "atelier")

STANDARD_CHECK = "ecb00ba0-eb42-427e-8418-f5d8a30e84ec"
VECTOR_CHECK = "66ed8a1b-93d9-4fe9-a413-ab93d31b2964"
CHECKS = (
    {"_id": STANDARD_CHECK, "name": "Vérification standard", "description": "Sommes md5 et fichiers livrés"},
    {"_id": VECTOR_CHECK, "name": "Vérification vecteur", "description": "Formats, projections, noms et géométries"},
)

INTEGRATION = "integration"
PYRAMID = "pyramid"
SANDBOX_RIGHTS = ("ANNEX", "BROADCAST", "PROCESSING", "UPLOAD")
ALL_RIGHTS = ("ANNEX", "BROADCAST", "COMMUNITY", "PROCESSING", "UPLOAD")


@dataclass(frozen=True)
class Person:
    """`sandbox`, `essentielle`: rights in each community; None when not a member."""

    login: str
    first_name: str
    last_name: str
    sandbox: tuple[str, ...] | None = None
    essentielle: tuple[str, ...] | None = None
    administrator: bool = False
    technical: bool = False

    @property
    def id(self) -> str:
        return identifier("user", self.login)

    @property
    def password(self) -> str:
        """Demonstration accounts only: the password is the login."""
        return self.login


PEOPLE = (
    Person("alice", "Alice", "Martin", SANDBOX_RIGHTS, ALL_RIGHTS),
    Person("bob", "Bob", "Durand", SANDBOX_RIGHTS),
    Person("carole", "Carole", "Petit", ("ANNEX", "UPLOAD"), ("UPLOAD", "PROCESSING")),
    Person("david", "David", "Nouveau"),
    Person("admin", "Ada", "Ministre", administrator=True),
    Person("service-sandbox", "Compte", "de service", ALL_RIGHTS, technical=True),
)


@dataclass(frozen=True)
class Client:
    """An OAuth client. `secret` None: public, PKCE required. `redirects`: exact, but for the port with `any_port`."""

    id: str
    secret: str | None
    grants: tuple[str, ...]
    redirects: tuple[str, ...] = ()
    any_port: bool = False
    service_account: str | None = None

    @property
    def public(self) -> bool:
        return self.secret is None


_LOOPBACK = tuple(f"http://{host}/{path}" for host in ("127.0.0.1", "localhost") for path in ("", "callback"))
_QGIS_LOOPBACK = tuple(
    f"http://{host}:7070/{path}" for host in ("127.0.0.1", "localhost") for path in ("", "callback", "qgis")
)

CLIENTS = (
    Client(
        "gpf-warehouse",
        "emulated-warehouse-secret",
        ("password", "client_credentials", "refresh_token"),
        (),
        service_account="service-sandbox",
    ),
    Client("qgis", "emulated-qgis-secret", ("authorization_code", "refresh_token"), _QGIS_LOOPBACK),
    Client("cartes-gouv-plugin", None, ("authorization_code", "refresh_token", "password"), _LOOPBACK, any_port=True),
    Client(
        "cartes-gouv-site", "emulated-site-secret", ("authorization_code", "refresh_token"), _LOOPBACK, any_port=True
    ),
    Client("bac-a-sable", "emulated-sandbox-secret", ("client_credentials",), service_account="service-sandbox"),
)


@dataclass(frozen=True)
class EndpointFacts:
    """One diffusion endpoint. `urls`: type → path below the emulator's address."""

    id: str
    technical_name: str
    name: str
    type: str
    urls: dict[str, str] = field(hash=False)
    open: bool = True
    quota: int = 1000


def _public(number: int) -> str:
    return f"ae0{number}2611-13eb-4a18-8d04-9b7604a031cc"


def _sandbox(kind: str) -> str:
    return identifier("endpoint", "sandbox", kind)


SANDBOX_ENDPOINTS = (
    EndpointFacts(
        _sandbox("WFS"),
        "bac-a-sable-geoserver-wfs",
        "Service de diffusion WFS Bac à Sable",
        "WFS",
        {"WFS": "/sandbox/wfs"},
        quota=100_000,
    ),
    EndpointFacts(
        _sandbox("WMS-VECTOR"),
        "bac-a-sable-geoserver-wms-v",
        "Service de diffusion WMS Vecteur Bac à Sable",
        "WMS-VECTOR",
        {"WMS": "/sandbox/wms-v"},
        quota=100_000,
    ),
    EndpointFacts(
        _sandbox("WMTS-TMS"),
        "bac-a-sable-rok4-server-wmts-tms",
        "Service de diffusion WMTS/TMS Bac à Sable",
        "WMTS-TMS",
        {"WMTS": "/sandbox/wmts", "TMS": "/sandbox/tms/"},
        quota=100_000,
    ),
    EndpointFacts(
        "52964d9c-dc3c-48e3-a87e-754937583216",
        "bac-a-sable-rok4-server-wms-r",
        "Service de diffusion WMS Raster Bac à Sable",
        "WMS-RASTER",
        {"WMS": "/sandbox/wms-r"},
        quota=100_000,
    ),
    EndpointFacts(
        _sandbox("METADATA"),
        "bac-a-sable-geonetwork",
        "Service de métadonnées Bac à Sable",
        "METADATA",
        {"METADATA": "/sandbox/csw"},
        quota=100_000,
    ),
)

ESSENTIELLE_ENDPOINTS = (
    EndpointFacts(
        _public(1),
        "gpf-geoserver-wfs",
        "Service de diffusion WFS principal",
        "WFS",
        {"WFS": "/wfs/geoserver/ows"},
        quota=50,
    ),
    EndpointFacts(
        _public(2),
        "gpf-geoserver-wms-v",
        "Service de diffusion WMS Vecteur principal",
        "WMS-VECTOR",
        {"WMS": "/wms-v/geoserver/ows"},
        quota=50,
    ),
    EndpointFacts(
        _public(3),
        "gpf-rok4-server-wmts-tms",
        "Service de diffusion WMTS/TMS principal",
        "WMTS-TMS",
        {"WMTS": "/wmts", "TMS": "/tms/"},
        quota=50,
    ),
    EndpointFacts(
        _public(4),
        "gpf-rok4-server-wms-r",
        "Service de diffusion WMS Raster principal",
        "WMS-RASTER",
        {"WMS": "/wms-r/wms"},
        quota=50,
    ),
    EndpointFacts(
        _public(5),
        "gpf-download",
        "Service de téléchargement principal",
        "DOWNLOAD",
        {"DOWNLOAD": "/telechargement/"},
        quota=50,
    ),
    EndpointFacts(
        _public(6), "gpf-geonetwork", "Service de métadonnées principal", "METADATA", {"METADATA": "/csw"}, quota=50
    ),
    EndpointFacts(
        "d02feec9-1169-403f-bfc3-7ba6d6015ed4",
        "gpf-geoserver-wfs-private",
        "Service de diffusion WFS privé",
        "WFS",
        {"WFS": "/private/wfs"},
        open=False,
        quota=2,
    ),
    EndpointFacts(
        "519c8bb1-9b7f-414a-9850-1a73dfd467ed",
        "gpf-geoserver-wms-v-private",
        "Service de diffusion WMS Vecteur privé",
        "WMS-VECTOR",
        {"WMS": "/private/wms-v"},
        open=False,
        quota=2,
    ),
    EndpointFacts(
        "7e0a92d1-8213-4ce0-8903-eb4c305a1849",
        "gpf-rok4-server-wmts-tms-private",
        "Service de diffusion WMTS/TMS privé",
        "WMTS-TMS",
        {"WMTS": "/private/wmts", "TMS": "/private/tms/"},
        open=False,
        quota=2,
    ),
)


@dataclass(frozen=True)
class DatastoreFacts:
    """A datastore and its community. `prefix` is for layer names and metadata identifiers alike; empty: none."""

    id: str
    community: str
    name: str
    technical_name: str
    prefix: str
    public: bool
    supervisor: str
    endpoints: tuple[EndpointFacts, ...]
    integration: str
    pyramid: str
    gigabytes: int
    priority: str


DATASTORES = (
    DatastoreFacts(
        SANDBOX,
        SANDBOX_COMMUNITY,
        "Découverte",
        "sandbox",
        "SANDBOX",
        False,
        "service-sandbox",
        SANDBOX_ENDPOINTS,
        "5a348542-61a7-4289-a950-8544bb0ce2b8",
        "a07a2d00-2bb3-45cb-a4c3-ac298501148c",
        100,
        "SANDBOX",
    ),
    DatastoreFacts(
        ESSENTIELLE,
        ESSENTIELLE_COMMUNITY,
        "Atelier communal",
        "atelier",
        "",
        True,
        "alice",
        ESSENTIELLE_ENDPOINTS,
        "0de8c60b-9938-4be9-aa36-9026b77c3c96",
        "aa5f9391-0bdb-4b97-9209-fcde351b82f6",
        500,
        "STANDARD",
    ),
)
