"""Grievances: a door a frightened worker can use, and a case that ends in remedy."""
