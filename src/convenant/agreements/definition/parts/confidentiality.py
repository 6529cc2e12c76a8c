"""Who may see which kind of data."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Part

# From the narrowest circle to the widest.
Tier = Literal["company", "secretariat_and_monitor", "parties", "public"]
TIERS: tuple[str, ...] = ("company", "secretariat_and_monitor", "parties", "public")


class Confidentiality(Part):
    """The tier of one kind of data."""

    KEY: ClassVar = ("data",)
    MAIN = "tier"

    data: Literal[
        "site_list",
        "site",
        "member_site_link",
        "leverage",
        "materials_list",
        "self_assessment",
        "assessment_result",
        "action_plan",
        "action_plan_status",
        "progress_report",
        "risk_ranking",
        "finding",
        "complaint_pending",
        "complaint_ruling",
        "aggregate_results",
        "fee",
    ]
    tier: Tier
