"""The main job, on the emulator, headless: real layers become a datasheet and its services, and come back into QGIS.

    scripts/demo.py [FOLDER]    pictures and the project go to FOLDER (default: build/demo)

Every stage is printed as it happens, with its duration. The exit code is not 0 if anything is missing or differs.
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

from qgis.core import (  # noqa: E402 - after the path
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from scripts import comparison  # noqa: E402
from scripts.emulated import Emulated, emulator  # noqa: E402
from scripts.headless import qgis, wait_until  # noqa: E402

if TYPE_CHECKING:
    from cartes_gouv_plugin.core.publication.publication import Publication, ServiceType
    from cartes_gouv_plugin.core.publication.record import PublicationRecord
    from cartes_gouv_plugin.gui.workbench import Workbench

TITLE = "Pays & frontières du monde (démonstration de l'été 2026)"
LOCALE = "fr_FR"
PATIENCE_S = 240
VIEW = QgsRectangle(-170, -58, 179, 80)
DRAWN_OTHERWISE = {"WFS": 0.001, "WMS-VECTOR": 0.05, "WMTS-TMS": 0.03}
"""Share of pixels that may differ from QGIS's own picture: hinting of lines for images, simplification for tiles."""
COUNTRY_CODE = "iso_a2"
COLOURS = {"FR": "#6fb1e8", "BR": "#9bd3a0", "IN": "#f7c948", "CA": "#d8a7ca", "AU": "#e59b7a"}


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.monotonic()
    with emulator("--speed", "20") as running, qgis(folder / "qgis", LOCALE):
        os.environ.update(running.environment(folder / "home"))
        problems = Demonstration(running, folder).run()
    for problem in problems:
        print(f"  ✗ {problem}")
    verdict = "FAILED" if problems else "all is well"
    print(f"\n{verdict}, in {time.monotonic() - started:.1f} s; pictures in {folder}")
    return 1 if problems else 0


class Demonstration:
    """One publication through the plugin's own dock, and a look at what came of it."""

    def __init__(self, running: Emulated, folder: Path) -> None:
        # Imported now: the plugin is taken from the folder that was put together for this run.
        from cartes_gouv_plugin import installation
        from cartes_gouv_plugin.bridge.settings import read_settings
        from cartes_gouv_plugin.gui.workbench import Workbench

        self._folder = folder
        self._datastore = running.facts["datastore"]
        self._translator = installation.load_translator(LOCALE)
        QgsApplication.installTranslator(self._translator)
        self._sources = real_layers()
        QgsProject.instance().addMapLayers(self._sources)
        self._bench: Workbench = Workbench(
            read_settings(), installation.version(), lambda: self._sources, lambda: self._sources
        )
        self._told: set[str] = set()

    def run(self) -> list[str]:
        """Returns what is missing or different."""
        try:
            record = self._publish()
            self._show_dock()
            problems = self._judge(record)
            return problems or self._compare(record.publication)
        finally:
            self._bench.close()
            QgsProject.instance().clear()

    def _publish(self) -> PublicationRecord:
        from cartes_gouv_plugin.core.publication.record import Condition

        bench = self._bench
        bench.dock.resize(420, 720)
        bench.dock.show()
        bench.account.refresh()
        form = bench.dock.publish_page
        bench.dock.start_publishing(self._sources)
        form.datasheet.setEditText(TITLE)
        form.tms.setChecked(True)
        wait_until(form.publish.isEnabled, PATIENCE_S)
        bench.dock.grab().save(str(self._folder / "dock-form.png"))
        print(f"{TITLE}\n")
        bench.tracker.changed.connect(self._tell)
        form.publish.click()
        identifier = bench.tracker.ids()[0]

        def ended() -> bool:
            return bench.tracker.record(identifier).condition is not Condition.ACTIVE

        wait_until(ended, PATIENCE_S)
        self._tell(identifier)
        return bench.tracker.record(identifier)

    def _tell(self, identifier: str) -> None:
        """Prints each stage once, when it has ended."""
        from cartes_gouv_plugin.core.publication.publication import Stage
        from cartes_gouv_plugin.gui import wording

        record = self._bench.tracker.record(identifier)
        for stage in Stage:
            state = record.stages[stage]
            name = wording.stage(stage)
            if state.finished is None or state.started is None or name in self._told:
                continue
            self._told.add(name)
            checks = "".join(f"\n      {check.name} : {wording.status(check.status)}" for check in state.checks)
            print(f"  {name:<14} {wording.status(state.status):<10} {state.finished - state.started:6.2f} s{checks}")

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
        return [f"the publication is not done: {wording.summary(record)} {record.failure}"]

    def _compare(self, publication: Publication) -> list[str]:
        from cartes_gouv_plugin.bridge import layers
        from cartes_gouv_plugin.core.publication.publication import ServiceType

        print("\nBack in QGIS")
        loaded = {served.type: layers.load(publication, served) for served in publication.served}
        problems = [f"no {service.value} is served" for service in ServiceType if service not in loaded]
        problems += [
            f"{layer.name()}: {layer.error().message()}"
            for each in loaded.values()
            for layer in each
            if not layer.isValid()
        ]
        if problems:
            return problems
        for each in loaded.values():
            QgsProject.instance().addMapLayers(each)
        problems += self._compare_rows(loaded[ServiceType.WFS])
        for service, served in loaded.items():
            problems += self._compare_pictures(service, served)
        QgsProject.instance().write(str(self._folder / "project.qgz"))
        return problems

    def _compare_rows(self, served: list[QgsVectorLayer]) -> list[str]:
        problems = []
        for source, layer in zip(self._sources, served):
            mine, theirs = comparison.content_of(source), comparison.content_of(layer)
            print(f"  WFS            {source.name()}: {mine.rows} rows in the source, {theirs.rows} served")
            problems += [f"{source.name()}: {difference}" for difference in mine.differences(theirs)]
            layer.setRenderer(source.renderer().clone())
        return problems

    def _compare_pictures(self, service: ServiceType, served: list[QgsMapLayer]) -> list[str]:
        """The source as QGIS draws it beside the service, as its server draws it or as QGIS draws what it serves."""
        mine = comparison.picture(self._sources, VIEW)
        theirs = comparison.picture(served, VIEW)
        name = service.value.lower()
        mine.save(str(self._folder / "source.png"))
        theirs.save(str(self._folder / f"{name}.png"))
        pair = [("QGIS", mine), (service.value, theirs)]
        comparison.side_by_side(pair).save(str(self._folder / f"source-and-{name}.png"))
        share = comparison.share_that_differs(mine, theirs)
        print(f"  {service.value:<14} {100 * share:.2f} % of the pixels differ from QGIS's own picture")
        if comparison.is_blank(theirs):
            return [f"{service.value}: nothing is drawn"]
        limit = DRAWN_OTHERWISE[service.value]
        return [f"{service.value}: {100 * share:.1f} % of the pixels differ"] if share > limit else []


def real_layers() -> list[QgsVectorLayer]:
    """Countries and disputed borders of QGIS's own world map, with looks of their own; lines on top."""
    world = Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"
    borders = QgsVectorLayer(f"{world}|layername=disputed_borders", "Frontières disputées", "ogr")
    countries = QgsVectorLayer(f"{world}|layername=countries", "Pays du monde", "ogr")
    line = QgsLineSymbol.createSimple({"line_color": "#b3261e", "line_width": "0.8"})
    borders.setRenderer(QgsSingleSymbolRenderer(line))
    countries.setRenderer(some_countries_apart())
    return [borders, countries]


def some_countries_apart() -> QgsCategorizedSymbolRenderer:
    """Some countries in colours of their own, the others in grey."""
    categories = [
        QgsRendererCategory(code, _fill(colour), code) for code, colour in (*COLOURS.items(), ("", "#e6e2d8"))
    ]
    return QgsCategorizedSymbolRenderer(COUNTRY_CODE, categories)


def _fill(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#5a5a5a", "outline_width": "0.2"})


if __name__ == "__main__":
    sys.exit(main())
