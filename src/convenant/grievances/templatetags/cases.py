"""What was said in a case, in the words of the page: each answer with its question, each choice by its name."""

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.templatetags.house import in_words
from convenant.grievances.languages import language
from convenant.grievances.models import SafetyCheck
from convenant.grievances.procedure.stages import Outcome
from convenant.grievances.queries.places import named
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.stages import stage_names

register = template.Library()

# Told beside the entry in another way, or its own text.
_ELSEWHERE = frozenset({"files", "text", "what", "criteria", "points", "strikes", "ground"})
# Of the form at the door, by the question that was asked.
_ASKED = {
    "since": "tell.since",
    "wanted": "tell.wanted",
    "tried": "tell.tried",
    "site": "tell.site",
    "site_words": "tell.site_words",
    "afraid": "tell.afraid",
    "afraid_what": "tell.afraid_what",
    "dont": "tell.dont",
    "stop_notice": "tell.stop_notice",
    "group_size": "tell.group_size",
    "mandate": "tell.mandate",
    "organisation": "tell.organisation",
    "name": "tell.name",
    "reach": "tell.reach",
}


@register.filter
def answers(words: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and value of everything that was answered or chosen; what stayed empty is left out."""
    chosen = language(get_language() or "nl") or language("en")
    texts = chosen.texts if chosen else {}
    labels = {
        "stage": _("To the stage"),
        "outcome": _("Finding"),
        "unconfirmed": _("Why close though the people have not confirmed their remedy?"),
        "level": _("How great the risk is"),
        "why": _("Why"),
        "plan": _("What is done to keep them safe"),
        "never": _("What must never be done"),
        "incident": _("What happened"),
        "incident_of": _("About what happened on"),
        "done": _("What was done"),
        "withdrawn": _("Why the complainant stopped"),
        "appeal": _("The complainant asks others to look again"),
        "unheard": _("Why it is ruled without hearing everybody"),
        "dissent": _("Dissent"),
        "recused": _("Does not sit in this case"),
        "evidence": _("Number in the register of evidence"),
        "translation": _("Translation"),
        "against": _("Dispute with"),
        **{key: texts.get(text, key) for key, text in _ASKED.items()},
    }
    # As they were asked; sealing sorts them by name.
    keys = [key for key in labels if key in words] + [key for key in words if key not in labels]
    return [
        (labels.get(key, key), _value(key, words[key], texts))
        for key in keys
        if key not in _ELSEWHERE and words[key]
    ]


@register.filter
def answers_but_name(words: dict[str, Any]) -> list[tuple[str, str]]:
    """What else was left in the identity room."""
    return answers({key: one for key, one in words.items() if key not in ("name", "reach")})


@register.filter
def criteria(words: dict[str, Any] | None) -> list[tuple[str, bool, str]]:
    """Each criterion of admissibility that was judged: its name, whether it is met, and why."""
    judged = words.get("criteria") if words else None
    if not judged:
        return []
    names = {one.id: in_words(one.name) for one in procedure().admissibility}
    return [(names.get(one["id"], one["id"]), one["met"], one["why"]) for one in judged]


def _value(key: str, value: Any, texts: dict[str, str]) -> str:
    if key == "stage":
        return stage_names().get(value, value)
    if key == "outcome":
        return outcome_name(value)
    if key == "level":
        return str(dict(SafetyCheck.Level.choices).get(value, value))
    if key == "afraid":
        return texts.get(f"tell.afraid_{value}", value)
    if key == "site":
        return named(str(value))
    if key in ("stop_notice", "appeal", "dissent"):
        return _("Yes")
    return str(value)


@register.filter
def outcome_name(outcome: str) -> str:
    """What was found, as the page says it."""
    return {
        Outcome.FOUNDED.value: _("Founded"),
        Outcome.PARTLY_FOUNDED.value: _("Partly founded"),
        Outcome.UNFOUNDED.value: _("Unfounded"),
    }.get(outcome, outcome)
