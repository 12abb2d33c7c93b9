"""Names that the platform keeps: rules, suggestions, and that nothing is lost or confused on the way."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartes_gouv_plugin.core.publication import naming

_ANY = st.lists(st.text(max_size=90), max_size=12)
_PLATFORM = re.compile(r"[a-z_][a-z0-9_]*")


@given(_ANY)
def test_tables_are_valid_unique_and_in_order(names: list[str]) -> None:
    tables = naming.table_names(names)
    assert len(tables) == len(names)
    assert len({table.lower() for table in tables}) == len(names)
    for table in tables:
        assert _PLATFORM.fullmatch(table)
        assert len(table.encode()) <= 63
        assert not table.startswith(("gpkg_", "sqlite_", "rtree_", "pg_"))
        assert table not in ("select", "user", "order", "table")


@given(_ANY, st.sampled_from([(), ("fid", "geom"), ("id", "geom")]))
def test_fields_are_valid_unique_and_apart_from_those_taken(names: list[str], taken: tuple[str, ...]) -> None:
    fields = naming.field_names(names, taken)
    assert len(fields) == len(names)
    assert len({*fields, *taken}) == len(names) + len(taken)
    for field in fields:
        assert _PLATFORM.fullmatch(field)
        assert len(field.encode()) <= 63


@given(_ANY)
def test_what_is_valid_stays_whatever_comes_before(names: list[str]) -> None:
    once = naming.table_names(names)
    assert naming.table_names(once) == once
    others = [name.upper() for name in once if name.upper() != name]
    assert naming.table_names([*others, *once])[len(others) :] == once


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("communes", "communes"),
        ("Communes d'Été", "communes_d_ete"),
        ("Bâti & sols #1/2", "bati_et_sols_1_2"),
        ("Cœur de bourg", "coeur_de_bourg"),
        ("2024_parcelles", "_2024_parcelles"),
        ("select", "select_"),
        ("gpkg_contents", "_gpkg_contents"),
        ("日本", "couche"),
        ("", "couche"),
        ("é" * 80, "e" * 63),
        ("a__b", "a__b"),
    ],
)
def test_table(name: str, table: str) -> None:
    assert naming.table_names([name]) == (table,)


def test_names_that_differ_only_by_case_or_accent() -> None:
    assert naming.field_names(["Nom", "nom", "NOM", "nôm"]) == ("nom_2", "nom", "nom_3", "nom_4")
    long = "x" * 63
    assert naming.field_names([long, long + "y", long.upper()]) == (long, "x" * 61 + "_2", "x" * 61 + "_3")


def test_fields_that_clash_with_the_columns_of_a_table() -> None:
    assert naming.field_names(["fid", "geom", "OID", "order", "id"], ("fid", "geom")) == (
        "fid_",
        "geom_",
        "oid_",
        "order_",
        "id",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aggdata12.gpkg", "aggdata12_gpkg_19-06-2026"),
        ("Communes de l'été", "Communes_de_l'été_19-06-2026"),
        ("  a  b.c ", "a_b_c_19-06-2026"),
        ("", "donnees_19-06-2026"),
    ],
)
def test_technical_name(name: str, expected: str) -> None:
    assert naming.technical_name(name, date(2026, 6, 19)) == expected


@given(st.sampled_from(["", "SANDBOX"]), st.text(max_size=80), st.sampled_from(["wfs", "wmsv", "tms"]))
def test_a_suggested_layer_name_is_one(prefix: str, name: str, suffix: str) -> None:
    assert naming.is_layer_name(naming.layer_name(prefix, name, suffix), prefix)


def test_layer_name_follows_the_website() -> None:
    assert naming.layer_name("SANDBOX", "Données été_19-06-2026", "wfs") == "SANDBOX.donnees_ete_19-06-2026_wfs"
    assert not naming.is_layer_name("SANDBOX.", "SANDBOX")
    assert not naming.is_layer_name("autre.nom", "SANDBOX")


@given(st.text(max_size=150))
def test_a_suggested_datasheet_name_is_one_or_nothing(name: str) -> None:
    suggested = naming.datasheet_name(name)
    assert suggested == "" or naming.is_datasheet_name(suggested)


def test_datasheet_names() -> None:
    assert naming.is_datasheet_name("Communes de l'été 2026 (test)")
    assert naming.datasheet_name("Communes de l'été 2026 (test)") == "Communes de l'été 2026 (test)"
    for refused in ("", " a", "a/b", "a?b", 'a"b', "a#b", "a=b", "x" * 100):
        assert not naming.is_datasheet_name(refused)
    assert naming.datasheet_name('a/b "c"') == "a b c"
