"""What the platform's API (« Entrepôt ») says, and how to say it."""
