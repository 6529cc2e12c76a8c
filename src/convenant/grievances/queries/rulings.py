"""The rulings of a case for its panel, and the published ones for everybody."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from convenant.agreements.queries import running_definition
from convenant.grievances.models import Case, PublishedRuling, Room, Ruling, RulingVote
from convenant.grievances.procedure import panels, rulings
from convenant.grievances.procedure.stages import Outcome, Stage
from convenant.grievances.queries.opened import OpenedKey, room_of, said_in
from convenant.grievances.queries.panel import committee_seats, panel_of, recused
from convenant.grievances.queries.procedure import procedure


@dataclass(frozen=True)
class Vote:
    """A vote with its reasons, unsealed."""

    vote: RulingVote
    reasons: str


@dataclass(frozen=True)
class Version:
    """A version of a ruling as who reads the case reads it."""

    ruling: Ruling
    words: dict[str, Any]
    votes: tuple[Vote, ...]
    waits_for: tuple[str, ...]
    adopted: bool | None
    translations: tuple[tuple[Any, str], ...]

    @property
    def text(self) -> str:
        """The words of the ruling itself."""
        return str(self.words.get("text", ""))

    @property
    def points(self) -> list[dict[str, str]]:
        """What was judged, point by point."""
        return list(self.words.get("points", []))


def as_read(ruling: Ruling, words: dict[int, dict[str, Any]]) -> str:
    """The adopted ruling with its points and its dissents, in its own language; `words` by entry."""
    whole = words.get(ruling.entry_id, {})
    with override(ruling.language if ruling.language in dict(settings.LANGUAGES) else "en"):
        names = outcome_names()
        points = [
            f"{number}. {one['point']}: {names.get(one['outcome'], one['outcome'])}"
            for number, one in enumerate(whole.get("points", []), 1)
        ]
        dissents = [
            _("Dissent of a member: %(reasons)s")
            % {"reasons": words.get(one.reasons_id or 0, {}).get("text", "")}
            for one in ruling.votes.filter(agrees=False)
        ]
    return "\n\n".join([str(whole.get("text", "")), "\n".join(points), *dissents]).strip()


def outcome_names() -> dict[str, str]:
    """What was found, in words."""
    return {
        Outcome.FOUNDED.value: _("Founded"),
        Outcome.PARTLY_FOUNDED.value: _("Partly founded"),
        Outcome.UNFOUNDED.value: _("Unfounded"),
    }


def tally(ruling: Ruling) -> bool | None:
    """Whether the panel adopted this version, by the agreement's own rule of deciding."""
    committee = procedure().committee
    body = next((b for b in running_definition().bodies if b.id == committee), None)
    rule = body.decision if body is not None else None
    return rulings.adopted(
        dict(ruling.votes.values_list("person", "agrees")),
        {one.person_id for one in panel_of(ruling.case)},
        at_least=rule.at_least if rule is not None else None,
        consensus=rule is not None and rule.way == "consensus",
    )


def panel_is_whole(case: Case) -> bool:
    """Whether each place on the panel is filled as it should be."""
    sitting = [str(one.person_id) for one in panel_of(case)]
    out = {str(pk) for pk in recused(case)}
    return bool(sitting) and not panels.problems(sitting, committee_seats(), recused=out)


def newest(case: Case) -> Ruling | None:
    """The version that is worked on, or was adopted last."""
    return Ruling.objects.filter(case=case).order_by("-version").first()


def adopted_now(case: Case) -> Ruling | None:
    """The ruling that stands: adopted, and not asked to be looked at again since."""
    found = Ruling.objects.filter(case=case).exclude(adopted_on=None).order_by("-version").first()
    if found is None or found.adopted_on is None:
        return None
    again = case.phases.filter(
        stage__in=[Stage.APPEAL, Stage.REOPENED], since__gte=found.adopted_on
    ).exists()
    return None if again else found


def versions(case: Case, key: OpenedKey) -> list[Version]:
    """Every version, the newest first."""
    words = {one.entry.pk: one.words or {} for one in said_in(room_of(case, Room.Kind.CASE), key)}
    panel = panel_of(case)
    found = []
    for one in (
        Ruling.objects.filter(case=case)
        .order_by("-version")
        .select_related("made_by")
        .prefetch_related("votes__person", "translations")
    ):
        votes = tuple(
            Vote(vote, str(words.get(vote.reasons_id or 0, {}).get("text", "")))
            for vote in one.votes.all()
        )
        voted = {vote.vote.person_id for vote in votes}
        found.append(
            Version(
                one,
                words.get(one.entry_id, {}),
                votes,
                tuple(str(seat.person) for seat in panel if seat.person_id not in voted),
                True if one.adopted_on else tally(one),
                tuple(
                    (each, str(words.get(each.entry_id, {}).get("text", "")))
                    for each in one.translations.all()
                ),
            )
        )
    return found


def prepared_for(case: Case) -> QuerySet[PublishedRuling]:
    """The publications of a case, the newest first."""
    return PublishedRuling.objects.filter(case=case).order_by("-pk").select_related("prepared_by")


def has_name(case: Case) -> bool:
    """Whether a name lies in the case's identity room."""
    return Room.objects.filter(case=case, kind=Room.Kind.IDENTITY, entries__isnull=False).exists()


def published() -> QuerySet[PublishedRuling]:
    """What everybody reads."""
    return PublishedRuling.objects.exclude(published_on=None).order_by("-published_on", "-pk")


def published_with(code: str) -> PublishedRuling | None:
    """One of them."""
    return published().filter(code=code).first()


def waits_for_custodian(case: Case) -> list[PublishedRuling]:
    """What a custodian still has to look at."""
    return list(PublishedRuling.objects.filter(case=case, checked_on=None, published_on=None))
