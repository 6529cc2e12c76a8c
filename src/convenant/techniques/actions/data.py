"""Numbers from members: asked, given by each company for itself, closed, and released as far as it is safe."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.actions.group import held
from convenant.techniques.models import DataAnswer, DataQuestion, Technique
from convenant.techniques.queries import data as queries
from convenant.techniques.queries.releasing import Release, released
from convenant.techniques.rules import is_company, may_keep

Stage = Technique.Stage


@verb(may_keep)
def ask_members(
    technique: Technique,
    *,
    by: Actor,
    name_nl: str,
    name_en: str,
    unit: str,
    until: date,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> DataQuestion:
    """Members are asked for one number, in both languages; what cannot be true lies outside the bounds."""
    held(technique, Stage.DATA)
    name_nl, name_en, unit = tidy(name_nl)[:300], tidy(name_en)[:300], tidy(unit)[:60]
    if not name_nl or not name_en:
        raise Refused(_("Write the question in Dutch and in English: members read either."))
    if not unit:
        raise Refused(_("Say in which unit is answered, such as % or days."))
    if low is not None and high is not None and low >= high:
        raise Refused(
            _("The lowest possible value has to be below the highest: change one of the two.")
        )
    _refuse_past(until)
    if queries.open_questions(technique).filter(name_nl=name_nl, name_en=name_en).exists():
        raise Refused(_("Members are asked this already, and it is not closed yet."))
    made = DataQuestion.objects.create(
        technique=technique,
        round=technique.round,
        name_nl=name_nl,
        name_en=name_en,
        unit=unit,
        low=low,
        high=high,
        until=until,
    )
    record(
        "technique.data_asked",
        by=by,
        on=technique,
        new={"question": name_en, "unit": unit, "low": low, "high": high, "until": until},
    )
    return made


def _refuse_past(until: date) -> None:
    if until < timezone.localdate():
        raise Refused(_("The last day to answer lies in the past. Choose today or a later day."))


def _open(question: DataQuestion) -> DataQuestion:
    held(question.technique, Stage.DATA)
    question.refresh_from_db(from_queryset=DataQuestion.objects.select_for_update())
    if question.closed_at is not None:
        raise Refused(_("This question is closed; answers do not change any more."))
    return question


@verb(may_keep)
def answer_longer(question: DataQuestion, *, by: Actor, until: date) -> DataQuestion:
    """Members have more time; a day once named is never brought forward."""
    _open(question)
    _refuse_past(until)
    if until <= question.until:
        raise Refused(
            _("Members were told %(day)s. Choose a later day.")
            % {"day": date_format(question.until, "j F Y")}
        )
    old, question.until = question.until, until
    question.save(update_fields=["until"])
    record(
        "technique.data_extended",
        by=by,
        on=question.technique,
        old={"until": old},
        new={"question": question.name_en, "until": until},
    )
    return question


def _own_company(by: Actor) -> Any:
    company = queries.company_to_answer(by)
    if company is None:
        raise Refused(_("Only participating companies answer; yours is not a member now."))
    return company


@verb(is_company)
def answer_data(
    question: DataQuestion, *, by: Actor, value: Decimal, method: str = ""
) -> DataAnswer:
    """A company gives its own number; it can change it until the question is closed.

    The number stays out of the journal: the company, the secretariat and the monitor read it, and nobody else.
    """
    company = _own_company(by)
    _open(question)
    if timezone.localdate() > question.until:
        raise Refused(
            _("This could be answered until %(day)s. Ask the secretariat for more time.")
            % {"day": date_format(question.until, "j F Y")}
        )
    _refuse_outside(question, value)
    method = tidy(method)[:500]
    before = DataAnswer.objects.filter(question=question, organisation=company).first()
    if before is not None and (before.value, before.method) == (value, method):
        raise Refused(_("This is your answer already."))
    made, _new = DataAnswer.objects.update_or_create(
        question=question,
        organisation=company,
        defaults={"value": value, "method": method, "by_id": by.person_id},
    )
    record(
        "technique.data_answered",
        by=by,
        on=question.technique,
        concerns=company.pk,
        new={"question": question.name_en},
    )
    return made


def _plainly(value: Decimal | None) -> str:
    return number_format(value.normalize()) if value is not None else ""


def _refuse_outside(question: DataQuestion, value: Decimal) -> None:
    if not value.is_finite():
        raise Refused(_("Write a number."))
    said = {
        "value": _plainly(value),
        "low": _plainly(question.low),
        "high": _plainly(question.high),
        "unit": question.unit,
    }
    if question.low is not None and value < question.low:
        raise Refused(
            _("%(value)s is below the lowest possible value, %(low)s %(unit)s. Check the unit.")
            % said
        )
    if question.high is not None and value > question.high:
        raise Refused(
            _("%(value)s is above the highest possible value, %(high)s %(unit)s. Check the unit.")
            % said
        )


@verb(is_company)
def take_back_answer(question: DataQuestion, *, by: Actor) -> None:
    """A company answers no more; its number is gone for good."""
    company = _own_company(by)
    _open(question)
    gone, _each = DataAnswer.objects.filter(question=question, organisation=company).delete()
    if not gone:
        raise Refused(_("There is no answer of yours to take back."))
    record(
        "technique.data_taken_back",
        by=by,
        on=question.technique,
        concerns=company.pk,
        old={"question": question.name_en},
    )


@verb(may_keep)
def close_question(question: DataQuestion, *, by: Actor) -> Release:
    """Answers stand as they are; the table reads how many there are and, where it is safe, their quartiles."""
    _open(question)
    answers = list(
        DataAnswer.objects.filter(question=question)
        .order_by()
        .values_list("organisation_id", "value")
    )
    if timezone.localdate() <= question.until and queries.members_without_answer(question):
        raise Refused(
            _("Members can answer until %(day)s; close it after that day.")
            % {"day": date_format(question.until, "j F Y")}
        )
    found = released(
        [value for _company, value in answers],
        queries.minimum(),
        again=queries.shown_before(question, [company for company, _value in answers]),
    )
    question.closed_at, question.released = timezone.now(), found.as_kept()
    question.save(update_fields=["closed_at", "released"])
    record(
        "technique.data_closed",
        by=by,
        on=question.technique,
        new={"question": question.name_en, "released": question.released},
    )
    return found
