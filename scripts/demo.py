"""The main job, on the emulator, headless: real layers become a datasheet and its services, and come back into QGIS.

    scripts/demo.py [FOLDER]    pictures and the project go to FOLDER (default: build/demo)

Four layers are published at once, each with a look of another kind. Every stage is printed as it ends, and for each
layer and service a picture shows QGIS's own drawing beside what is served. The exit code is not 0 if anything is
missing, rows differ, or a look is lost.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsVectorLayer  # noqa: E402 - after the path
from qgis.PyQt.QtGui import QImage  # noqa: E402

from scripts import comparison, demo_looks  # noqa: E402
from scripts.emulated import Emulated, emulator  # noqa: E402
from scripts.headless import qgis, wait_until  # noqa: E402

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
    from cartes_gouv_plugin.core.publication.record import PublicationRecord
    from cartes_gouv_plugin.gui.workbench import Workbench

TITLE = "Pays & provinces du monde (démonstration de l'été 2026)"
LOCALE = "fr_FR"
PATIENCE_S = 60
DRAWN_OTHERWISE = {"WFS": 0.001, "WMS-VECTOR": 0.02, "WMTS-TMS": 0.035}
"""Share of pixels that may differ from QGIS's own picture: hinting of lines for images; for tiles, texts placed tile by
tile, generalised outlines, and lines a twentieth thinner, because QGIS takes a MapLibre pixel for 1/96 inch.
"""


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.monotonic()
    with emulator("--speed", "60") as running, qgis(folder / "qgis", LOCALE):
        os.environ.update(running.environment(folder / "home"))
        problems = Demonstration(running, folder).run()
    for problem in problems:
        print(f"  ✗ {problem}")
    verdict = "ÉCHEC" if problems else "Tout va bien"
    print(f"\n{verdict}, en {time.monotonic() - started:.1f} s ; images dans {folder}")
    return 1 if problems else 0


class Demonstration:
    """Publications through the plugin's own dock, and a look at what came of them."""

    def __init__(self, running: Emulated, folder: Path) -> None:
        # Imported now: the plugin is taken from the folder that was put together for this run.
        from cartes_gouv_plugin import installation
        from cartes_gouv_plugin.bridge.settings import read_settings
        from cartes_gouv_plugin.gui.workbench import Workbench

        self._folder = folder
        self._datastore = running.facts["datastore"]
        self._translator = installation.load_translator(LOCALE)
        QgsApplication.installTranslator(self._translator)
        world = demo_looks.world(folder / "qgis")
        self._sources = {look: look.make(world) for look in demo_looks.LOOKS}
        shown = list(self._sources.values())
        QgsProject.instance().addMapLayers(shown)
        self._bench: Workbench = Workbench(read_settings(), installation.version(), lambda: shown, lambda: shown)
        self._looks: dict[str, demo_looks.Look] = {}
        self._told: set[tuple[str, str]] = set()

    def run(self) -> list[str]:
        """Returns what is missing or different."""
        try:
            records = self._publish()
            self._show_dock()
            problems = [problem for record in records.values() for problem in self._judge(record)]
            return problems or self._compare(records)
        finally:
            self._bench.close()
            QgsProject.instance().clear()

    def _publish(self) -> dict[str, PublicationRecord]:
        """All at once; they take their turns."""
        from cartes_gouv_plugin.core.publication.record import Condition

        bench = self._bench
        bench.dock.resize(420, 720)
        bench.dock.show()
        bench.account.refresh()
        print(f"{TITLE}\n")
        bench.tracker.changed.connect(self._tell)
        for look, source in self._sources.items():
            self._fill_form(source)
            bench.dock.grab().save(str(self._folder / f"dock-form-{look.name}.png"))
            before = set(bench.tracker.ids())
            bench.dock.publish_page.publish.click()
            (identifier,) = set(bench.tracker.ids()) - before
            self._looks[identifier] = look

        def ended() -> bool:
            records = (bench.tracker.record(identifier) for identifier in self._looks)
            return all(record.condition is not Condition.ACTIVE for record in records)

        wait_until(ended, PATIENCE_S)
        for identifier in self._looks:
            self._tell(identifier)
        return {identifier: bench.tracker.record(identifier) for identifier in self._looks}

    def _fill_form(self, source: QgsVectorLayer) -> None:
        form = self._bench.dock.publish_page
        self._bench.dock.start_publishing([source])
        form.datasheet.setEditText(TITLE)
        for service in (form.wfs, form.wms, form.tms):
            service.setChecked(True)
        if not wait_until(form.publish.isEnabled, PATIENCE_S):
            raise SystemExit(f"{source.name()} : le formulaire ne permet pas de publier")

    def _tell(self, identifier: str) -> None:
        """Prints each stage once, when it has ended."""
        from cartes_gouv_plugin.core.publication.publication import Stage
        from cartes_gouv_plugin.gui import wording

        record = self._bench.tracker.record(identifier)
        if record is None or identifier not in self._looks:
            return
        title = self._sources[self._looks[identifier]].name()
        for stage in Stage:
            state = record.stages[stage]
            name = wording.stage(stage)
            if state.finished is None or state.started is None or (identifier, name) in self._told:
                continue
            self._told.add((identifier, name))
            duration = state.finished - state.started
            print(f"  {title:<20} {name:<14} {wording.status(state.status):<10} {duration:6.2f} s", flush=True)

    def _show_dock(self) -> None:
        dock = self._bench.dock
        dock.grab().save(str(self._folder / "dock-publication.png"))
        dock.show_list()
        QgsApplication.processEvents()
        dock.grab().save(str(self._folder / "dock.png"))

    def _judge(self, record: PublicationRecord) -> list[str]:
        from cartes_gouv_plugin.core.publication.record import Condition
        from cartes_gouv_plugin.gui import wording

        if record.condition is Condition.DONE:
            return []
        return [f"la publication n'est pas terminée : {wording.summary(record)} {record.failure}"]

    def _compare(self, records: dict[str, PublicationRecord]) -> list[str]:
        print("\nDe retour dans QGIS")
        problems: list[str] = []
        for identifier, record in records.items():
            problems += self._compare_look(self._looks[identifier], record.publication)
        QgsProject.instance().write(str(self._folder / "project.qgz"))
        return problems

    def _compare_look(self, look: demo_looks.Look, publication: Publication) -> list[str]:
        from cartes_gouv_plugin.bridge import layers
        from cartes_gouv_plugin.core.publication.publication import ServiceType

        source = self._sources[look]
        loaded = {served.type: layers.load(publication, served) for served in publication.served}
        unread = self._dress(publication, loaded)
        missing = [
            f"{source.name()} : pas de service {service.value}" for service in ServiceType if service not in loaded
        ]
        broken = [
            f"{layer.name()} : {layer.error().message()}"
            for each in loaded.values()
            for layer in each
            if not layer.isValid()
        ]
        if missing or broken or unread:
            return missing + broken + unread
        for each in loaded.values():
            QgsProject.instance().addMapLayers(each)
        problems = self._compare_rows(source, loaded[ServiceType.WFS][0])
        for service, served in loaded.items():
            problems += self._compare_pictures(look, service, served)
        return problems

    def _dress(self, publication: Publication, loaded: dict[ServiceType, list[QgsMapLayer]]) -> list[str]:
        """The rows of a WFS get the style that the service names, as the dock gives it to them."""
        from cartes_gouv_plugin.bridge.dressing import dress
        from cartes_gouv_plugin.core.publication.publication import ServiceType
        from cartes_gouv_plugin.core.services.reader_styles import read_current_style

        unread = []
        for served in publication.served:
            if served.type is not ServiceType.WFS:
                continue
            style = read_current_style(self._bench.connection.client(), publication.datastore, served.configuration)
            for table, layer in zip(served.tables, loaded[served.type]):
                if table not in style.files or not dress(layer, style.files[table]):
                    unread.append(f"{layer.name()} : le style du WFS n'est pas lu")
        return unread

    def _compare_rows(self, source: QgsVectorLayer, served: QgsVectorLayer) -> list[str]:
        mine, theirs = comparison.content_of(source), comparison.content_of(served)
        print(f"  {source.name()} : {mine.rows} objets dans la source, {theirs.rows} servis par le WFS")
        return [f"{source.name()} : {difference}" for difference in mine.differences(theirs)]

    def _compare_pictures(self, look: demo_looks.Look, service: ServiceType, served: list[QgsMapLayer]) -> list[str]:
        """The source as QGIS draws it beside the service, as its server draws it or as QGIS draws what it serves."""
        source = self._sources[look]
        pairs = [(comparison.picture([source], view), comparison.picture(served, view)) for view in look.views]
        shares = [comparison.share_that_differs(mine, theirs) for mine, theirs in pairs]
        said = ", ".join(f"{100 * share:.2f} %".replace(".", ",") for share in shares)
        name = f"{source.name()} ({look.title}), {service.value}"
        print(f"    {service.value:<11} {said} des pixels diffèrent du dessin de QGIS")
        captions = (f"{name} : QGIS", f"{service.value} : {said} des pixels diffèrent")
        comparison.sheet(captions, pairs).save(str(self._folder / f"{look.name}-{service.value.lower()}.png"))
        found = []
        if any(share > DRAWN_OTHERWISE[service.value] for share in shares):
            found.append(f"{name} : {said} des pixels diffèrent")
        if any(comparison.is_blank(theirs) for _mine, theirs in pairs):
            found.append(f"{name} : rien n'est dessiné")
        if source.labelsEnabled() and not all(_is_written(*pair) for pair in pairs):
            found.append(f"{name} : les étiquettes manquent")
        return found


def _is_written(mine: QImage, theirs: QImage) -> bool:
    """Whether about as much text stands in both pictures: services place it in their own ways."""
    wanted = comparison.share_of(mine, demo_looks.TEXT)
    return comparison.share_of(theirs, demo_looks.TEXT) > wanted / 3


if __name__ == "__main__":
    sys.exit(main())
