"""The look of a layer in the style languages of the platform: SLD 1.0.0 and MapLibre."""
