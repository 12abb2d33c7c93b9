"""What the platform serves to everybody: WFS, WMS-Vecteur, tiles, catalogue, annexes."""
