"""What an agreement, a law or a mix of policies costs, who pays, and how sure that is.

A plain core without a web framework, so that a notebook, the command line and the platform all get
the same answers.
"""

from convenant.costs.simulation.checking import ScenarioFaults, check, load
from convenant.costs.simulation.comparing import CannotCompare, Comparison, compare, variants
from convenant.costs.simulation.explaining import Explained, explain
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.results import Result, Spread, summarise
from convenant.costs.simulation.running import Outcome, simulate

__all__ = [
    "CannotCompare",
    "Comparison",
    "Explained",
    "Outcome",
    "Result",
    "Scenario",
    "ScenarioFaults",
    "Spread",
    "check",
    "compare",
    "explain",
    "load",
    "simulate",
    "summarise",
    "variants",
]
