"""What the platform is asked to serve: WFS, WMS-Vecteur, vector tiles, and the metadata that describes them."""
