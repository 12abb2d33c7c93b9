"""The real work behind the emulated platform: checks, database, services, tiles, styles, records.

Everything here is synchronous, safe to call from several threads, and knows nothing of HTTP routes or of the store.
"""
