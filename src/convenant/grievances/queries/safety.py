"""What keeps a complainant safe, as the handlers of the case see it."""

from dataclasses import dataclass

from convenant.grievances.models import Case, Entry, Incident, SafetyCheck
from convenant.grievances.queries.opened import Said


@dataclass(frozen=True)
class Standing:
    """The last look at safety, and what is still open."""

    last: SafetyCheck | None
    words: dict[str, str] | None
    open: list[Incident]

    @property
    def never(self) -> str:
        """What must never be done: shown before anybody writes to or about the person."""
        return (self.words or {}).get("never", "")


def safety_of(case: Case, said: list[Said]) -> Standing:
    """From the case's rows, and what its reader has unsealed already."""
    last = SafetyCheck.objects.filter(case=case).order_by("-pk").first()
    by_entry = {one.entry.pk: one.words for one in said if one.entry.kind == Entry.Kind.SAFETY}
    words = by_entry.get(last.entry_id) if last is not None else None
    return Standing(last, words, list(Incident.objects.filter(case=case, closed_on=None)))
