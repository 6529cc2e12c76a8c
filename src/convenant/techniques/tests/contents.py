"""Contents as anybody could write them, for the tests of the plain cores and of the form."""

from typing import Any

from hypothesis import strategies as st

from convenant.base.texts import tidy
from convenant.techniques.content import Content

LANGUAGES = ("nl", "en")
ALPHABET = "abcdeE é.,%1–'\"<&-"


def line(longest: int = 20) -> st.SearchStrategy[str]:
    """One line of words, tidy."""
    return st.text(ALPHABET, min_size=1, max_size=longest).map(str.strip).filter(bool)


def lines() -> st.SearchStrategy[str]:
    """A text of one or more lines, tidy."""
    return st.text(ALPHABET + "\n", min_size=1, max_size=60).map(tidy).filter(bool)


def text(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """In Dutch, and maybe in English too."""
    return st.fixed_dictionaries({"nl": words}, optional={"en": words})


def few(of: st.SearchStrategy[Any], key: Any = None, most: int = 3) -> st.SearchStrategy[list[Any]]:
    """A few different ones."""
    return st.lists(of, max_size=most, unique_by=key or (lambda one: one))


@st.composite
def ranges(draw: Any, least: float | None = None, open_ends: bool = False) -> dict[str, Any]:
    """A range with at least one end, or none where that is allowed."""
    numbers = st.one_of(
        st.integers(0 if least == 0 else -100, 1000).map(float),
        st.floats(0 if least == 0 else -1e9, 1e9, allow_nan=False, allow_infinity=False),
    )
    low, high = sorted([draw(numbers), draw(numbers)])
    kept = draw(st.sampled_from(["both", "low", "high", *(["none"] if open_ends else [])]))
    return {
        "low": low if kept in ("both", "low") else None,
        "high": high if kept in ("both", "high") else None,
    }


IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
OPTIONAL = st.one_of(st.just(""), line())
COSTS = st.fixed_dictionaries(
    {
        "member_class": st.sampled_from(["", "small", "large"]),
        "one_off": ranges(0),
        "yearly": st.one_of(st.none(), ranges(0)),
        "currency": st.sampled_from(["EUR", "USD"]),
        "price_year": st.integers(1990, 2200),
        "mark": st.sampled_from(["expert", "assumption"]),
        "source": OPTIONAL,
    }
)
CONTENTS = st.fixed_dictionaries(
    {
        "title": text(line()),
        "kind": st.sampled_from(
            ["process_step", "risk_theme", "purchasing_practice", "grievance", "monitoring"]
        ),
        "topic": st.sampled_from(["social.labour", "environment.water", "governance.ethics"]),
        "what": text(lines()),
        "why": st.one_of(st.none(), text(lines())),
        "applicability": st.fixed_dictionaries(
            {
                "classes": few(st.sampled_from(["small", "medium", "large"])),
                "chain_roles": few(st.sampled_from(["brand", "retailer"])),
                "tiers": few(st.integers(1, 9)),
                "products": few(line()),
                "countries": few(st.sampled_from(["BD", "IN", "TR", "CD", "CG"])),
                "context": st.one_of(st.none(), text(lines())),
            }
        ),
        "evidence": few(
            st.fixed_dictionaries(
                {
                    "id": IDS,
                    "name": text(line()),
                    "kind": st.sampled_from(["", "contract", "minutes"]),
                    "required": st.booleans(),
                }
            ),
            key=lambda one: one["id"],
        ),
        "levels": few(
            st.fixed_dictionaries(
                {
                    "id": IDS,
                    "name": text(line()),
                    "measure": text(line()),
                    "unit": line(),
                    "range": ranges(open_ends=True),
                }
            ),
            key=lambda one: one["id"],
        ),
        "costs": st.lists(COSTS, max_size=3),
        "learnt_from": st.lists(
            st.fixed_dictionaries({"text": text(lines()), "address": OPTIONAL}), max_size=3
        ),
        "themes": few(st.sampled_from(["living_wage", "child_labour", "forced_labour"])),
        "oecd_steps": few(st.integers(1, 6)),
        "law": st.lists(
            st.fixed_dictionaries({"act": line(), "article": OPTIONAL, "note": OPTIONAL}),
            max_size=3,
        ),
        "guidance": st.lists(
            st.fixed_dictionaries({"title": line(), "address": OPTIONAL}), max_size=3
        ),
        "criteria": few(st.sampled_from(["policy_adopted", "gone_criterion"])),
    }
).map(Content.model_validate)
