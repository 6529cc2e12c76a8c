"""How members are assessed: sections with weights, pass marks per year, statuses."""

from typing import ClassVar

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    ClassId,
    Flag,
    Percent,
    SectionId,
    Text,
    Year,
)


class Section(Named):
    """A section; `weight` is its share of the total in percent, absent where nobody knows."""

    weight: Percent | None = None


class PassMark(Part):
    """The percentage a member must reach in a year of membership.

    For the whole assessment or one section, for every class or one; `and_later` keeps it for
    the years that follow.
    """

    KEY: ClassVar = ("year", "member_class", "section")
    MAIN = "percent"

    year: Year
    percent: Percent
    member_class: ClassId | None = None
    section: SectionId | None = None
    and_later: Flag | None = None


class Status(Named):
    """A word for where a member stands, such as green, amber, red."""

    public: Flag | None = None


class Assessment(Part):
    """The framework members are assessed by."""

    name: Text | None = None
    description: Text | None = None
    sections: list[Section] = []
    pass_marks: list[PassMark] = []
    statuses: list[Status] = []
