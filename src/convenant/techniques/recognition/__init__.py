"""Plain core of techniques: recognition."""
