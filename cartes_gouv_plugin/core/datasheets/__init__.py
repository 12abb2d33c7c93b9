"""Datasheets: listing and grouping by tag, whose they are, what removing one means."""
