"""The usual clocks and rules of a complaints procedure, each with where it comes from. Plain.

They hold where a definition says nothing else; `in_force` joins the two. Three months of feedback are
90 days here; verifications are counted in months, and their days are how long that is about.
"""

from dataclasses import dataclass

PLATFORM = "Default of the platform; no source gives days for it."
WHISTLEBLOWERS = "Directive (EU) 2019/1937 on the protection of persons who report breaches of law"


@dataclass(frozen=True)
class UsualClock:
    """A term in calendar days, whether it may be paused, and the days it may be extended by in all.

    `sourced` where the length comes from outside; `source` says from where, or that it does not.
    """

    id: str
    days: int
    pausable: bool
    extension: int
    source: str = PLATFORM
    sourced: bool = False


CLOCKS: dict[str, UsualClock] = {
    c.id: c
    for c in (
        UsualClock(
            "acknowledge_complaint",
            7,
            pausable=False,
            extension=0,
            source=f"{WHISTLEBLOWERS}: acknowledged within 7 days.",
            sourced=True,
        ),
        UsualClock("safety_check", 2, pausable=False, extension=0),
        UsualClock("scope_check", 10, pausable=True, extension=5),
        UsualClock("admissibility", 20, pausable=True, extension=10),
        UsualClock("inform_parties", 5, pausable=True, extension=5),
        UsualClock("dialogue", 60, pausable=True, extension=30),
        UsualClock("mediation", 60, pausable=True, extension=30),
        UsualClock("investigation", 90, pausable=True, extension=45),
        UsualClock(
            "feedback",
            90,
            pausable=False,
            extension=90,
            source=f"{WHISTLEBLOWERS}: feedback within 3 months; an authority may take 6.",
            sourced=True,
        ),
        UsualClock("ruling", 180, pausable=True, extension=90),
        UsualClock("appeal", 30, pausable=False, extension=0),
        UsualClock("remedy_plan", 30, pausable=True, extension=15),
        UsualClock("verification_1", 91, pausable=True, extension=30),
        UsualClock("verification_2", 182, pausable=True, extension=30),
        UsualClock("verification_3", 365, pausable=True, extension=30),
    )
}

STANDING = (
    "affected_person",
    "representative",
    "union",
    "human_rights_organisation",
    "environmental_organisation",
    "animal_welfare_organisation",
)
VERIFICATION_MONTHS = (3, 6, 12)
IDENTITY_DAYS = 365  # after the case ended
EVIDENCE_DAYS = 730
RECORD_YEARS = 5
RECOVERY_NEEDED, RECOVERY_PEOPLE = 2, 3
NOTICE_BATCH_DAYS = 7
MINIMUM_SHOWN = 3
NAMES_COMPANY = "if_unwilling"
