"""Routes of the Entrepôt API: one file per kind of entity."""
