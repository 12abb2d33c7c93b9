"""Every kind of look: valid, read by the website's parser without a complaint, drawn like the layer, or announced."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from qgis.core import QgsFillSymbol
from qgis.PyQt.QtGui import QImage

from cartes_gouv_plugin.bridge.symbology.capture import MAPBOX, SLD, CapturedStyle, PublishedNames, capture_styles
from emulator.work.dressing import dress
from emulator.work.sld import inspect
from tests.qgis.sld_grammar import faults
from tests.qgis.symbology_corpus import CASES as COMMON
from tests.qgis.symbology_corpus import Case, single
from tests.qgis.symbology_oddities import FILTERS, RENDERERS, SYMBOLS
from tests.qgis.symbology_scene import (
    FIELDS,
    difference,
    difference_from_afar,
    drawn,
    dress_tiles,
    inked,
    published,
    tiled,
)
from tests.qgis.symbology_writings import WRITINGS

ROOT = Path(__file__).resolve().parents[2]
CASES = {**COMMON, **RENDERERS, **FILTERS, **SYMBOLS, **WRITINGS}


@pytest.fixture(scope="module")
def captured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[CapturedStyle, CapturedStyle]]:
    """Every case in both languages, once."""
    made = {}
    for name, case in CASES.items():
        folder = tmp_path_factory.mktemp("case")
        layer = case.make(folder)
        sld, maplibre = capture_styles([layer], {layer.id(): PublishedNames("table_a", FIELDS)}, folder, (SLD, MAPBOX))
        made[name] = (sld, maplibre)
    return made


def _judged(script: str, paths: dict[str, Path]) -> dict[str, dict]:
    command = ["node", f"tests/qgis/node/{script}", *(str(path) for path in paths.values())]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    return dict(zip(paths, json.loads(answer.stdout)))


def test_every_sld_is_strictly_1_0_0_and_taken_by_the_platform(captured) -> None:
    for name, (sld, _maplibre) in captured.items():
        assert faults(parse(sld.style.path).getroot()) == [], name
        facts = inspect(sld.style.path.read_bytes())
        assert (facts.layer_names, facts.style_names) == (("table_a",), ("table_a",)), name
        assert set(facts.used_attributes) <= set(FIELDS.values()), name


def test_the_website_s_parser_reads_every_sld_without_a_complaint(captured) -> None:
    answers = _judged("geostyler.mjs", {name: sld.style.path for name, (sld, _m) in captured.items()})
    for name, answer in answers.items():
        assert (answer["errors"], answer["warnings"], answer["unsupported"]) == ([], [], {}), name
        assert all(rule["symbolizers"] for rule in answer["rules"]), name


def test_every_maplibre_style_follows_the_specification(captured) -> None:
    paths = {name: maplibre.style.path for name, (_sld, maplibre) in captured.items()}
    complete = {}
    for name, path in paths.items():
        body = json.loads(path.read_text("utf-8"))
        body["sources"]["tiles"]["tiles"] = ["https://example.org/{z}/{x}/{y}.pbf"]
        if "sprite" in body:
            body["sprite"] = "https://example.org/sprite"
        complete[name] = path.with_name("complete.json")
        complete[name].write_text(json.dumps(body), "utf-8")
    for name, answer in _judged("maplibre.mjs", complete).items():
        assert answer["errors"] == [], name


@pytest.mark.parametrize("name", CASES)
def test_an_sld_looks_the_same_and_the_rest_is_announced(name: str, tmp_path: Path, address: str) -> None:
    case = CASES[name]
    source = case.make(tmp_path)
    (captured,) = capture_styles([source], {source.id(): PublishedNames("table_a", FIELDS)}, tmp_path, (SLD,))

    said = " ".join(captured.warnings)
    assert [words for words in case.losses if words not in said] == []
    if not case.losses:
        assert captured.warnings == ()
    served = published(source)
    dress(served, _with_addresses(captured, address), tmp_path)
    if case.target is not None:
        assert _apart(case, drawn(source), drawn(served)) <= case.target


@pytest.mark.parametrize("name", CASES)
def test_tiles_look_the_same_and_the_rest_is_announced(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    source = case.make(tmp_path)
    (captured,) = capture_styles([source], {source.id(): PublishedNames("table_a", FIELDS)}, tmp_path, (MAPBOX,))

    said = " ".join(captured.warnings)
    if not captured.warnings and case.tiles is not None:
        tiles = tiled(published(source), "table_a", tmp_path / "tiles")
        dress_tiles(tiles, captured.style.path)
        assert _apart(case, drawn(source), drawn(tiles)) <= case.tiles
    if case.target is not None and case.tiles is not None:
        assert [words for words in case.losses if words not in said] == []


def test_the_dots_of_an_outline_are_as_long_as_in_qgis(tmp_path: Path) -> None:
    """QGIS ends them with squares; no language says where the first one begins, so the ink is compared."""
    look = {"style": "no", "outline_color": "black", "outline_style": "dot", "outline_width": "2"}
    source = single("Polygon", QgsFillSymbol.createSimple(look))
    names = {source.id(): PublishedNames("table_a", FIELDS)}
    sld, maplibre = capture_styles([source], names, tmp_path, (SLD, MAPBOX))
    served = published(source)
    dress(served, sld.style.path.read_bytes(), tmp_path)
    tiles = tiled(published(source), "table_a", tmp_path / "tiles")
    dress_tiles(tiles, maplibre.style.path)
    expected = pytest.approx(inked(drawn(source)), rel=0.05)
    assert (inked(drawn(served)), inked(drawn(tiles))) == (expected, expected)


def _apart(case: Case, source: QImage, served: QImage) -> float:
    """Texts are thin: as much of them is drawn, at least."""
    if case in WRITINGS.values():
        assert inked(served) == pytest.approx(inked(source), rel=0.3)
    return difference_from_afar(source, served) if case.pattern else difference(source, served)


def _with_addresses(captured: CapturedStyle, address: str) -> bytes:
    """The style as it is sent: its pictures under a public address."""
    text = captured.style.path.read_text("utf-8")
    for image in captured.style.images:
        text = text.replace(f'"{image.name}"', f'"{address}/{image.name}"')
    return text.encode()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the files of the test's folder are served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """The tests do not read it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
