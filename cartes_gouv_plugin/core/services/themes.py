"""ISO 19115 topics: which there are, and which one a layer's own words speak of. Pure.

The website's form asks for one at least, among these nineteen (CG:assets/data/topic_categories.json).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TOPICS = (
    "biota",
    "boundaries",
    "climatologyMeteorologyAtmosphere",
    "economy",
    "elevation",
    "environment",
    "farming",
    "geoscientificInformation",
    "health",
    "imageryBaseMapsEarthCover",
    "intelligenceMilitary",
    "inlandWaters",
    "location",
    "oceans",
    "planningCadastre",
    "society",
    "structure",
    "transportation",
    "utilitiesCommunication",
)

# Beginnings of French and English words, without accents; the more telling topics first.
_BEGINNINGS: dict[str, tuple[str, ...]] = {
    "planningCadastre": ("cadast", "parcel", "plu", "pos", "zonage", "zoning", "lotissement", "urbanisme"),
    "transportation": (
        "route", "road", "rue", "street", "voie", "voirie", "rail", "gare", "station", "bus", "tram", "metro", "cycl",
        "piste", "aerodrome", "airport", "aeroport", "parking", "stationnement", "transport", "trafic", "traffic",
    ),
    "inlandWaters": (
        "eau", "eaux", "water", "rivier", "river", "cours", "fleuve", "lac", "lake", "bassin", "crue", "inond", "flood",
        "hydro", "nappe", "ruisseau", "canal",
    ),
    "oceans": ("mer", "ocean", "sea", "maree", "tide", "littoral", "coast", "cote", "marin", "bathy", "estran"),
    "boundaries": (
        "commune", "canton", "departement", "region", "arrondissement", "epci", "pays", "countr", "frontier", "border",
        "limite", "boundar", "district", "municipal", "iris",
    ),
    "structure": ("bati", "batiment", "building", "pont", "bridge", "monument", "edifice", "ouvrage", "equipement"),
    "utilitiesCommunication": (
        "reseau", "electri", "eclairage", "lighting", "gaz", "fibre", "telecom", "assainissement", "sewer", "antenne",
        "dechet", "waste", "energie", "pylone",
    ),
    "farming": ("agri", "farm", "culture", "crop", "elevage", "verger", "vigne", "rpg", "prairie"),
    "biota": (
        "arbre", "tree", "foret", "forest", "faune", "fauna", "flore", "flora", "espece", "species", "oiseau", "bird",
        "habitat", "vegetation", "bois", "haie", "biodiver",
    ),
    "environment": ("environ", "pollution", "natura", "znieff", "risque", "risk", "bruit", "noise", "protegee"),
    "elevation": ("altitude", "elevation", "mnt", "mns", "relief", "courbe", "contour", "pente", "slope"),
    "geoscientificInformation": ("geolog", "sol", "sols", "soil", "forage", "seisme", "carriere", "mine"),
    "climatologyMeteorologyAtmosphere": ("meteo", "climat", "pluie", "rain", "vent", "wind", "temperature"),
    "health": ("sante", "health", "hopital", "hospital", "pharmac", "medecin", "clinique", "epidemi"),
    "economy": ("econom", "commerce", "shop", "entreprise", "emploi", "marche", "industr", "tourism"),
    "society": ("popul", "school", "ecole", "college", "lycee", "sport", "musee", "museum", "logement"),
    "imageryBaseMapsEarthCover": ("ortho", "occupation", "landcover", "imager", "clc", "ocs"),
    "intelligenceMilitary": ("milit", "defense", "army", "armee"),
    "location": ("adresse", "address", "toponym", "lieu", "place", "geodes", "borne"),
}  # fmt: skip

_WHOLE = frozenset(
    ("plu", "pos", "bus", "rue", "eau", "eaux", "lac", "mer", "sea", "sol", "sols", "pays", "rpg", "mnt", "mns", "clc",
     "ocs", "mine", "cote", "bois", "cours", "gaz", "iris", "vent", "lieu", "place")
)  # fmt: skip
"""Short words that begin too many others: they count only whole, or in the plural."""


def suggested_theme(texts: Iterable[str]) -> str:
    """The topic that the first telling word of `texts` speaks of; empty when none does.

    `texts`: names and titles, the most telling ones first.
    """
    for text in texts:
        for word in _words(text):
            for topic, beginnings in _BEGINNINGS.items():
                if any(_speaks(word, beginning) for beginning in beginnings):
                    return topic
    return ""


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z]+", plain)


def _speaks(word: str, beginning: str) -> bool:
    if beginning in _WHOLE:
        return word in (beginning, f"{beginning}s")
    return word.startswith(beginning)
