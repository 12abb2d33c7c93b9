"""Bodies, names, endpoints: the exact shapes that the website writes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cartes_gouv_plugin.core.entrepot.models import Configuration, Datastore
from cartes_gouv_plugin.core.errors import NoAccessPoint, QuotaReached
from cartes_gouv_plugin.core.publication.publication import ServiceType
from cartes_gouv_plugin.core.services import access, bodies, endpoints, layer_names, pyramid, tile_styles


def _datastore(*uses: tuple[str, bool, int, int | None]) -> Datastore:
    return Datastore.from_json(
        {
            "_id": "d",
            "endpoints": [
                {"use": use, "quota": quota, "endpoint": {"_id": f"{kind}-{rank}", "type": kind, "open": is_open}}
                for rank, (kind, is_open, use, quota) in enumerate(uses)
            ],
        }
    )


def test_wfs_relations_carry_only_what_they_have() -> None:
    tables = [
        bodies.ServedTable("communes", "Communes", "Les communes", ("a",), "communes_2026"),
        bodies.ServedTable("routes", "Routes", "Les routes"),
    ]
    assert bodies.wfs("sd", tables) == {
        "used_data": [
            {
                "relations": [
                    {
                        "native_name": "communes",
                        "title": "Communes",
                        "abstract": "Les communes",
                        "public_name": "communes_2026",
                        "keywords": ["a"],
                    },
                    {"native_name": "routes", "title": "Routes", "abstract": "Les routes"},
                ],
                "stored_data": "sd",
            }
        ]
    }


def test_the_abstract_of_tiles_is_a_json_string_as_php_writes_it() -> None:
    infos = bodies.tms("p", ["6", "7", "12"], title="T", abstract='L\'été / "fin"', keywords=[])
    assert infos["abstract"] == '"L\'\\u00e9t\\u00e9 \\/ \\"fin\\""'
    assert json.loads(infos["abstract"]) == 'L\'été / "fin"'
    assert infos["used_data"] == [{"bottom_level": "12", "top_level": "6", "stored_data": "p"}]


def test_levels_without_a_pyramid_s_own_are_the_whole_range() -> None:
    assert bodies.level_range([]) == ("18", "0")


@pytest.mark.parametrize(
    ("identifier", "csw"),
    [("SANDBOX.points", "/sandbox/csw?"), ("ign.points", "/csw?"), ("sandbox.x", "/sandbox/csw?")],
)
def test_the_catalogue_links_replace_former_ones_and_keep_the_others(identifier: str, csw: str) -> None:
    other = {"format": "application/json", "url": "https://data.geopf.fr/annexes/x/style/s.json", "type": "Other"}
    first = bodies.catalogue_links("old", "https://data.geopf.fr/api", "https://cartes.gouv.fr/catalogue", [other])
    links = bodies.catalogue_links(identifier, "https://data.geopf.fr", "https://cartes.gouv.fr/catalogue", first)

    assert links[0] == other
    assert links[1]["url"].startswith(f"https://data.geopf.fr{csw}REQUEST=GetRecordById")
    assert links[1]["url"].endswith(f"&ID={identifier}")
    assert links[2] == {
        "format": "text/html", "url": f"https://cartes.gouv.fr/catalogue/dataset/{identifier}", "type": "Other"
    }  # fmt: skip
    assert len(links) == 3


def test_an_update_sends_everything_back_but_what_never_changes() -> None:
    held = Configuration.from_json(
        {
            "_id": "c",
            "type": "WFS",
            "name": "n",
            "layer_name": "l",
            "status": "PUBLISHED",
            "tags": {"theme": "x"},
            "type_infos": {"used_data": []},
            "attribution": {"title": "t", "url": "u"},
            "metadata": [{"url": "m"}],
        }
    )
    assert bodies.update(held, name="new") == {
        "type": "WFS",
        "name": "new",
        "type_infos": {"used_data": []},
        "metadata": [{"url": "m"}],
        "attribution": {"title": "t", "url": "u"},
    }


def test_an_attribution_needs_its_text_and_its_link() -> None:
    without = bodies.configuration(
        ServiceType.WFS, name="n", layer_name="l", type_infos={}, attribution=bodies.Attribution("IGN", "")
    )
    assert "attribution" not in without
    assert "metadata" not in without


def test_tags_always_hold_a_theme() -> None:
    assert bodies.tags("F", ("farming", "society"))["theme"] == "farming, society"
    assert bodies.tags("F", ())["theme"] == "location"


def test_the_endpoint_is_of_the_type_and_openness_asked_for_and_has_room() -> None:
    datastore = _datastore(
        ("WFS", False, 0, 9), ("WFS", True, 9, 9), ("WFS", True, 0, None), ("WMS-VECTOR", True, 1, 1)
    )
    assert endpoints.choose(datastore, "WFS").id == "WFS-2"
    assert endpoints.choose(datastore, "WFS", is_open=False).id == "WFS-0"
    with pytest.raises(QuotaReached):
        endpoints.choose(datastore, "WMS-VECTOR")
    with pytest.raises(NoAccessPoint):
        endpoints.choose(datastore, "WMTS-TMS")


def test_names_under_the_prefix_and_their_numbers() -> None:
    base = layer_names.suggest("SANDBOX", "Aggdata 12_19-06-2026", ServiceType.WMS_VECTOR)
    assert base == "SANDBOX.aggdata_12_19-06-2026_wmsv"
    assert layer_names.free(base, []) == base
    assert layer_names.free(base, [base.upper(), f"{base}_2"]) == f"{base}_3"
    assert layer_names.number_of(f"{base}_12", base) == 12
    assert layer_names.number_of(f"{base}_x", base) is None
    assert layer_names.with_prefix("SANDBOX", "a") == layer_names.with_prefix("SANDBOX", "SANDBOX.a") == "SANDBOX.a"
    assert layer_names.with_prefix("", "a") == "a"


def test_a_pyramid_s_levels_are_strings_and_span_its_tables() -> None:
    body = pyramid.execution(
        "p",
        "sd",
        "nom",
        [pyramid.TiledTable("a", ("x",), 4, 9), pyramid.TiledTable("b", ("y", "z"), 6, 12)],
        tippecanoe_options="-ac -an -S10 ",
    )
    parameters = body["parameters"]
    assert (parameters["top_level"], parameters["bottom_level"]) == ("4", "12")
    assert parameters["composition"][1] == {
        "table": "b", "attributes": ["y", "z"], "bottom_level": "12", "top_level": "6"
    }  # fmt: skip
    assert parameters["tippecanoe_options"] == "-ac -an -S10 "
    assert body["output"] == {"stored_data": {"name": "nom", "storage_tags": ["PYRAMIDE"]}}
    assert "area" not in parameters
    assert "callback" not in body


@pytest.mark.parametrize(
    ("attributes", "top", "bottom"), [((), 1, 2), (("a",), 3, 2), (("a",), -1, 2), (("a",), 1, 19)]
)
def test_a_pyramid_that_the_website_would_refuse_is_not_asked_for(
    attributes: tuple[str, ...], top: int, bottom: int
) -> None:
    with pytest.raises(ValueError, match="t:"):
        pyramid.TiledTable("t", attributes, top, bottom)


def test_a_permission_lasts_six_months() -> None:
    body = access.permission("c", "o", "IGN.x", date(2026, 1, 31))
    assert body["end_date"] == "2026-08-02T23:59:00+00:00"
    assert (body["type"], body["communities"], body["offerings"]) == ("COMMUNITY", ["c"], ["o"])


def test_the_tables_styles_become_one_with_the_first_on_top() -> None:
    def style(layer: str, **more: object) -> dict:
        return {"version": 8, "layers": [{"id": layer, "layout": {"icon-image": "i"}}], **more}

    made = json.loads(
        tile_styles.merged("T", [style("top"), style("bottom")], "https://t/{z}/{x}/{y}.pbf", (4, 9), ["s1", "s2"])
    )
    assert [layer["id"] for layer in made["layers"]] == ["bottom", "top"]
    assert [layer["layout"]["icon-image"] for layer in made["layers"]] == ["sprite1:i", "sprite0:i"]
    assert made["sprite"] == [{"id": "sprite0", "url": "s1"}, {"id": "sprite1", "url": "s2"}]
    assert made["sources"]["tiles"] == {
        "type": "vector", "tiles": ["https://t/{z}/{x}/{y}.pbf"], "minzoom": 4, "maxzoom": 9
    }  # fmt: skip
    alone = json.loads(tile_styles.merged("T", [style("a")], "t", (1, 2), ["s1"]))
    assert alone["sprite"] == "s1"
    assert alone["layers"][0]["layout"]["icon-image"] == "i"
