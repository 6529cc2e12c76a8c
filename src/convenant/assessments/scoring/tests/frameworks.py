"""Frameworks and answers for the tests, small and in all shapes."""

from typing import Any

from hypothesis import strategies as st

from convenant.agreements.definition.parts.assessment import Assessment
from convenant.assessments.scoring import Mark, Respondent, asked, levels_of

NAME = {"en": "x"}


def framework(**parts: Any) -> Assessment:
    """A framework from plain values."""
    return Assessment.model_validate(parts)


def section(key: str, weight: float | None = None) -> dict[str, Any]:
    return {"id": key, "name": NAME, "weight": weight}


def levels(*points: float) -> list[dict[str, Any]]:
    return [{"id": f"l{n}", "name": NAME, "points": float(p)} for n, p in enumerate(points)]


def criterion(key: str, of: str = "a", **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "section": of,
        "name": NAME,
        "question": NAME,
        "levels": more.pop("levels", levels(0, 1, 2)),
        **more,
    }


STATUSES = [{"id": each, "name": NAME, "meets": each} for each in ("all", "part", "none")]


@st.composite
def frameworks(draw: st.DrawFn) -> Assessment:
    """Any framework the definition's check would let through, up to three sections."""
    names = draw(st.sampled_from([["a"], ["a", "b"], ["a", "b", "c"]]))
    weights = draw(st.lists(st.none() | st.integers(0, 33), min_size=3, max_size=3))
    criteria = []
    for n in range(draw(st.integers(len(names), 7))):
        points = draw(st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True))
        if max(points) == 0:
            points.append(1)
        criteria.append(
            criterion(
                f"c{n}",
                names[n % len(names)],
                levels=levels(*points),
                knock_out=draw(st.booleans()),
                from_year=draw(st.integers(1, 3)),
                classes=draw(st.sampled_from([[], ["small"], ["large"]])),
            )
        )
    marks = draw(
        st.lists(
            st.builds(
                lambda year, percent, of, cls, later: {
                    "year": year,
                    "percent": float(percent),
                    "section": of,
                    "member_class": cls,
                    "and_later": later,
                },
                st.integers(1, 3),
                st.integers(0, 100),
                st.sampled_from([None, None, *names]),
                st.sampled_from([None, "small"]),
                st.booleans(),
            ),
            max_size=4,
            unique_by=lambda m: (m["year"], m["section"], m["member_class"]),
        )
    )
    statuses = [dict(each) for each in STATUSES]
    share = draw(st.none() | st.integers(0, 100))
    if share is not None:
        statuses[1]["from_share"] = float(share)
    return framework(
        sections=[section(name, w) for name, w in zip(names, weights, strict=False)],
        criteria=criteria,
        pass_marks=marks,
        statuses=statuses,
    )


@st.composite
def respondents(draw: st.DrawFn) -> Respondent:
    return Respondent(draw(st.sampled_from(["small", "large", ""])), draw(st.integers(1, 4)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[Assessment, Respondent, dict[str, Mark]]:
    """A framework, who answers, and answers to some of what is asked."""
    about, who = draw(frameworks()), draw(respondents())
    marks = {}
    for each in asked(about, who):
        said = draw(
            st.sampled_from(["level", "level", "level", "open", "not_applicable", "refused"])
        )
        if said == "level":
            marks[each.id] = Mark(draw(st.sampled_from(levels_of(about, each))).id)
        elif said != "open":
            marks[each.id] = Mark(standing=said)  # type: ignore[arg-type]
    return about, who, marks
