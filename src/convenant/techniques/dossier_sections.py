"""What the PDF of a dossier says, section by section, as plain values in the language of the page.

Sections hold blocks that `typst/dossier.typ` sets: facts, text, a heading, a list, a table, digests.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements.queries import parties, running_definition, seats, versions
from convenant.agreements.seating import side_name
from convenant.base.walls import current_agreement
from convenant.decisions.queries.shown import reasons_of, rows_of, split_views
from convenant.techniques.models import (
    Recognition,
    RecognitionFile,
    RecognitionStep,
    TechniqueVersion,
)
from convenant.techniques.queries import recognition as queries
from convenant.techniques.queries.versions import content_of
from convenant.techniques.recognition import Basis

Block = dict[str, Any]
Listed = list[tuple[str, RecognitionFile]]  # a document with its path in the dossier


def told(recognition: Recognition, listed: Listed) -> dict[str, Any]:
    """The whole document."""
    agreement = current_agreement()
    steps = queries.steps_of(recognition)
    about = str(recognition.technique or agreement.title)
    sections: list[Block | None] = [
        _record(recognition),
        _road(recognition, steps),
        _alignment(recognition),
        _steps(recognition, steps),
        _agreement(),
    ]
    if recognition.technique is not None:
        sections.append(_technique(queries.versions_of(recognition.technique)))
    sections.append(_attachments(listed))
    return {
        "language": queries.language(),
        "title": soft(_("Dossier of recognition %(number)d") % {"number": recognition.number}),
        "subtitle": soft(about),
        "agreement": soft(agreement.title),
        "page": _("Page"),
        "of": _("of"),
        "sections": [one for one in sections if one is not None],
    }


def soft(text: str) -> str:
    """The text with places to break in words that no line could hold."""
    return re.sub(r"\S{28,}", lambda long: "\u200b".join(_pieces(long.group())), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + 14] for start in range(0, len(word), 14)]


def day(value: date | None) -> str:
    return date_format(value, "j F Y") if value is not None else ""


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    """Names and values; a value that is empty leaves its name out."""
    return {"kind": "facts", "rows": [[name, soft(value)] for name, value in rows if value]}


def text(words: str, quiet: bool = False) -> Block:
    return {"kind": "text", "text": soft(words), "quiet": quiet}


def listed_as(items: Iterable[str]) -> Block:
    return {"kind": "list", "items": [soft(one) for one in items]}


def table(head: list[str], rows: list[list[str]], widths: list[float], lead: bool = False) -> Block:
    """Rows under their head; `lead`: the first line of each cell after the first stands out."""
    return {
        "kind": "table",
        "lead": lead,
        "head": head,
        "rows": [[soft(cell) for cell in row] for row in rows],
        "widths": widths,
    }


def with_digests(head: list[str], rows: list[tuple[str, str, str, str]]) -> Block:
    """A table of things with their digests, which are set on a line of their own, to be copied whole."""
    return {
        "kind": "digests",
        "head": head,
        "rows": [
            {"number": number, "name": soft(name), "about": soft(about), "digest": digest}
            for number, name, about, digest in rows
        ],
    }


def heading(words: str) -> Block:
    return {"kind": "heading", "text": soft(words)}


def section(name: str, *blocks: Block | None) -> Block:
    return {"heading": name, "blocks": [one for one in blocks if one is not None]}


def full_alignment(basis: Basis) -> str:
    """What this basis asks, or that it is not known."""
    if basis.full_alignment_needed is None:
        return _("Not known here whether this basis needs full alignment")
    return (
        _("This basis needs full alignment on every criterion")
        if basis.full_alignment_needed
        else _("This basis does not need full alignment on every criterion")
    )


def _record(found: Recognition) -> Block:
    basis, language = queries.basis_of(found), queries.language()
    law = basis.act
    if basis.article:
        law = _("%(act)s, Article %(article)s") % {"act": basis.act, "article": basis.article}
    said = queries.says(found)
    return section(
        _("The record"),
        text(said) if said else text(_("Nothing was decided on this application."), quiet=True),
        facts(
            [
                (_("What"), str(found.technique or _("The whole agreement"))),
                (_("Legal basis"), basis.named(language)),
                (_("Act"), law),
                (_("Who decides"), basis.whose(language)),
                (_("Alignment"), full_alignment(basis) if basis.decided else ""),
                (_("Source"), f"{basis.source} ({basis.as_of})"),
                (_("Authority"), found.authority),
                (_("Scope"), found.scope),
                (_("State"), queries.label_of(found.state, basis)),
                (_("Decision"), found.decision),
                (_("Decided on"), day(found.decided_on)),
                (_("Where it can be read"), found.decision_address),
                (_("Valid from"), day(found.valid_from)),
                (
                    _("Valid until"),
                    day(found.valid_to) or (_("No end was set") if found.valid_from else ""),
                ),
                (_("To be repaired by"), day(found.deadline)),
                (_("Withdrawn on"), day(found.withdrawn_on)),
                (
                    _("Made anew after"),
                    _("Application %(number)d") % {"number": found.again_of.number}
                    if found.again_of
                    else "",
                ),
            ]
        ),
        heading(_("Conditions")),
        text(found.conditions)
        if found.conditions
        else text(_("No conditions are recorded."), quiet=True),
    )


def _road(found: Recognition, steps: list[RecognitionStep]) -> Block:
    rows = [
        [one.label, day(one.reached), _("present state") if one.is_present else ""]
        for one in queries.road(found, steps)
    ]
    return section(
        _("The road"), table([_("State"), _("Last reached on"), _("Now")], rows, [2, 1.3, 1])
    )


def _alignment(found: Recognition) -> Block:
    criteria = queries.criteria_of(found)
    if not criteria:
        return section(_("Alignment"), text(_("No criterion is recorded."), quiet=True))
    in_sum = [[name, str(one), str(two)] for name, one, two in queries.grades_in_sum(criteria)]
    ungraded = _("Not graded")
    rows = [
        [
            one.criterion,
            _graded(str(one.get_standard_display() or ungraded), one.standard_because),
            _graded(str(one.get_implementation_display() or ungraded), one.implementation_because),
        ]
        for one in criteria
    ]
    written, done = _("In what is written"), _("In what is done")
    return section(
        _("Alignment"),
        text(
            ngettext(
                "%(count)d criterion, judged apart in what is written and in what is done.",
                "%(count)d criteria, each judged apart in what is written and in what is done.",
                len(criteria),
            )
            % {"count": len(criteria)}
        ),
        table([_("Grade"), written, done], in_sum, [2, 1, 1]),
        table([_("Criterion"), written, done], rows, [1.2, 1, 1], lead=True),
    )


def _graded(grade: str, because: str) -> str:
    return f"{grade}\n{because}" if because else grade


def _steps(found: Recognition, steps: list[RecognitionStep]) -> Block:
    basis = queries.basis_of(found)
    rows = []
    for one in steps:
        said = [one.text] if one.text else []
        if one.deadline is not None:
            said.append(_("To be repaired by %(day)s") % {"day": day(one.deadline)})
        name = queries.label_of(one.now, basis)
        if one.was == one.now:
            name = _("Correction, while: %(state)s") % {"state": name}
        rows.append([day(one.on), name, "\n".join(said)])
    return section(
        _("Steps"), table([_("Day"), _("Step"), _("What was said or done")], rows, [1, 1.3, 2.4])
    )


def _agreement() -> Block:
    definition, language = running_definition(), queries.language()
    term = definition.term
    signed = list(parties())
    members = Counter(one.side for one in signed if not one.is_supporter)
    supporters = sum(one.is_supporter for one in signed)
    filled = Counter(one.body for one in seats())
    known = list(versions())
    return section(
        _("The agreement"),
        facts(
            [
                (_("Title"), current_agreement().title),
                (_("Signed"), day(term.signed) if term else ""),
                (_("Begins"), day(term.start) if term else ""),
                (_("Ends"), day(term.end) if term else ""),
                (_("End of what outlives it"), day(term.tail_end) if term else ""),
                (_("Supporting organisations"), str(supporters) if supporters else ""),
            ]
        ),
        heading(_("Parties by side")),
        table(
            [_("Side"), _("Parties now")],
            [[side_name(definition, one.id), str(members[one.id])] for one in definition.sides],
            [2, 1],
        ),
        heading(_("Bodies")),
        table(
            [_("Body"), _("Seats filled now")],
            [[one.name.get(language), str(filled[one.id])] for one in definition.bodies],
            [2, 1],
        )
        if definition.bodies
        else text(_("The definition names no bodies."), quiet=True),
        heading(_("Versions of the definition")),
        table(
            [_("Version"), _("Day"), _("Note")],
            [
                [str(one.number), day(timezone.localtime(one.loaded_at).date()), one.note]
                for one in known
            ],
            [0.6, 1.2, 3],
        ),
    )


def _technique(known: list[TechniqueVersion]) -> Block | None:
    if not known:
        return None
    newest, language = known[0], queries.language()
    content = content_of(newest.content)
    levels = [
        [
            one.name.get(language),
            one.measure.get(language),
            _range(one.range.low, one.range.high, one.unit),
        ]
        for one in content.levels
    ]
    return section(
        _("The technique"),
        facts(
            [
                (_("Title"), content.title.get(language)),
                (_("Kind"), str(newest.technique.get_kind_display())),
                (_("Newest version"), str(newest.number)),
            ]
        ),
        with_digests(
            [_("Version"), _("Time and the SHA-256 of its content")],
            [
                (
                    str(one.number),
                    _("Published on %(day)s") % {"day": day(one.published_on)},
                    _until(one),
                    one.digest,
                )
                for one in known
            ],
        ),
        heading(_("What to do")),
        text(content.what.get(language)),
        heading(_("Why")) if content.why else None,
        text(content.why.get(language)) if content.why else None,
        heading(_("What shows it")) if content.evidence else None,
        listed_as(one.name.get(language) for one in content.evidence) if content.evidence else None,
        heading(_("Levels")) if levels else None,
        table([_("Level"), _("Measure"), _("Range")], levels, [1, 2, 1]) if levels else None,
        heading(_("The decision it rests on")),
        *_decision(newest),
    )


def _until(version: TechniqueVersion) -> str:
    if version.withdrawn_on is not None:
        return _("withdrawn on %(day)s") % {"day": day(version.withdrawn_on)}
    if version.superseded_on is not None:
        return _("superseded on %(day)s") % {"day": day(version.superseded_on)}
    return _("in force")


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return _("not known")
    if low is None:
        said = _("at most %(high)s") % {"high": f"{high:g}"}
    elif high is None:
        said = _("at least %(low)s") % {"low": f"{low:g}"}
    else:
        said = _("%(low)s to %(high)s") % {"low": f"{low:g}", "high": f"{high:g}"}
    return f"{said} {unit}".strip()


def _decision(version: TechniqueVersion) -> list[Block]:
    proposal = version.proposal
    apart = split_views(rows_of(proposal, None))
    blocks = [
        facts(
            [
                (_("Decision"), f"{proposal.number}. {proposal.title}"),
                (_("Adopted on"), day(version.adopted_on)),
            ]
        )
    ]
    if reasons := reasons_of(proposal):
        blocks.append(listed_as(reasons))
    blocks.append(heading(_("Split views")))
    if apart:
        rows = [[f"{one.holder} ({one.side})", one.label, one.reason] for one in apart]
        blocks.append(table([_("Who"), _("Position"), _("Reason")], rows, [1.3, 1, 2]))
    else:
        blocks.append(text(_("Nobody objected or stood aside."), quiet=True))
    return blocks


def _attachments(listed: Listed) -> Block:
    if not listed:
        return section(_("Attachments"), text(_("The file has no documents."), quiet=True))
    return section(
        _("Attachments"),
        with_digests(
            [_("No."), _("Document and its SHA-256")],
            [
                (str(number), file.name, f"{path}, {filesizeformat(file.size)}", file.digest)
                for number, (path, file) in enumerate(listed, 1)
            ],
        ),
    )
