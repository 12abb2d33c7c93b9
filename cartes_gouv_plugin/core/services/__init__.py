"""What we ask the platform to serve: WFS, WMS-Vecteur and vector tiles, their styles, and the datasheet's metadata."""
