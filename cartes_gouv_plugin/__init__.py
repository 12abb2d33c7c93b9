"""QGIS layers to cartes.gouv.fr."""
