"""Worker representatives: named with a code that is shown once, and what they say of an action."""

import secrets

from django.utils.translation import gettext as _

from convenant.base.actors import OUTSIDER, Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.monitoring.models import (
    CorrectiveAction,
    Visit,
    WorkerAnswer,
    WorkerRepresentative,
)
from convenant.monitoring.queries.workers import (
    SIGNS,
    action_on_plan,
    plain_code,
    representative_by_code,
)
from convenant.monitoring.rules import may_answer_for_workers, may_visit
from convenant.people.queries import token_hash

LENGTH = 16  # signs of 30: 78 bits, too many to guess
TEXT_AT_MOST = 2000


@verb(may_visit)
def name_representative(visit: Visit, *, by: Actor, name: str) -> tuple[WorkerRepresentative, str]:
    """Someone speaks for the workers of a visited site; returns their code, which is kept as a hash only.

    The journal does not say who: a name there could never be taken out.
    """
    name = name.strip()[:150]
    if not name:
        raise Refused(_("Give a name or a function, such as “speaker of the sewing hall”."))
    if WorkerRepresentative.objects.filter(visit=visit, name__iexact=name).exists():
        raise Refused(
            _("“%(name)s” is named for this visit already. Give a new code instead.")
            % {"name": name}
        )
    code = _code()
    made = WorkerRepresentative.objects.create(
        visit=visit, name=name, code_hash=token_hash(plain_code(code))
    )
    record("representative.named", by=by, on=made, label=visit.site.name)
    return made, code


@verb(may_visit)
def renew_code(representative: WorkerRepresentative, *, by: Actor) -> str:
    """A new code opens the plan; the old one opens nothing any more."""
    code = _code()
    representative.code_hash = token_hash(plain_code(code))
    representative.save()
    label = representative.visit.site.name
    record("representative.code_renewed", by=by, on=representative, label=label)
    return code


@verb(may_visit)
def withdraw_code(representative: WorkerRepresentative, *, by: Actor) -> None:
    """The code opens nothing any more; what was answered with it stays."""
    if not representative.code_hash:
        raise Refused(_("This code was withdrawn already."))
    representative.code_hash = ""
    representative.save()
    label = representative.visit.site.name
    record("representative.code_withdrawn", by=by, on=representative, label=label)


@verb(may_answer_for_workers)
def answer_for_workers(
    code: str, action_pk: int, *, by: Actor, word: str, text: str = ""
) -> WorkerAnswer:
    """Whoever holds the code says whether an action was done; the last word counts.

    The event has no name and no words of theirs: the journal is kept for ever.
    """
    representative = representative_by_code(code, to_change=True)
    action = action_on_plan(representative, action_pk) if representative else None
    if representative is None or action is None:
        raise Refused(_("This code does not open this plan."))
    if action.stage not in (CorrectiveAction.Stage.DONE, CorrectiveAction.Stage.CLOSED):
        raise Refused(_("Nobody said yet that this was done, so there is nothing to answer."))
    if word not in WorkerAnswer.Word.values:
        raise Refused(_("Choose whether it was done or not."))
    text = text.strip()
    if len(text) > TEXT_AT_MOST:
        raise Refused(
            _("This has %(length)d characters; at most %(most)d fit. Shorten it.")
            % {"length": len(text), "most": TEXT_AT_MOST}
        )
    made, _new = WorkerAnswer.objects.update_or_create(
        representative=representative,
        action=action,
        turn=action.turn,
        defaults={"word": word, "text": text},
    )
    verb_said = "action.confirmed" if word == WorkerAnswer.Word.CONFIRMS else "action.disputed"
    record(verb_said, by=OUTSIDER, on=action, label=action.finding.visit.site.name)
    return made


def _code() -> str:
    signs = [secrets.choice(SIGNS) for _ in range(LENGTH)]
    return "-".join("".join(signs[at : at + 4]) for at in range(0, LENGTH, 4))
