"""Request bodies (TS:1132-1891). Unknown keys are ignored: clients send whole GET bodies back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool
from pydantic_core import PydanticCustomError

UploadType = Literal[
    "VECTOR", "RASTER", "ARCHIVE", "ROK4-PYRAMID", "INDEX", "HISTORIC-IMAGERY", "POINT-CLOUD", "PYRAMID-3D"
]
ConfigurationType = Literal[
    "WFS", "WMS-VECTOR", "WMTS-TMS", "WMS-RASTER", "DOWNLOAD", "ITINERARY-ISOCURVE", "ALTIMETRY", "SEARCH", "VECTOR-TMS"
]
LAYER_NAME = r"^[A-Za-z_][A-Za-z0-9_\-.]*$"


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "vide")
    return text


Text = Annotated[str, AfterValidator(_filled), Field(min_length=1, max_length=10_000)]
Name = Annotated[str, AfterValidator(_filled), Field(min_length=1, max_length=255)]
JsonObject = dict[str, Any]


class Body(BaseModel):
    model_config = ConfigDict(extra="ignore")

    def given(self) -> dict:
        """The keys that were sent, nulls left out."""
        return self.model_dump(exclude_unset=True, exclude_none=True)


class UploadCreate(Body):
    name: Name
    description: Text
    type: UploadType
    srs: Text
    type_infos: JsonObject | None = None


class UploadPatch(Body):
    name: Name | None = None
    description: Text | None = None
    open: StrictBool | None = None
    srs: Text | None = None
    extent: JsonObject | None = None
    extra: JsonObject | None = None


class Callback(Body):
    type: Literal["email"] = "email"
    to_address: str | list[str]
    entity_url: str | None = None


class CloseBody(Body):
    callback: Callback | None = None


class ExecutionInputs(Body):
    upload: list[str] = []
    stored_data: list[str] = []


class OutputStoredData(Body):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)
    id: str | None = Field(None, alias="_id")
    name: Name | None = None
    storage_type: str | None = None
    storage_tags: list[str] | None = None


class ExecutionOutput(Body):
    stored_data: OutputStoredData


class ExecutionCreate(Body):
    processing: str
    inputs: ExecutionInputs = ExecutionInputs()
    output: ExecutionOutput
    parameters: JsonObject | list[JsonObject] | None = None
    callback: Callback | None = None


class StoredDataPatch(Body):
    name: Name | None = None
    description: str | None = None
    open: StrictBool | None = None
    edition: JsonObject | None = None
    extent: JsonObject | None = None
    extra: JsonObject | None = None
    public_activity: StrictBool | None = None


class Logo(Body):
    format: str
    url: Text
    width: int
    height: int


class Attribution(Body):
    title: Text
    url: Text
    logo: Logo | None = None


class MetadataLink(Body):
    format: Text
    url: Text
    type: Literal["ISO19115:2003", "FGDC", "TC211", "19139", "Other", "StyleSheet"]


class ConfigurationReplace(Body):
    type: ConfigurationType
    name: Name
    attribution: Attribution | None = None
    type_infos: JsonObject
    metadata: list[MetadataLink] | None = None
    extra: JsonObject | None = None


class ConfigurationCreate(ConfigurationReplace):
    layer_name: Annotated[str, Field(pattern=LAYER_NAME, max_length=255)]


class ConfigurationPatch(Body):
    name: Name | None = None
    extra: JsonObject | None = None


class OfferingCreate(Body):
    endpoint: str
    open: StrictBool = True
    permissions: list[str] | None = None
    public_activity: StrictBool | None = None


class OfferingPatch(Body):
    open: StrictBool | None = None
    extra: JsonObject | None = None
    public_activity: StrictBool | None = None


class StaticPatch(Body):
    name: Name | None = None
    description: str | None = None
    extra: JsonObject | None = None


class AnnexePatch(Body):
    paths: list[str] | None = None
    labels: list[str] | None = None
    published: bool | None = None
    extra: JsonObject | None = None


class MetadataPatch(Body):
    type: Literal["INSPIRE", "ISOAP"] | None = None
    open_data: bool | None = None
    extra: JsonObject | None = None


class MetadataPublication(Body):
    file_identifiers: list[str] = Field(min_length=1)
    endpoint: str


class PermissionCreate(Body):
    type: Literal["COMMUNITY", "ACCOUNT"]
    licence: Text
    offerings: list[str] = Field(min_length=1)
    end_date: str | None = None
    only_oauth: StrictBool = False
    communities: list[str] = []
    users: list[str] = []


class PermissionPatch(Body):
    licence: Text | None = None
    end_date: str | None = None
    offerings: list[str] | None = None


class MemberRights(Body):
    rights: list[Literal["COMMUNITY", "PROCESSING", "ANNEX", "BROADCAST", "UPLOAD"]]


class CommunityPatch(Body):
    name: Name | None = None
    description: str | None = None
    contact: str | None = None
    public: StrictBool | None = None


class Comment(Body):
    text: Text


class KeyCreate(Body):
    name: Name
    type: Literal["HASH", "HEADER", "BASIC", "OAUTH2"] = "HASH"
    type_infos: JsonObject | None = None
    whitelist: list[str] = []
    blacklist: list[str] = []
    user_agent: str | None = None
    referer: str | None = None


class KeyPatch(Body):
    name: Name | None = None
    whitelist: list[str] | None = None
    blacklist: list[str] | None = None


class AccessCreate(Body):
    permission: str
    offerings: list[str] = []
