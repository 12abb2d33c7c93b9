"""What only an emulator has: faults, request log, clock, reset, cleaning, and the page for people."""
