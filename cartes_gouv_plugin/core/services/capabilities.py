"""The GetCapabilities that names the layers of one datastore only, kept as an annexe that everybody may read.

CG:src/Services/CapabilitiesService.php:39-160: for open endpoints of WFS and WMS-Vecteur, not in the sandbox, written
again when a service is made, changed or taken back. The platform's own answer lists the layers of every producer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from xml.dom.minidom import Document, Element, parseString  # nosec B408 - `require_plain` refuses entities first
from xml.parsers.expat import ExpatError  # nosec B406

from cartes_gouv_plugin.core.entrepot.client import EntrepotClient
from cartes_gouv_plugin.core.entrepot.models import Datastore, Endpoint
from cartes_gouv_plugin.core.errors import CartesGouvError, ContractBroken, EntrepotError, NotOurs
from cartes_gouv_plugin.core.publication.decision import Decision, Done, Perform, Workplace
from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType, Stage
from cartes_gouv_plugin.core.services import annexes, endpoints
from cartes_gouv_plugin.core.services.plain_xml import require_plain

MAX_SIZE = 32 * 1024 * 1024
_NOT_WRITTEN = (EntrepotError, NotOurs)
"""The annexe may be a colleague's, and the endpoint busy: whoever publishes next writes it again."""
_SANDBOX_PREFIX = "SANDBOX"
_LABEL = "type=capabilities"
"""As the website marks it."""
_ASKED = {
    ServiceType.WFS.value: (("SERVICE", "WFS"), ("VERSION", "2.0.0"), ("REQUEST", "GetCapabilities")),
    ServiceType.WMS_VECTOR.value: (("SERVICE", "WMS"), ("VERSION", "1.3.0"), ("REQUEST", "GetCapabilities")),
}


def endpoint_of(datastore: Datastore, identifier: str) -> Endpoint | None:
    """The endpoint, if its services get a GetCapabilities of the datastore's own."""
    found = endpoints.find(datastore, identifier)
    if found is None or not found.open or found.type not in _ASKED or not found.urls or not found.technical_name:
        return None
    return None if datastore.layer_name_prefix.upper().rstrip(".") == _SANDBOX_PREFIX else found


def path(endpoint: Endpoint) -> str:
    return f"/{endpoint.technical_name}/capabilities.xml"


def address(datastore: Datastore, endpoint: Endpoint) -> str:
    """The public one of the annexe, which need not be there yet."""
    return annexes.url(datastore, path(endpoint))


def write(client: EntrepotClient, ds: str, endpoint: Endpoint) -> None:
    """Asks the endpoint, keeps the datastore's layers, and sends or replaces the annexe.

    Raises an `EntrepotError`; `ContractBroken` for an answer that is none; `NotOurs` for an annexe of somebody else.
    """
    url = endpoint.urls[0].url
    question = urlencode(_ASKED[endpoint.type])
    content = client.public_file(f"{url}{'&' if '?' in url else '?'}{question}")
    names = {each.layer_name for each in client.offerings(ds, type=endpoint.type) if each.layer_name}
    kept = only(content, endpoint.type, names)
    place = path(endpoint)
    present = [each for each in client.annexes(ds, path=place) if place in each.paths]
    if not present:
        present = [client.create_annexe(ds, path=place.lstrip("/"), filename="capabilities.xml", content=kept)]
    elif client.annexe_file(ds, present[0].id) != kept:
        client.replace_annexe(ds, present[0].id, filename="capabilities.xml", content=kept)
    if _LABEL not in present[0].labels:
        client.patch_annexe(ds, present[0].id, {"labels": [*present[0].labels, _LABEL]})


def only(content: bytes, type_: str, layer_names: Iterable[str]) -> bytes:
    """The capabilities without the layers of other datastores. `type_`: of the endpoint.

    Raises `ContractBroken` for what is no GetCapabilities.
    """
    require_plain(content, MAX_SIZE)
    try:
        document = parseString(content)  # nosec B318 - no entity is declared, nothing is nested deep
    except (ExpatError, LookupError, ValueError) as error:
        raise ContractBroken(f"capabilities that are not XML: {type(error).__name__}") from None
    root = document.documentElement
    if root is None or not str(root.localName).endswith("_Capabilities"):
        raise ContractBroken("an answer that is no GetCapabilities")
    is_wfs, known = type_ == ServiceType.WFS.value, frozenset(layer_names)
    for layer, name in _named(document, "FeatureType" if is_wfs else "Layer"):
        owner = name.partition(":")[0] if is_wfs else name
        if owner not in known and layer.parentNode is not None:
            layer.parentNode.removeChild(layer)
    return bytes(document.toxml(encoding="utf-8"))


def _named(document: Document, tag: str) -> list[tuple[Element, str]]:
    """Groups of layers have no name of their own, or are the root."""
    found = []
    for element in document.getElementsByTagNameNS("*", tag):
        names = [each for each in element.childNodes if isinstance(each, Element) and each.localName == "Name"]
        nests = any(isinstance(each, Element) and each.localName == tag for each in element.childNodes)
        if names and not nests:
            text = "".join(str(node.data) for node in names[0].childNodes if node.nodeType == node.TEXT_NODE)
            found.append((element, text.strip()))
    return found


def published(client: EntrepotClient, ds: str) -> dict[str, str]:
    """The addresses of those that there are, by the identifier of their endpoint. Only reads."""
    datastore = client.datastore(ds)
    found = {}
    for endpoint in _endpoints(datastore):
        if any(path(endpoint) in each.paths for each in client.annexes(ds, path=path(endpoint))):
            found[endpoint.id] = address(datastore, endpoint)
    return found


def refresh(client: EntrepotClient, ds: str) -> None:
    """Writes anew those that there are, after a service was changed or taken back; what cannot be written stays."""
    try:
        known = published(client, ds)
        for endpoint in _endpoints(client.datastore(ds)):
            if endpoint.id in known:
                write(client, ds, endpoint)
    except _NOT_WRITTEN:
        return


def _endpoints(datastore: Datastore) -> Iterator[Endpoint]:
    for use in datastore.endpoints:
        endpoint = endpoint_of(datastore, use.endpoint.id)
        if endpoint is not None:
            yield endpoint


@dataclass(frozen=True)
class ListLayers:
    """Writes the datastore's GetCapabilities for one endpoint. The services are there without it: it fails nothing.

    `address`: where everybody finds it afterwards.
    """

    endpoint: Endpoint
    address: str
    stage: Stage = Stage.SERVICES

    def perform(self, workplace: Workplace) -> Publication:
        publication = workplace.publication
        try:
            write(workplace.client, publication.datastore, self.endpoint)
        except _NOT_WRITTEN as error:
            return self.given_up(publication, error)
        mine = {url.url for url in self.endpoint.urls}
        served = (
            replace(layer, capabilities=self.address) if mine & {url for _kind, url in layer.urls} else layer
            for layer in publication.served
        )
        return _listed(replace(publication, served=tuple(served)), self.endpoint)

    def given_up(self, publication: Publication, _error: CartesGouvError) -> Publication:
        return _listed(publication, self.endpoint)


def _listed(publication: Publication, endpoint: Endpoint) -> Publication:
    refs = publication.refs
    return replace(publication, refs=replace(refs, listed=(*refs.listed, endpoint.id)))


def decide_listing(publication: Publication, datastore: Datastore, served_by: Iterable[str]) -> Decision:
    """Once everything is served. `served_by`: identifiers of the endpoints of the publication's services."""
    for identifier in served_by:
        endpoint = endpoint_of(datastore, identifier)
        if endpoint is not None and identifier not in publication.refs.listed:
            return Perform(ListLayers(endpoint, address(datastore, endpoint)))
    return Done()
