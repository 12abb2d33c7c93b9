"""Where delivered and produced files lie below the state folder."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from emulator.errors import invalid


class Files:
    """`upload(id)`: a delivered tree (`data/…`, md5 files at its root). `kept(kind, id)`: one stored file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("uploads", "kept", "pyramids", "database", "incoming"):
            (root / name).mkdir(parents=True, exist_ok=True)
        self._sweep()

    def _sweep(self) -> None:
        """What a killed emulator was receiving or cutting: the sender sends again, the job cuts again."""
        for half_received in (self.root / "incoming").iterdir():
            half_received.unlink()
        for half_cut in (self.root / "pyramids").glob(".cut-*"):
            shutil.rmtree(half_cut, ignore_errors=True)

    def upload(self, identifier: str) -> Path:
        return self.root / "uploads" / identifier

    def kept(self, kind: str, identifier: str) -> Path:
        folder = self.root / "kept" / kind
        folder.mkdir(exist_ok=True)
        return folder / identifier

    def pyramid(self, identifier: str) -> Path:
        return self.root / "pyramids" / identifier

    @property
    def database(self) -> Path:
        return self.root / "database"

    @property
    def incoming(self) -> Path:
        return self.root / "incoming"

    def forget_upload(self, identifier: str) -> None:
        shutil.rmtree(self.upload(identifier), ignore_errors=True)

    def forget_pyramid(self, identifier: str) -> None:
        shutil.rmtree(self.pyramid(identifier), ignore_errors=True)

    def clear(self) -> None:
        for name in ("uploads", "kept", "pyramids", "incoming"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            (self.root / name).mkdir(parents=True)


def inside(folder: Path, path: str) -> Path:
    """The delivered `path` below `folder`; refused when empty, absolute, or climbing out."""
    pure = PurePosixPath(path)
    if not path or "\0" in path or pure.is_absolute() or ".." in pure.parts or path.endswith("/") or len(path) > 1000:
        raise invalid(f"Le chemin « {path} » est invalide")
    if any(len(part.encode()) > 255 for part in pure.parts):
        raise invalid(f"Le chemin « {path} » est invalide")
    return folder.joinpath(*pure.parts)


def tree(folder: Path) -> list[dict]:
    """The delivered tree, as `GET …/tree` shows it; the size of a folder is that of its content."""
    elements = []
    for entry in sorted(folder.iterdir(), key=lambda item: item.name) if folder.is_dir() else []:
        if entry.is_dir():
            children = tree(entry)
            size = sum(child["size"] for child in children)
            elements.append({"type": "DIRECTORY", "name": entry.name, "size": size, "children": children})
        else:
            elements.append({"type": "FILE", "name": entry.name, "size": entry.stat().st_size})
    return elements
