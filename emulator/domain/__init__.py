"""The platform's rules and transitions, apart from HTTP."""
