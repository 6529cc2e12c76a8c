"""Plain core of techniques: phase_in."""
