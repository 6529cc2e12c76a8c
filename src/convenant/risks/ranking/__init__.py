"""Which risks come first: severity leads, likelihood follows, and the two are never blended.

    from convenant.risks.ranking import Rated, rank
    rank({"child labour": Rated(5, 3, 4, likelihood=2), "noise": Rated(2, 2, 1, likelihood=5)})

Plain: no Django. How and why: docs/decisions/0009-risks-are-ranked-by-severity.md.
"""

from convenant.risks.ranking.order import (
    HIGHEST,
    LOWEST,
    Place,
    Rated,
    Reading,
    matrix,
    rank,
    severity,
)

__all__ = ["HIGHEST", "LOWEST", "Place", "Rated", "Reading", "matrix", "rank", "severity"]
