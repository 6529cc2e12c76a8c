"""Points, shares and status out of answers. Plain: no Django, no database."""
