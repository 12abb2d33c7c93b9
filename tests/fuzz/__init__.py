"""Coverage-guided fuzzing of what reads or writes bytes of others; started by `scripts/fuzz.py`."""
