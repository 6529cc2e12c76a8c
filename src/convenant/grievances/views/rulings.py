"""The ruling of a case, for its panel; what of it is public, for everybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.grievances.actions import publishing
from convenant.grievances.actions import rulings as verbs
from convenant.grievances.forms import committee
from convenant.grievances.forms import rulings as forms
from convenant.grievances.models import Case
from convenant.grievances.procedure.redaction import sentences
from convenant.grievances.queries import rulings as queries
from convenant.grievances.queries.hearings import parties_heard
from convenant.grievances.queries.opened import OpenedKey
from convenant.grievances.queries.panel import sits_in
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.views.deeds import Forms, answered, of_case
from convenant.people.access import page
from convenant.people.rules import anyone


@of_case
def ruling(request: HttpRequest, case: Case, key: OpenedKey) -> HttpResponse:
    """Versions, votes and translations of the ruling; and the text that everybody may read, made here."""
    by: Any = request.actor  # type: ignore[attr-defined]
    versions = queries.versions(case, key)
    standing = next((one for one in versions if one.ruling.adopted_on), None)
    parties = parties_heard(case)

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "draft":
            verbs.draft_ruling(case, key, by=by, **given)
            return _("The panel votes on this version.")
        if deed == "vote":
            if not versions:
                raise Refused(_("There is no version to vote on."))
            made = verbs.vote(versions[0].ruling, key, by=by, **given)
            if made.adopted_on:
                return _("The ruling is adopted, and the complainant reads it.")
            return _("Your vote is noted.")
        if deed == "publish":
            which = request.POST.get("which", "")
            ready = next((one for one in queries.prepared_for(case) if one.code == which), None)
            if ready is None:
                raise Refused(_("This text was prepared anew. Read that one."))
            publishing.publish_ruling(ready, by=by)
            return _("Everybody can read it now.")
        if standing is None:
            raise Refused(_("There is no adopted ruling yet."))
        if deed == "translate":
            verbs.translate_ruling(standing.ruling, key, by=by, **given)
            return _("The complainant reads the translation beside the ruling.")
        publishing.prepare_publication(standing.ruling, key, by=by, **given)
        return _("This is the text as it would be public. Read it to the end.")

    def show(made: Forms, status: int) -> HttpResponse:
        voted = {vote.vote.person_id for vote in versions[0].votes} if versions else set()
        sits = sits_in(case, by.person_id)
        return render(
            request,
            "grievances/ruling.html",
            {
                "case": case,
                "versions": versions,
                "standing": standing,
                "parties": parties,
                "sits": sits,
                "may_draft": sits and queries.adopted_now(case) is None,
                "may_vote": sits
                and bool(versions)
                and versions[0].adopted is None
                and by.person_id not in voted,
                "prepared": list(queries.prepared_for(case)),
                "has_name": queries.has_name(case),
                "outcomes": queries.outcome_names(),
                "forms": made,
                "me": by.person_id,
            },
            status=status,
        )

    return answered(request, _makers(case, versions, standing, parties), do, show)


def _makers(case: Case, versions: Any, standing: Any, parties: Any) -> dict[str, Any]:
    lack = any(not one.done for one in parties)
    names = dict(forms.language_choices())
    before: dict[str, Any] = {}
    if versions and standing is None:
        last = versions[0]
        before = {"text": last.text, "language": last.ruling.language}
        for number, point in enumerate(last.points, 1):
            before |= {f"point_{number}": point["point"], f"outcome_{number}": point["outcome"]}
    passages, texts = [], []
    if standing is not None:
        whole = {one.ruling.entry_id: one.words for one in versions}
        for one in standing.votes:
            whole[one.vote.reasons_id] = {"text": one.reasons}
        original = queries.as_read(standing.ruling, whole)
        passages = sentences(original)
        texts = [(standing.ruling.language, names.get(standing.ruling.language, ""))]
        for each, text in standing.translations:
            texts.append((each.language, names.get(each.language, each.language)))
            passages += sentences(text)
    return {
        "draft": lambda data: forms.Draft(data, parties_lack=lack, initial=before),
        "vote": forms.Vote,
        "translate": forms.Translate,
        "prepare": lambda data: forms.Prepare(
            data,
            passages=passages,
            languages=texts,
            names=procedure().rulings_name_company,
        ),
        "publish": committee.Nothing,
    }


@page(anyone)
def published(request: HttpRequest) -> HttpResponse:
    """Every ruling that was made public, the newest first."""
    return render(
        request,
        "grievances/rulings.html",
        {"rulings": list(queries.published()), "outcomes": queries.outcome_names()},
    )


@page(anyone)
def published_one(request: HttpRequest, code: str) -> HttpResponse:
    """One public ruling, under an address that stays."""
    found = queries.published_with(code)
    if found is None:
        raise Http404
    return render(
        request,
        "grievances/ruling_public.html",
        {
            "ruling": found,
            "outcome": queries.outcome_names().get(found.outcome, found.outcome),
            "language": dict(forms.language_choices()).get(found.language, found.language),
        },
    )
