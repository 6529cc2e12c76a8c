"""A version on one side of A4, to print and hang beside the order desk: what to do, what shows it, by when.

The same version gives the same bytes, as long as it holds and the agreement keeps its names and its terms.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import qrcode
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from convenant.agreements.definition.parts.techniques import PhaseIn
from convenant.base.typeset_of_any import pdf_of_any
from convenant.techniques.content.words import Names, named
from convenant.techniques.phase_in import PLATFORM_YEARS
from convenant.techniques.queries.contents import Said, Shown

SOURCE = Path(__file__).resolve().parent / "typst" / "card.typ"
SIZES = (10.0, 9.0, 8.25)  # points; the smallest that people still read at arm's length
LONG = 1800  # signs of what and why, from which they go below each other
AS_IT_IS = {"language", "title", "address", "digest", "qr", "holds"}
RUN = re.compile(r"\S{40,}")
PIECE = re.compile(r"\S{12}(?=\S)")


@dataclass(frozen=True)
class Facts:
    """What stands on the card besides the content."""

    number: int
    version: int
    agreement: str
    address: str
    digest: str
    decision: str
    adopted_on: date
    published_on: date
    superseded_on: date | None
    withdrawn_on: date | None
    review_on: date | None


def card(shown: Shown, facts: Facts, rule: PhaseIn | None, names: Names, language: str) -> bytes:
    """The card as PDF/UA: one side of A4, smaller letters where it is long, more sides where it must."""
    with override(language):
        told = _told(shown, facts, rule, names, language)
        said = {"heading": _breakable(told["title"])} | {
            key: value if key in AS_IT_IS else _breakable(value) for key, value in told.items()
        }
        note = _(
            "▯ stands for signs that this card has no letters for. The page shows them: %(address)s"
        ) % {"address": facts.address}
    made = datetime.combine(facts.published_on, datetime.min.time(), UTC)
    tried = []
    for size in SIZES:
        found = pdf_of_any(SOURCE, {**said, "size": size}, made, note)
        if (pages := _pages(found)) == 1:
            return found
        tried.append((pages, found))
    return min(tried, key=lambda one: one[0])[1]


def _breakable(value: Any) -> Any:
    """The same with places to break in what has no spaces, so that nothing runs off the paper."""
    if isinstance(value, str):
        return RUN.sub(lambda run: PIECE.sub("\\g<0>\u200b", run[0]), value)
    if isinstance(value, dict):
        return {key: _breakable(inner) for key, inner in value.items()}
    return [_breakable(inner) for inner in value] if isinstance(value, list) else value


def _pages(found: bytes) -> int:
    with pikepdf.open(io.BytesIO(found)) as read:
        return len(read.pages)


def _told(
    shown: Shown, facts: Facts, rule: PhaseIn | None, names: Names, language: str
) -> dict[str, Any]:
    what, why = _paragraphs(shown.what), _paragraphs(shown.why)
    return {
        "language": language,
        "title": f"{facts.number}. {shown.title.text}",
        "agreement": facts.agreement,
        "kind": shown.kind,
        "state": _state(facts),
        "holds": facts.superseded_on is None and facts.withdrawn_on is None,
        "version": _("version %(number)d") % {"number": facts.version},
        "words": _words(),
        "what": what,
        "why": why,
        "halves": _halves(what) if len("".join(what + why)) > LONG else [],
        "applies": [[one.label, "; ".join(one.values)] for one in shown.applies],
        "context": _paragraphs(shown.context),
        "evidence": [
            {
                "name": one.name.text,
                "more": ", ".join(
                    filter(None, [one.kind, "" if one.required else _("not required")])
                ),
            }
            for one in shown.evidence
        ],
        "levels": [[one.name.text, one.measure.text, one.range] for one in shown.levels],
        "costs": [
            [
                one.who,
                one.one_off or "–",
                one.yearly or "–",
                "; ".join(
                    filter(
                        None,
                        [
                            one.mark_label,
                            _("prices of %(year)d") % {"year": one.price_year},
                            one.source,
                        ],
                    )
                ),
            ]
            for one in shown.costs
        ],
        "law": [
            ", ".join(
                filter(
                    None,
                    [
                        one.act,
                        _article(one.article),
                        one.note,
                    ],
                )
            )
            for one in shown.law
        ],
        "rule": list(rule_in_words(rule, names)),
        "address": facts.address,
        "digest": facts.digest,
        "qr": _qr(facts.address),
        "dates": list(_dates(facts)),
    }


def _paragraphs(text: Said | None) -> list[str]:
    return [each.strip() for each in text.text.split("\n") if each.strip()] if text else []


def _article(article: str) -> str:
    """With the word for it, where only its number is given."""
    return _("article %(article)s") % {"article": article} if article[:1].isdigit() else article


def _halves(paragraphs: list[str]) -> list[list[str]]:
    """Two columns of about the same length; one where it is one paragraph."""
    whole, so_far = sum(map(len, paragraphs)), 0
    left: list[str] = []
    for one in paragraphs:
        if left and so_far + len(one) / 2 > whole / 2:
            break
        left.append(one)
        so_far += len(one)
    right = paragraphs[len(left) :]
    return [left, right] if right else [left]


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _state(facts: Facts) -> str:
    if facts.withdrawn_on:
        return _("Withdrawn on %(day)s. It no longer holds.") % {"day": _day(facts.withdrawn_on)}
    if facts.superseded_on:
        return _("Superseded on %(day)s. Read the newer version.") % {
            "day": _day(facts.superseded_on)
        }
    return _("Adopted by the sides of this agreement")


def _dates(facts: Facts) -> Iterator[list[str]]:
    yield [_("Decision"), facts.decision]
    yield [_("Adopted"), _day(facts.adopted_on)]
    yield [_("Published"), _day(facts.published_on)]
    if facts.review_on:
        yield [_("Next review"), _day(facts.review_on)]


def _words() -> dict[str, str]:
    return {
        "whom": _("To whom it applies"),
        "everyone": _("Every participating company"),
        "what": _("What to do"),
        "why": _("Why"),
        "evidence": _("What shows it"),
        "levels": _("Levels"),
        "level": _("Level"),
        "measure": _("What is measured"),
        "range": _("Range"),
        "costs": _("Costs"),
        "class": _("For"),
        "once": _("Once"),
        "yearly": _("Each year"),
        "rests": _("Rests on"),
        "law": _("Law it helps to meet"),
        "rule": _("To be applied by"),
        "address": _("Address"),
        "digest": _("Digest (SHA-256)"),
        "qr": _("A square code with the address of this version"),
    }


def rule_in_words(rule: PhaseIn | None, names: Names) -> Iterator[str]:
    """By when members apply it, as the agreement says; what it does not say, the platform says for itself."""
    start = {
        "adoption": _("its adoption"),
        "recognition": _("its recognition by an authority"),
        "publication": _("its publication"),
        "law": _("the day the law applies"),
    }[(rule.counted_from if rule else None) or "recognition"]
    years = rule.within_years if rule else None
    if years is not None:
        yield ngettext(
            "Within %(years)d year, counted from %(start)s.",
            "Within %(years)d years, counted from %(start)s.",
            years,
        ) % {"years": years, "start": start}
    else:
        yield _(
            "The agreement does not say by when. The platform counts %(years)d years from %(start)s, "
            "the term of Article 21(3) of Directive 2010/75/EU."
        ) % {"years": PLATFORM_YEARS, "start": start}
    for one in rule.classes if rule else ():
        yield ngettext(
            "%(who)s: within %(years)d year.", "%(who)s: within %(years)d years.", one.within_years
        ) % {"who": named(names, "class", one.member_class), "years": one.within_years}
    fresh = rule.new_members_within_years if rule else None
    if fresh is not None:
        yield ngettext(
            "Who joins later has at least %(years)d year from joining.",
            "Who joins later has at least %(years)d years from joining.",
            fresh,
        ) % {"years": fresh}
    law = rule.law if rule else None
    if law is not None and law.applies_from is not None:
        yield _("Not before %(day)s, when this applies: %(law)s.") % {
            "day": _day(law.applies_from),
            "law": ", ".join(filter(None, [law.reference, law.article])),
        }


def _qr(address: str) -> str:
    """The address as a square code, drawn."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    dots = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{dots}" fill="#000"/></svg>'
    )
