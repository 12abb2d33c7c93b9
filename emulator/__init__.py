"""A local Géoplateforme: the API, its sign-in, real checks, a real database, real services."""
