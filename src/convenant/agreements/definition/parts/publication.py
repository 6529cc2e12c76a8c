"""What leaves the agreement for the public, and the smallest groups that may show."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    Flag,
    GroupOfFive,
    GroupOfThree,
    MonthDay,
)

# No field names a member: the link between member and site is the most sensitive fact there is.
SiteField = Literal[
    "os_id",
    "name",
    "address",
    "city",
    "country",
    "location",
    "product_type",
    "processing_type",
    "workers_band",
    "member_count",
]


class SiteListPublication(Part):
    """The pooled list of sites: its yearly day, the fields shown, and from how many members their number shows."""

    yearly_on: MonthDay | None = None
    fields: list[SiteField] = []
    minimum_members_shown: GroupOfThree | None = None


class LeveragePublication(Part):
    """What a member sees of the leverage the others declared at a site it shares.

    A range between two members tells each of them the other's share, hence the minimum.
    """

    members_see: Literal["nothing", "band"]
    minimum_others: GroupOfThree | None = None


class AssessmentPublication(Part):
    """What a member sees of how the others were assessed, once at least this many others were.

    The quartiles of a handful of members tell each of them what the others reached.
    """

    members_see: Literal["nothing", "quartiles"]
    minimum_others: GroupOfFive | None = None


class Report(Named):
    """A report the public gets, on a day of the year where one is set."""

    yearly_on: MonthDay | None = None
    names_members: Flag | None = None


class Publication(Part):
    """The rules of publication."""

    site_list: SiteListPublication | None = None
    leverage: LeveragePublication | None = None
    assessment: AssessmentPublication | None = None
    reports: list[Report] = []
