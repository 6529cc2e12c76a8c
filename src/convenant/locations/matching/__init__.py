"""Says which rows of lists are the same production site, how sure it is, and why.

A plain core: plain values in, plain values out, no database and no Django.
"""

from convenant.locations.matching.differences import Difference, Span, differences
from convenant.locations.matching.engine import match
from convenant.locations.matching.geo import distance_km
from convenant.locations.matching.model import MODEL_VERSION
from convenant.locations.matching.on_spark import match_on_spark
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.records import (
    ContradictingDecisions,
    Link,
    PairScore,
    Record,
    RegisterSite,
)
from convenant.locations.matching.relations import WORDS as RELATIONS
from convenant.locations.matching.scoring import score_pairs
from convenant.locations.matching.standing import StandingIndex

__all__ = [
    "MODEL_VERSION",
    "RELATIONS",
    "ContradictingDecisions",
    "Difference",
    "Link",
    "PairScore",
    "Reason",
    "Record",
    "RegisterSite",
    "Span",
    "StandingIndex",
    "differences",
    "distance_km",
    "match",
    "match_on_spark",
    "score_pairs",
]
