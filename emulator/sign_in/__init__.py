"""Sign-in: OpenID Connect as the platform offers it."""
