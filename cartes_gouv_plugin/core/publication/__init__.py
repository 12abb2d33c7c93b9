"""The journey of chosen layers to a datasheet and its services."""
