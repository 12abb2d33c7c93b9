"""The part of the tour that shows a live datasheet: its services, its record, the dialogs that change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from qgis.PyQt.QtWidgets import QApplication, QDialog

from scripts.walk import Condition, pause

PAPER = "Notice de la fiche.txt"


def steps(
    workbench: object, folder: Path, picture: Callable[[str], None], picture_of: Callable[[QDialog, str], None]
) -> Iterator[Condition]:
    """The detail page shows a published datasheet of the user's own. `folder`: for files that it is given."""
    live, page = workbench.live.live, workbench.dock.detail_page
    yield lambda: live.shown is not None and not live.is_looking
    page.tabs.setCurrentWidget(page.services_tab)
    yield pause(0.3)
    picture("services")
    for name, button in (("texts", "words"), ("styles", "look"), ("unpublish", "unpublish")):
        getattr(page.services_tab, button).click()
        yield from _dialog(picture_of, name)
    page.tabs.setCurrentWidget(page.datasheet_tab)
    paper = folder / PAPER
    paper.write_text("Comment lire la carte.", encoding="utf-8")
    live.add_file(paper)
    live.add_link("Site du producteur", "https://example.org/")
    yield lambda: page.datasheet_tab.documents.count() == 2 and not live.activity
    paper.unlink()
    page.datasheet_tab.takePicture.click()
    yield from _dialog(picture_of, "picture", accept=True)
    yield lambda: bool(live.shown.thumbnail) and not live.is_looking
    yield pause(0.3)
    picture("datasheet")
    for name, button in (("link", "addLink"), ("replace", "replaceData")):
        getattr(page.datasheet_tab, button).click()
        yield from _dialog(picture_of, name)
    workbench.open_datasheet(page.title.text())
    yield lambda: live.shown is not None and not live.is_looking
    yield pause(0.3)
    picture("datasheet-without-publication")


def _dialog(picture_of: Callable[[QDialog, str], None], name: str, *, accept: bool = False) -> Iterator[Condition]:
    yield lambda: _open() is not None
    yield pause(1.5)
    dialog = _open()
    picture_of(dialog, f"dialog-{name}")
    if accept:
        dialog.accept()
    else:
        dialog.reject()
    yield pause(0.3)


def _open() -> QDialog | None:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    return shown[0] if shown else None
