"""The plugin in a real QGIS window, on a virtual screen."""
