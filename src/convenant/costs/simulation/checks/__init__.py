"""What must hold in a scenario beyond the shape of its parts, one concept per file."""
