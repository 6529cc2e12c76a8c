"""What may happen to a case, by when and before whom. Plain: no Django, no database."""
