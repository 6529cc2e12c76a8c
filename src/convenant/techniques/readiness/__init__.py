"""Plain core of techniques: readiness."""
