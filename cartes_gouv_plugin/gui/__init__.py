"""What people see. Widgets only: no network, no waiting, no logic."""
