"""The themes an agreement works on."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named

# The modules of section II of the OECD due diligence guidance for garment and footwear (2017).
OecdModule = Literal[
    "child_labour",
    "sexual_harassment_and_gender_based_violence",
    "forced_labour",
    "working_time",
    "occupational_health_and_safety",
    "trade_unions_and_collective_bargaining",
    "wages",
    "hazardous_chemicals",
    "water",
    "greenhouse_gases",
    "bribery_and_corruption",
    "homeworkers",
]


class Theme(Named):
    """A theme, with the OECD modules that cover it; animal welfare, for one, has none."""

    oecd_modules: list[OecdModule] = []
