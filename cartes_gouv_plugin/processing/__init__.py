"""The Processing provider: thin algorithms over bridge and core."""
