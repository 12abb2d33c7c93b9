"""What the names of layers say of their topic."""

from __future__ import annotations

import pytest

from cartes_gouv_plugin.core.services.themes import TOPICS, suggested_theme


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Communes de l'été 2026 (essai)", "boundaries"),
        ("disputed_borders", "boundaries"),
        ("Rivières de l'essai", "inlandWaters"),
        ("Parcelles cadastrales", "planningCadastre"),
        ("LIGNES_DE_BUS", "transportation"),
        ("Bâtiments", "structure"),
        ("Forêts publiques", "biota"),
        ("Couche 1", ""),
        ("", ""),
    ],
)
def test_the_first_telling_word_speaks(name: str, topic: str) -> None:
    assert suggested_theme([name]) == topic


def test_the_most_telling_name_comes_first() -> None:
    assert suggested_theme(["Essai", "Routes", "Communes"]) == "transportation"
    assert len(set(TOPICS)) == len(TOPICS) == 19
