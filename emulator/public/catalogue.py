"""The catalogue (CSW 2.0.2, GetRecordById) and the public address of annexes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from emulator.errors import not_found
from emulator.geoplateforme import Geoplateforme
from emulator.public.published import endpoint_at
from emulator.store.query import Query
from emulator.work.iso import get_record_by_id_response

router = APIRouter(include_in_schema=False)
_OPEN = {"Access-Control-Allow-Origin": "*"}
_CAPABILITIES = (
    '<?xml version="1.0" encoding="UTF-8"?><csw:Capabilities xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" '
    'xmlns:ows="http://www.opengis.net/ows" version="2.0.2"><ows:ServiceIdentification><ows:Title>Catalogue émulé'
    "</ows:Title><ows:ServiceType>CSW</ows:ServiceType><ows:ServiceTypeVersion>2.0.2</ows:ServiceTypeVersion>"
    '</ows:ServiceIdentification><ows:OperationsMetadata><ows:Operation name="GetRecordById"/></ows:OperationsMetadata>'
    "</csw:Capabilities>"
)


def _exception(code: str, text: str) -> Response:
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows" '
        f'version="1.2.0"><ows:Exception exceptionCode="{code}"><ows:ExceptionText>{text}</ows:ExceptionText>'
        "</ows:Exception></ows:ExceptionReport>"
    )
    return Response(xml, status_code=400, media_type="application/xml", headers=_OPEN)


@router.get("/sandbox/csw")
@router.get("/csw")
def catalogue(request: Request) -> Response:
    """Records that are published on this endpoint, found by their file identifier."""
    gpf: Geoplateforme = request.app.state.gpf
    query = {name.lower(): value for name, value in request.query_params.items()}
    operation = query.get("request", "").lower()
    if operation == "getcapabilities":
        return Response(_CAPABILITIES, media_type="application/xml", headers=_OPEN)
    if operation != "getrecordbyid":
        return _exception("OperationNotSupported", "GetCapabilities, GetRecordById")
    endpoint = endpoint_at(gpf, request.url.path)["_id"]
    found = [
        doc
        for identifier in query.get("id", "").split(",")
        for doc in gpf.store.select(Query("metadata", marks=(("file_identifier", identifier), ("endpoint", endpoint))))
    ]
    records = [gpf.files.kept("metadata", doc["~"]["file"]).read_bytes() for doc in found]
    return Response(get_record_by_id_response(records), media_type="application/xml", headers=_OPEN)


@router.get("/annexes/{technical_name}/{path:path}")
def annexe(request: Request, technical_name: str, path: str) -> Response:
    """`<base>/<datastore's technical name><path of the annexe>`, once published."""
    gpf: Geoplateforme = request.app.state.gpf
    for datastore in gpf.store.select(Query("datastore", paths=(("$.technical_name", technical_name),))):
        for doc in gpf.store.select(Query("annexe", datastore["_id"], marks=(("path", f"/{path}"),))):
            if doc["published"] and f"/{path}" in doc["paths"]:
                return FileResponse(
                    gpf.files.kept("annexe", doc["~"]["file"]), media_type=doc["mime_type"], headers=_OPEN
                )
    raise not_found("L'annexe", f"/{path}")
