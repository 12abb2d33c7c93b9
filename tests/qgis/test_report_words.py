"""The platform's reports in plain words: what its own checks write is understood."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.gui.wording_report import in_plain_words


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Vérification vecteur: Le SRS du layer luminaire est différent de celui déclaré", "luminaire"),
        ("Vérification vecteur: Le nom de la table Été n'est pas valide (attendu : [a-z_][a-z0-9_]*)", "Été"),
        ("Vérification vecteur: Le layer routes n'a pas de SRS", "routes"),
        ("Vérification vecteur: Aucun objet du layer routes n'a de géométrie", "routes"),
        ("Vérification vecteur: Le layer routes ne contient aucun objet", "routes"),
        ("Vérification vecteur: Problème d'encodage dans la table routes : 0xe9", "routes"),
        ("Vérification standard: La somme md5 du fichier data/a.gpkg est différente de celle déclarée", ""),
        ("Vérification vecteur: Le fichier a.gpkg est vide", "a.gpkg"),
        ("Vérification vecteur: La table photo n'est pas une table vecteur (raster)", "photo"),
    ],
)
def test_a_known_line_becomes_a_sentence_that_names_what_is_meant(line: str, names: str) -> None:
    (sentence,) = in_plain_words([line, line])
    assert names in sentence
    assert sentence != line


def test_what_is_not_known_is_left_to_the_report_itself() -> None:
    assert in_plain_words(["Vérification vecteur: une ligne que personne ne connaît", ""]) == ()
