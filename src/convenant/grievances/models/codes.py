"""Numbers that tell nothing: not when something was made, and not how much there is besides."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another on paper


def random_code() -> str:
    """Eight signs in two groups: one of 6.6e11."""
    signs = "".join(secrets.choice(SIGNS) for _sign in range(8))
    return f"{signs[:4]}-{signs[4:]}"
