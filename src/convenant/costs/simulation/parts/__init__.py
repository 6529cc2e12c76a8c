"""The parts a scenario is made of, one concept per file."""
