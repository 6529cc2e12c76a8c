"""What an agreement, a law or a mix of policies costs, who pays, and how sure that is.

A plain core without a web framework, so that a notebook, the command line and the platform all get
the same answers.
"""

from convenant.costs.simulation.checking import ScenarioFaults, check, load
from convenant.costs.simulation.parts.scenario import Scenario

__all__ = [
    "Scenario",
    "ScenarioFaults",
    "check",
    "load",
]
