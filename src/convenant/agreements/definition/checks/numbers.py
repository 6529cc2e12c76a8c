"""Numbers that must fit together: weights, shares, bounds, and the smallest groups shown."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_ROUNDING = 0.01  # three times 33.33 is meant to be 100


def weights(document: Document) -> Iterator[Fault]:
    """Weights of sections: together 100 where all are known, never more where some are."""
    assessment = Cursor(document).into("assessment")
    sections = list(assessment.each("sections"))
    known = [w for s in sections if (w := s.number("weight")) is not None]
    total = sum(known)
    if any("weight" in s and s.number("weight") is None for s in sections):
        return  # a weight that is not a number is reported with the shapes
    if total > 100 + _ROUNDING and len(known) < len(sections):
        yield assessment.fault("weights_over_100", "sections", sum=f"{total:g}")
    elif known and len(known) == len(sections) and abs(total - 100) > _ROUNDING * len(known):
        yield assessment.fault("weights_not_100", "sections", sum=f"{total:g}")


def conditions(document: Document) -> Iterator[Fault]:
    """Thresholds that cannot be: a share over 100 %, half a company."""
    for condition in Cursor(document).into("activation").each("conditions"):
        number = condition.number("at_least")
        if number is None:
            continue
        if condition.text("kind") == "turnover_share" and number > 100:
            yield condition.fault("share_over_100", "at_least", written=f"{number:g}")
        if condition.text("kind") in ("companies", "sides_signed") and number != int(number):
            yield condition.fault("not_whole", "at_least", written=f"{number:g}")


def bounds(document: Document) -> Iterator[Fault]:
    """Classes nobody can be in."""
    for member_class in Cursor(document).each("classes"):
        for criterion in member_class.each("criteria"):
            above, up_to = criterion.number("above"), criterion.number("up_to")
            if above is not None and up_to is not None and above >= up_to:
                yield criterion.fault(
                    "bounds_reversed", "above", above=f"{above:g}", up_to=f"{up_to:g}"
                )


def steps(document: Document) -> Iterator[Fault]:
    """Two consequences on the same step of the ladder."""
    taken: dict[float, str] = {}
    for consequence in Cursor(document).each("consequences"):
        step = consequence.number("step")
        if step is None:
            continue
        if step in taken:
            yield consequence.fault("step_taken", "step", step=f"{step:g}", other=taken[step])
        taken.setdefault(step, consequence.text("id") or "?")


def smallest_groups(document: Document) -> Iterator[Fault]:
    """Numbers of members shown without the smallest number that may show."""
    publication = Cursor(document).into("publication")
    site_list = publication.into("site_list")
    shown = [name for _, name in site_list.names("fields")]
    if "member_count" in shown and "minimum_members_shown" not in site_list:
        yield site_list.fault("minimum_missing", key="minimum_members_shown", least="3")
    leverage = publication.into("leverage")
    if leverage.text("members_see") == "band" and "minimum_others" not in leverage:
        yield leverage.fault("minimum_missing", key="minimum_others", least="3")
    assessment = publication.into("assessment")
    if assessment.text("members_see") == "quartiles" and "minimum_others" not in assessment:
        yield assessment.fault("minimum_missing", key="minimum_others", least="5")


def confidence(document: Document) -> Iterator[Fault]:
    """General knowledge as a source, without saying how sure."""
    for source in Cursor(document).each("sources"):
        if source.text("basis") == "general_knowledge" and "confidence" not in source:
            yield source.fault("confidence_missing")
