"""What a body decided, why, and what is still missing. Plain: no Django, no database.

A decision is put by a `Rule` (`rule_of` reads it from a definition) to the `Place`s of a body; who sits there
takes a `Position`; `outcome` says what follows, in statements that `words` puts in Dutch or English.
"""

from convenant.decisions.outcome.counting import Bench, benches
from convenant.decisions.outcome.deciding import Outcome, Result, outcome, split_views
from convenant.decisions.outcome.rule import Choice, Rule, Unknown, Way, rule_of, settled
from convenant.decisions.outcome.statements import Statement, words
from convenant.decisions.outcome.table import CHAIR, Place, Position, Stand

__all__ = [
    "CHAIR",
    "Bench",
    "Choice",
    "Outcome",
    "Place",
    "Position",
    "Result",
    "Rule",
    "Stand",
    "Statement",
    "Unknown",
    "Way",
    "benches",
    "outcome",
    "rule_of",
    "settled",
    "split_views",
    "words",
]
