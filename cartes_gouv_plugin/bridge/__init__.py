"""QGIS without widgets: everything between the pure core and the application."""
