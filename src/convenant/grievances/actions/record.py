"""What is taken away when its day has come, by two people; what is kept longer; what was learnt; what people thought."""

import secrets
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import keeping
from convenant.grievances.models import (
    Case,
    CaseFile,
    Entry,
    Feedback,
    FurtherReceipt,
    Grant,
    KeptLonger,
    Lesson,
    NameTold,
    NoticeFile,
    NoticeWord,
    OpenKey,
    Removal,
    Room,
)
from convenant.grievances.procedure.stages import ENDED
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import Returned, today
from convenant.grievances.queries.record import kept_of
from convenant.grievances.rules import decides_for_the_complainant, handles_cases

# What stays of what was said, until the record itself goes.
_DECIDED = (Entry.Kind.DECISION, Entry.Kind.RULING)
GONE = b""
STEPS = range(1, 7)  # of due diligence, as the OECD counts them


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_removal(by: Actor, removal: Removal, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, removal.case)


@verb(_of_case)
def propose_removal(case: Case, *, by: Actor, what: str, why: str) -> Removal:
    """One handler asks that a part of the case is taken away; nothing goes before another confirmed it."""
    if what not in Removal.What.values:
        raise Refused(_("Choose what is taken away."))
    if not why.strip():
        raise Refused(_("Say why."))
    kept = next((one for one in kept_of(case) if one.what == what), None)
    if kept is None:
        raise Refused(_("The case goes on: nothing of it is taken away."))
    if kept.gone_on is not None:
        raise Refused(_("That was taken away already."))
    if what == Removal.What.RECORD and not kept.due:
        raise Refused(_("The record is kept until its day: others rely on the decision."))
    _not_kept_longer(case)
    if case.removals.filter(what=what, done_on=None, dropped_on=None).exists():
        raise Refused(_("That was proposed already, and waits for another handler."))
    made = Removal.objects.create(
        case=case, what=what, why=why.strip(), proposed_by_id=by.person_id, proposed_on=today()
    )
    record("removal.proposed", by=by, on=case, new={"what": what})
    return made


@verb(_of_removal)
def drop_removal(removal: Removal, *, by: Actor) -> Removal:
    """It is not taken away after all."""
    _still_waits(removal)
    removal.dropped_on = today()
    removal.save(update_fields=["dropped_on"])
    record("removal.dropped", by=by, on=removal.case, new={"what": removal.what})
    return removal


@verb(_of_removal)
def confirm_removal(removal: Removal, *, by: Actor) -> Removal:
    """Another handler confirms, and it is gone: from the rows, and from the disk once the rows are safe."""
    removal = Removal.objects.select_for_update().select_related("case").get(pk=removal.pk)
    _still_waits(removal)
    if removal.proposed_by_id == by.person_id:
        raise Refused(_("Somebody else has to confirm this: four eyes."))
    _not_kept_longer(removal.case)
    take = {
        Removal.What.IDENTITY: _take_identity,
        Removal.What.EVIDENCE: _take_evidence,
        Removal.What.RECORD: _take_record,
    }
    take[Removal.What(removal.what)](removal.case)
    removal.confirmed_by_id, removal.done_on = by.person_id, today()
    removal.save(update_fields=["confirmed_by", "done_on"])
    record("removal.done", by=by, on=removal.case, new={"what": removal.what})
    return removal


def _still_waits(removal: Removal) -> None:
    if removal.done_on or removal.dropped_on:
        raise Refused(_("This was done or dropped already."))


def _not_kept_longer(case: Case) -> None:
    longer = case.kept_longer.filter(until__gte=today()).order_by("-until").first()
    if longer is not None:
        raise Refused(
            _("Everything is kept until %(day)s, for a reason that stands on this page.")
            % {"day": longer.until}
        )


def _take_room(case: Case, kind: str) -> None:
    """Nobody opens the room any more: its words and every copy of its key are gone."""
    room = case.rooms.get(kind=kind)
    Entry.objects.filter(room=room).update(key=GONE, body=GONE)
    Grant.objects.filter(room=room).delete()
    Room.objects.filter(pk=room.pk).update(own=None)


def _take_identity(case: Case) -> None:
    _take_room(case, Room.Kind.IDENTITY)
    NameTold.objects.filter(case=case).update(sealed=None)


def _take_evidence(case: Case) -> None:
    _take_identity(case)
    _take_room(case, Room.Kind.MEDIATION)
    files = list(CaseFile.objects.filter(room__case=case))
    paths = [path for one in files for path in (one.path, one.copy_path) if path]
    CaseFile.objects.filter(room__case=case).update(
        path="", copy_path="", key=GONE, copy_key=None, state=CaseFile.State.REFUSED
    )
    said = Entry.objects.filter(room__case=case, room__kind=Room.Kind.CASE)
    said.exclude(kind__in=_DECIDED).update(key=GONE, body=GONE)
    words = NoticeWord.objects.filter(notice__release__case=case)
    NoticeFile.objects.filter(word__in=words).update(name="", content=GONE)
    words.update(text="")
    transaction.on_commit(lambda: keeping.remove_all(paths))


def _take_record(case: Case) -> None:
    """Numbers for the statistics stay: kind, country, theme, stages and days. The receipt leads nowhere."""
    _take_evidence(case)
    Entry.objects.filter(room__case=case).update(key=GONE, body=GONE)
    Grant.objects.filter(room__case=case).delete()
    Room.objects.filter(case=case).update(own=None)
    OpenKey.objects.filter(case=case).delete()
    FurtherReceipt.objects.filter(case=case).delete()
    case.releases.update(text="")
    case.offers.update(text="")
    case.holds.update(why="", why_lifted=None)
    case.remedy.update(what="", why_withdrawn=None)
    Feedback.objects.filter(case=case).update(words=None)
    case.locator, case.mark, case.complainant = secrets.token_hex(32), "", {"public": ""}
    case.site = None
    case.save(update_fields=["locator", "mark", "complainant", "site"])


@verb(_of_case)
def keep_longer(case: Case, *, by: Actor, until: date, why: str) -> KeptLonger:
    """Nothing goes before a day, for a reason: a court, a National Contact Point, an appeal elsewhere."""
    if not why.strip():
        raise Refused(_("Say why."))
    if until <= today():
        raise Refused(_("Give a day that is still to come."))
    made = KeptLonger.objects.create(
        case=case, until=until, why=why.strip(), by_id=by.person_id, on=today()
    )
    record("case.kept_longer", by=by, on=case, new={"until": str(until)})
    return made


@verb(decides_for_the_complainant)
def give_feedback(
    returned: Returned,
    *,
    by: Actor,
    heard: str = "",
    safe: str = "",
    fair: str = "",
    words: str = "",
) -> Feedback:
    """How it went, in the complainant's own view; once, when the case has ended."""
    case = returned.case
    if case.stage not in ENDED:
        raise Refused(_("The case goes on; this is asked when it has ended."))
    if Feedback.objects.filter(case=case).exists():
        raise Refused(_("You answered this already."))
    given = [one if one in Feedback.Answer.values else "" for one in (heard, safe, fair)]
    if not any(given) and not words.strip():
        raise Refused(_("Choose an answer, or write something."))
    made = Feedback.objects.create(
        case=case,
        heard=given[0],
        safe=given[1],
        fair=given[2],
        words=words.strip()[:4000] or None,
        on=today(),
    )
    record("feedback.received", by=by, on=case)
    return made


@verb(_of_case)
def draw_lesson(case: Case, *, by: Actor, step: int, said: str) -> Lesson:
    """What others can learn of it; techniques and guidance hear of it (`grievance.lesson`)."""
    if case.stage not in ENDED and not case.outcome:
        raise Refused(_("A lesson is drawn once something was decided."))
    if step not in STEPS:
        raise Refused(_("Choose the step of due diligence that the lesson is about."))
    if not said.strip():
        raise Refused(_("Say it in a sentence without names."))
    if len(said.strip()) > 500:
        raise Refused(_("Say it in at most 500 signs."))
    theme = case.theme or ""  # a case may be about none; nobody invents one
    made = Lesson.objects.create(
        case=case, theme=theme, step=step, said=said.strip(), by_id=by.person_id, on=today()
    )
    record(
        "grievance.lesson",
        by=by,
        label=_("a case"),
        new={"theme": theme, "step": step, "said": made.said},
    )
    return made


@verb(_of_case)
def note_export(case: Case, *, by: Actor, why: str) -> Case:
    """Somebody takes the whole case file out of the house, for a reason."""
    if not why.strip():
        raise Refused(_("Say for whom, and why."))
    record("case.exported", by=by, on=case, new={"why": why.strip()[:500]})
    return case
