"""The rows of a content: evidence, levels, costs, cases, law, guidance."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.techniques.content import (
    Case,
    Content,
    Cost,
    EvidenceAsked,
    LawArticle,
    Level,
    Link,
    Range,
)
from convenant.techniques.content.messages import say
from convenant.techniques.forms.content_fields import Row, amount, area, initial_text, plain_number
from convenant.techniques.queries.contents import Choices, choices_here, reader

ADDRESS_HELP = _("Its web address, where it is public.")


class EvidenceRow(Row):
    """Something that shows that the technique is applied."""

    PIECE = EvidenceAsked
    ALONE_NOTHING = frozenset({"required", "kind"})
    START = {"required": "on"}
    PLACES = {"id": ""}

    def build(self) -> None:
        self.fields["id"] = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
        self.add_texts("name", _("What shows it"), longest=300)
        self.fields["kind"] = _one_of(
            _("Kind of document"), choices_here("evidence_kind", _given(self, "kind"))
        )
        self.fields["required"] = forms.BooleanField(
            label=_("Required"), required=False, initial=True
        )

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "id": said.get("id") or "new",
            "name": self.text_of("name") or {},
            "kind": said["kind"],
            "required": said["required"],
        }

    @staticmethod
    def initial_of(one: EvidenceAsked) -> dict[str, Any]:
        return {
            "id": one.id,
            **initial_text("name", one.name),
            "kind": one.kind,
            "required": one.required,
        }


class LevelRow(Row):
    """A level with a range that can be measured."""

    PIECE = Level
    PLACES = {"id": "", "range": "low", "range.low": "low", "range.high": "high"}

    def build(self) -> None:
        self.fields["id"] = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
        self.add_texts("name", _("Name of the level"), longest=300)
        self.add_texts("measure", _("What is measured"), longest=500)
        self.fields["low"] = amount(_("From"))
        self.fields["high"] = amount(_("To"))
        self.fields["unit"] = forms.CharField(
            label=_("Unit"), required=False, max_length=60, help_text=_("Such as %, days, EUR.")
        )

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "id": said.get("id") or "new",
            "name": self.text_of("name") or {},
            "measure": self.text_of("measure") or {},
            "unit": said["unit"],
            "range": {"low": said["low"], "high": said["high"]},
        }

    @staticmethod
    def initial_of(one: Level) -> dict[str, Any]:
        return {
            "id": one.id,
            **initial_text("name", one.name),
            **initial_text("measure", one.measure),
            "unit": one.unit,
            "low": plain_number(one.range.low),
            "high": plain_number(one.range.high),
        }


class CostRow(Row):
    """What it costs a company of one class."""

    PIECE = Cost
    ALONE_NOTHING = frozenset({"member_class", "currency", "mark"})
    START = {"currency": "EUR", "mark": "assumption"}
    PLACES = {
        "one_off": "one_off_low",
        "yearly": "yearly_low",
        **{f"{a}.{b}": f"{a}_{b}" for a in ("one_off", "yearly") for b in ("low", "high")},
    }

    def build(self) -> None:
        self.fields["member_class"] = _one_of(
            _("For which companies"),
            choices_here("class", _given(self, "member_class")),
            _("any class"),
        )
        self.fields["price_year"] = forms.IntegerField(
            label=_("In prices of which year"), required=False, min_value=1990, max_value=2200
        )
        self.fields["one_off_low"] = amount(_("Once, from"), 0)
        self.fields["one_off_high"] = amount(_("Once, to"), 0)
        self.fields["yearly_low"] = amount(_("Each year, from"), 0)
        self.fields["yearly_high"] = amount(_("Each year, to"), 0)
        self.fields["currency"] = forms.RegexField(
            "^[A-Z]{3}$",
            label=_("Currency"),
            required=False,
            initial="EUR",
            error_messages={"invalid": _("Write the three letters of the currency, such as EUR.")},
        )
        self.fields["mark"] = forms.ChoiceField(
            label=_("What this rests on"),
            choices=[(one, say(f"mark:{one}", reader())) for one in MARKS],
            initial="assumption",
            required=False,
        )
        self.fields["source"] = forms.CharField(label=_("Source"), required=False, max_length=500)

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        found = {
            "member_class": said["member_class"],
            "currency": said["currency"] or "EUR",
            "mark": said["mark"],
            "source": said["source"],
            **{f: self._range(f) for f in ("one_off", "yearly")},
        }
        if said["price_year"] is not None:
            found["price_year"] = said["price_year"]
        return found

    def _range(self, name: str) -> dict[str, Any] | None:
        low, high = (self.cleaned_data[f"{name}_{end}"] for end in ("low", "high"))
        return None if low is None and high is None else {"low": low, "high": high}

    @staticmethod
    def initial_of(one: Cost) -> dict[str, Any]:
        found: dict[str, Any] = {
            "member_class": one.member_class,
            "currency": one.currency,
            "price_year": one.price_year,
            "mark": one.mark,
            "source": one.source,
        }
        for name in ("one_off", "yearly"):
            range = getattr(one, name) or Range()
            found |= {
                f"{name}_low": plain_number(range.low),
                f"{name}_high": plain_number(range.high),
            }
        return found


MARKS = ("sourced", "expert", "assumption")


class CaseRow(Row):
    """A case it was learnt from."""

    PIECE = Case

    def build(self) -> None:
        self.add_texts("text", _("What happened, told so that nobody is recognised"), rows=3)
        self.fields["address"] = _line(_("Address"), 500, ADDRESS_HELP)

    def values(self) -> dict[str, Any]:
        return {"text": self.text_of("text") or {}, "address": self.cleaned_data["address"]}

    @staticmethod
    def initial_of(one: Case) -> dict[str, Any]:
        return {**initial_text("text", one.text), "address": one.address}


class LawRow(Row):
    """An article of law it helps to meet."""

    PIECE = LawArticle

    def build(self) -> None:
        self.fields["act"] = _line(_("Act"), 500)
        self.fields["article"] = _line(_("Article"), 100)
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=500, widget=area(2)
        )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("act", "article", "note")}

    @staticmethod
    def initial_of(one: LawArticle) -> dict[str, Any]:
        return one.model_dump()


class LinkRow(Row):
    """Guidance elsewhere."""

    PIECE = Link

    def build(self) -> None:
        self.fields["title"] = _line(_("Title"), 500)
        self.fields["address"] = _line(_("Address"), 500, ADDRESS_HELP)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "address")}

    @staticmethod
    def initial_of(one: Link) -> dict[str, Any]:
        return one.model_dump()


def _line(label: Any, longest: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, help_text=help_text)


def _one_of(label: Any, choices: Choices, empty: Any = "—") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", empty), *choices])


def _given(row: Row, name: str) -> list[str]:
    """What was chosen before, which stays choosable."""
    value = row.initial.get(name)
    return [value] if value else []


# field of the content: its rows, what they are called, whether their order is said, empty ones to begin with
ROWS: dict[str, tuple[type[Any], Any, bool, int]] = {
    "evidence": (EvidenceRow, _("Evidence"), False, 2),
    "levels": (LevelRow, _("Levels"), True, 1),
    "costs": (CostRow, _("Costs"), False, 1),
    "learnt_from": (CaseRow, _("Learnt from"), False, 1),
    "law": (LawRow, _("Law"), False, 1),
    "guidance": (LinkRow, _("Guidance"), False, 1),
}


ROWS_HELP: dict[str, Any] = {
    "evidence": _("What a company shows, so that others can see that it applies the technique."),
    "levels": _(
        "Lowest first, each with a range that can be measured. One of both ends may be open."
    ),
    "costs": _("Per class of companies, in whole amounts. Say on what each figure rests."),
    "learnt_from": _("Cases, trials and complaints that taught this."),
    "law": _("Articles of law that it helps to meet."),
    "guidance": _("Handbooks and tools elsewhere."),
}


def initial_rows(content: Content | None, field: str) -> list[dict[str, Any]]:
    """What a content has of one kind, as the initial values of its rows."""
    kind = ROWS[field][0]
    return [kind.initial_of(one) for one in getattr(content, field)] if content else []
