"""The stages of a case: which may follow which, and the clock that runs while a case is in one. Plain."""

NEXT: dict[str, tuple[str, ...]] = {
    "received": ("acknowledged",),
    "acknowledged": ("safety",),
    "safety": ("scope",),
    "scope": ("admissibility",),
    "admissibility": ("parties_informed", "not_admissible"),
    "parties_informed": ("dialogue", "mediation", "investigation", "ruling"),
    "dialogue": ("settled", "mediation", "investigation", "ruling"),
    "mediation": ("settled", "investigation", "ruling"),
    "investigation": ("ruling", "finding"),
    "ruling": ("finding",),
    "finding": ("remedy_plan", "appeal", "closed"),
    "appeal": ("finding",),
    "settled": ("verification", "closed"),
    "remedy_plan": ("verification",),
    "verification": ("closed",),
    "not_admissible": ("appeal", "reopened"),
    "withdrawn": ("reopened",),
    "closed": ("reopened",),
    "joined": (),
    "reopened": ("scope", "parties_informed"),
}
# What has to be done before the clock of a stage ends: the clock's name, as definitions have it.
CLOCK = {
    "received": "acknowledge_complaint",
    "acknowledged": "safety_check",
    "safety": "scope_check",
    "scope": "admissibility",
    "admissibility": "inform_parties",
    "dialogue": "dialogue",
    "mediation": "mediation",
    "investigation": "investigation",
    "ruling": "ruling",
    "finding": "remedy_plan",
    "settled": "remedy_plan",
}
OVER = frozenset({"closed", "withdrawn", "not_admissible", "joined"})
TRACKS = ("dialogue", "mediation", "investigation", "ruling")
VERIFY_AFTER = (3, 6, 12)  # months


def may_follow(stage: str, wanted: str) -> bool:
    """Whether a case in one stage may go to the other."""
    return wanted in NEXT.get(stage, ())
