"""Whether a certificate proves a release: exact arithmetic, the standard library, and no solver.

Written apart from what makes releases: it adds the records up itself, applies the rules itself, and tries every attacker on every witness.
"""

from convenant.protection.checker.checking import Checked, check
from convenant.protection.checker.reckoning import Doubt

__all__ = ["Checked", "Doubt", "check"]
