"""The small values a scenario is written in: names of numbers, years, payers, measures."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from convenant.agreements.definition.parts.values import Id, Reference, Says

CalendarYear = Annotated[int, Field(strict=True, ge=2000, le=2150), Says("whole", 2000, 2150)]
Span = Annotated[int, Field(strict=True, ge=0, le=50), Says("whole", 0, 50)]
# Negative values are refused by a check of their own, which can say what is negative.
Real = Annotated[float, Field(strict=True, ge=-1e15, le=1e15), Says("any_number")]
Correlated = Annotated[float, Field(strict=True, gt=-1, lt=1), Says("correlation")]

NumberId = Annotated[Id, Reference("numbers")]
ClassId = Annotated[Id, Reference("population")]
ShareId = Annotated[Id, Reference("shares")]
LineId = Annotated[Id, Reference("lines")]

Payer = Literal["state", "eu", "large", "sme", "supplier", "union", "ngo"]
PAYERS: tuple[Payer, ...] = ("state", "eu", "large", "sme", "supplier", "union", "ngo")
Size = Literal["large", "sme", "supplier"]
Phase = Literal["start", "running", "phase_in", "recognised"]
PHASES: tuple[Phase, ...] = ("start", "running", "phase_in", "recognised")
Measure = Literal[
    "legislation",
    "sector_agreement",
    "existing_agreement",
    "recognition",
    "subsidy",
    "guidance",
    "supervision",
]
Group = Literal[
    "due_diligence",
    "secretariat",
    "monitoring",
    "grievances",
    "techniques",
    "guidance",
    "learning",
    "platform",
    "evaluation",
    "joint_action",
    "supervisor",
    "suppliers",
]
FeeTableName = Literal["metals-2019", "renewable-energy-2023", "trustone-2019", "accord-2013"]
FEE_TABLES: tuple[FeeTableName, ...] = get_args(FeeTableName)
