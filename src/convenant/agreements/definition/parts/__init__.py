"""The parts a definition is made of, one concept per file."""
