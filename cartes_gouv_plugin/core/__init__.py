"""The plugin without QGIS: the platform's API, the publication, the services, the datasheets."""
