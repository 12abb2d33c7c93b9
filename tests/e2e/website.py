"""The website's requests, for tests of what it leaves and of what it finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.e2e.publication_bench import write_package
from tests.emulators import Emulator

INTEGRATION = "Intégration de données vecteur livrées en base"


class Website:
    """One delivery: the website's requests, in its order and with its bodies, as far as a test wants."""

    def __init__(self, emulator: Emulator, folder: Path, user: str = "alice") -> None:
        self._emulator = emulator
        self._user = user
        self.name = f"site_{uuid4().hex[:8]}"
        self.datasheet = f"Fiche du site {self.name}, été & co"
        self._folder = folder
        body = {"name": self.name, "description": self.name, "type": "VECTOR", "srs": "EPSG:2154"}
        self.upload = self._call("POST", "/uploads", json=body)["_id"]
        tags = {
            "data_upload_path": f"{uuid4()}/f.gpkg",
            "datasheet_name": self.datasheet,
            "producer": "IGN",
            "production_year": 2025,
            "email_notification": False,
        }
        self._call("POST", f"/uploads/{self.upload}/tags", json=tags)

    def _call(self, method: str, path: str, **options: Any) -> Any:
        address = f"/datastores/{self._emulator.datastore}{path}"
        answer = self._emulator.call(method, address, self._user, **options)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def send(self, part: bool = False) -> None:
        package = write_package(self._folder / f"{self.name}.gpkg")
        content = package.path.read_bytes()
        file = {"file": ("f.gpkg", content[:100] if part else content)}
        self._call("POST", f"/uploads/{self.upload}/data", params={"path": "data/f.gpkg"}, files=file)
        if not part:
            text = f"{package.md5}  data/f.gpkg\n"
            self._call("POST", f"/uploads/{self.upload}/md5", files={"file": ("f.gpkg.md5", text)})

    def close(self) -> None:
        self._call("POST", f"/uploads/{self.upload}/close")

    def create_execution(self) -> tuple[str, str]:
        self._emulator.settle()
        found = self._call("GET", "/processings", params={"limit": 100, "name": INTEGRATION})
        allowed = self._call("GET", "")["processings"]
        body = {
            "processing": next(item["_id"] for item in found if item["_id"] in allowed),
            "inputs": {"upload": [self.upload]},
            "output": {"stored_data": {"name": self.name, "storage_tags": ["VECTEUR"]}},
        }
        made = self._call("POST", "/processings/executions", json=body)
        return made["_id"], made["output"]["stored_data"]["_id"]

    def tag_execution(self, execution: str, stored: str) -> None:
        both = {"vectordb_id": stored, "proc_int_id": execution}
        self._call("POST", f"/uploads/{self.upload}/tags", json=both)
        tags = {"upload_id": self.upload, "proc_int_id": execution, "datasheet_name": self.datasheet}
        self._call("POST", f"/stored_data/{stored}/tags", json={**tags, "producer": "IGN", "production_year": "2025"})

    def launch(self, execution: str) -> None:
        self._call("POST", f"/processings/executions/{execution}/launch")
