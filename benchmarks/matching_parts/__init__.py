"""What `benchmarks/matching.py` is made of, one concept per file."""
