"""Documents of the emulated platform, kept in one SQLite file."""
