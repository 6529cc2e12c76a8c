"""Telling the companies: only words the complainant agreed to, on a day that is the same for all."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from nacl.secret import SecretBox

from convenant.agreements.terms import term
from convenant.base.actors import Actor
from convenant.base.journal import record, record_many
from convenant.base.verbs import Refused, verb
from convenant.grievances.models import (
    Case,
    Hold,
    Notice,
    NoticeFile,
    NoticeWord,
    Release,
)
from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import Returned, today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.routing import hold_on, next_batch, notices_of, to_be_told
from convenant.grievances.rules import decides_for_the_complainant, handles_cases, is_told_of_cases

LARGEST = 10 * 2**20
LONGEST = 20_000


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_release(by: Actor, release: Release, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, release.case)


def _of_notice(by: Actor, notice: Notice, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, notice.release.case)


def _told(by: Actor, notice: Notice, *args: Any, **kwargs: Any) -> bool:
    return is_told_of_cases(by) and notices_of(by).filter(pk=notice.pk).exists()


@verb(_of_case)
def propose_release(case: Case, *, by: Actor, text: str) -> Release:
    """A text for the companies waits for the complainant's agreement."""
    text = _words(text)
    if case.releases.filter(agreed_on=None, refused_on=None).exists():
        raise Refused(_("A text waits for the complainant already. Wait for the answer."))
    made = Release.objects.create(
        case=case, text=text, proposed_by_id=by.person_id, proposed_on=today()
    )
    record("release.proposed", by=by, on=case)
    return made


@verb(decides_for_the_complainant)
def answer_release(returned: Returned, release: Release, agreed: bool, *, by: Actor) -> Release:
    """The complainant agrees that the companies read these very words, or does not."""
    if release.case_id != returned.case.pk:
        raise Refused(_("This text belongs to another case."))
    if release.agreed_on or release.refused_on:
        raise Refused(_("You answered this already."))
    if agreed:
        release.agreed_on = today()
    else:
        release.refused_on = today()
    release.save(update_fields=["agreed_on", "refused_on"])
    record("release.agreed" if agreed else "release.refused", by=by, on=release.case)
    return release


@verb(_of_case)
def hold(case: Case, *, by: Actor, why: str) -> Hold:
    """The companies are told nothing until this is lifted; notices whose day has not come are taken back."""
    if hold_on(case) is not None:
        raise Refused(_("The companies are told nothing already."))
    made = Hold.objects.create(case=case, since=today(), why=_words(why))
    Notice.objects.filter(release__case=case, told_on__gt=today()).delete()
    record("notices.held", by=by, on=case)
    return made


@verb(_of_case)
def lift(case: Case, *, by: Actor, why: str) -> Hold:
    """The companies may be told again, for a reason."""
    found = hold_on(case)
    if found is None:
        raise Refused(_("Nothing keeps the companies from being told."))
    found.why_lifted, found.lifted_on = _words(why), today()
    found.save(update_fields=["why_lifted", "lifted_on"])
    record("notices.released", by=by, on=case)
    return found


@verb(_of_release)
def tell(release: Release, *, by: Actor) -> list[Notice]:
    """Every company concerned reads the text from the next batch day, blind to the others."""
    case = release.case
    if release.agreed_on is None:
        raise Refused(_("The complainant has not agreed to this text."))
    if hold_on(case) is not None:
        raise Refused(_("The companies are told nothing now: somebody’s safety comes first."))
    if not case.safety_checks.exists():
        raise Refused(_("Look at the complainant’s safety first; then the companies are told."))
    companies = to_be_told(case) - set(release.notices.values_list("organisation_id", flat=True))
    if not companies:
        raise Refused(
            _(
                "There is no company to tell: no member lists this site, and no company is named. Set the "
                "site, or name the company that the case is about."
            )
        )
    day = next_batch(today(), procedure().notice_batch_days)
    due = term("company_answer", day).ends
    made = Notice.objects.bulk_create(
        Notice(release=release, organisation_id=company, told_on=day, due=due)
        for company in sorted(companies)
    )
    if case.informed_on is None:
        case.informed_on = today()
        case.save(update_fields=["informed_on"])
    # Nobody's journal says how many: each company finds its own line.
    record_many("notice.planned", by=by, concerns=sorted(companies), label=_("notice of a case"))
    return made


@verb(_told)
def open_notice(notice: Notice, *, by: Actor) -> Notice:
    """The company has read its notice."""
    if notice.opened_on is None:
        notice.opened_on = today()
        notice.save(update_fields=["opened_on"])
    record("notice.opened", by=by, on=notice, concerns=notice.organisation_id)
    return notice


@verb(_told)
def answer(
    notice: Notice,
    *,
    by: Actor,
    text: str,
    kind: str = NoticeWord.Kind.ANSWER,
    files: Sequence[tuple[str, bytes]] = (),
) -> NoticeWord:
    """The company answers, in its own workspace; the handlers read it, nobody else."""
    if kind not in {NoticeWord.Kind.ANSWER, NoticeWord.Kind.MEASURE, NoticeWord.Kind.OFFER}:
        raise Refused(_("Choose what this is: an answer, a measure or an offer."))
    for name, content in files:
        if not content:
            raise Refused(_("“%(file)s” is empty. Choose the file again.") % {"file": name})
        if len(content) > LARGEST:
            raise Refused(
                _("“%(file)s” is too large; at most %(most)d MB fit.")
                % {"file": name, "most": LARGEST // 2**20}
            )
    made = NoticeWord.objects.create(
        notice=notice, kind=kind, text=_words(text), author_id=by.person_id, on=today()
    )
    box = SecretBox(installation_key(b"notice files"))
    NoticeFile.objects.bulk_create(
        NoticeFile(
            word=made,
            name=name[-200:],
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
            content=bytes(box.encrypt(content)),
        )
        for name, content in files
    )
    record("notice.answered", by=by, on=notice, concerns=notice.organisation_id, new={"kind": kind})
    return made


@verb(_of_notice)
def ask_company(notice: Notice, *, by: Actor, text: str) -> NoticeWord:
    """The handlers ask one company something; it has a new term to answer."""
    made = NoticeWord.objects.create(
        notice=notice,
        kind=NoticeWord.Kind.QUESTION,
        text=_words(text),
        author_id=by.person_id,
        on=today(),
    )
    notice.due = max(notice.due, today() + timedelta(days=term("company_answer", today()).days))
    notice.save(update_fields=["due"])
    record("notice.asked", by=by, on=notice, concerns=notice.organisation_id)
    return made


def file_content(file: NoticeFile) -> bytes:
    """The document as it was handed in."""
    return SecretBox(installation_key(b"notice files")).decrypt(bytes(file.content))


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(_("Write something first."))
    if len(text) > LONGEST:
        raise Refused(
            _("This is too long: %(typed)d signs, and at most %(most)d fit.")
            % {"typed": len(text), "most": LONGEST}
        )
    return text
