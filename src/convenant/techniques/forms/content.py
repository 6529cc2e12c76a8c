"""The whole content of a technique as a form: works without scripts, and gives back what it was given."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import formset_factory
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from convenant.techniques.content import Content
from convenant.techniques.content.countries import as_lines, country_code
from convenant.techniques.content.messages import WORDS, say
from convenant.techniques.content.model import MOST
from convenant.techniques.content.texts import texts
from convenant.techniques.content.tidying import tidied
from convenant.techniques.content.words import LISTS
from convenant.techniques.forms.content_fields import (
    QuietForm,
    Row,
    Rows,
    area,
    initial_text,
)
from convenant.techniques.forms.content_rows import ROWS, ROWS_HELP, initial_rows
from convenant.techniques.queries.contents import choices_here, languages, reader

CHOSEN = ("classes", "chain_roles", "tiers", "themes", "oecd_steps", "criteria")
NUMBERS = {"tiers", "oecd_steps"}
IN_APPLICABILITY = ("classes", "chain_roles", "tiers", "products", "countries", "context")
MORE = 3  # rows added at a time


class MainForm(QuietForm):
    """What a content says outside its rows."""

    def __init__(
        self, *args: Any, content: Content | None, languages: list[str], first: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {**_initial(content), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.content, self.languages = content, languages
        self.add_texts("title", say("title", reader()), required_in=first, longest=200)
        for field in ("kind", "topic"):
            self.fields[field] = forms.ChoiceField(
                label=say(field, reader()), choices=[("", "—"), *_options(field)]
            )
        self.add_texts("why", say("why", reader()), rows=4)
        self.add_texts("what", say("what", reader()), required_in=first, rows=8)
        for field in CHOSEN:
            before = self.chosen_before(field)
            options = choices_here(LISTS[field], before)
            if not options:
                continue
            self.fields[field] = forms.TypedMultipleChoiceField(
                label=say(field, reader()),
                required=False,
                choices=options,
                coerce=int if field in NUMBERS else str,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["products"] = forms.CharField(
            label=say("products", reader()),
            required=False,
            max_length=20_000,
            widget=area(3),
            help_text=_("One per line. Empty: any product."),
        )
        self.fields["countries"] = forms.CharField(
            label=say("countries", reader()),
            required=False,
            max_length=20_000,
            widget=area(3),
            help_text=_("One per line, by name. Empty: any country."),
        )
        self.add_texts(
            "context",
            say("context", reader()),
            rows=3,
            help_text=_("What else decides whether it applies, such as no free unions by law."),
        )

    def chosen_before(self, field: str) -> list[Any]:
        if self.content is None:
            return []
        of = self.content.applicability if field in IN_APPLICABILITY else self.content
        return list(getattr(of, field))

    def clean_countries(self) -> list[str]:
        """Names as codes; a line that is no country's name gets a sentence."""
        known = set(self.chosen_before("countries"))
        codes, strange = [], []
        for line in _lines(self.cleaned_data["countries"]):
            code = line if line in known else country_code(line)
            codes.append(code or line)
            if code is None:
                strange.append(line)
        if strange:
            raise forms.ValidationError(
                _("No country has this name: %(names)s. Write one country per line."),
                params={"names": "; ".join(strange)},
            )
        return list(dict.fromkeys(codes))

    def clean_products(self) -> list[str]:
        return list(dict.fromkeys(_lines(self.cleaned_data["products"])))

    def in_order(self, field: str) -> list[Any]:
        """What was chosen: first what was there before, in its order."""
        now = self.cleaned_data.get(field, [])
        before = [one for one in self.chosen_before(field) if one in now]
        return before + [one for one in now if one not in before]

    def values(self) -> dict[str, Any]:
        """What was filled in, as the content is stored."""
        said = self.cleaned_data
        chosen = {field: self.in_order(field) for field in CHOSEN}
        applicability = {field: chosen.pop(field) for field in ("classes", "chain_roles", "tiers")}
        return {
            **{field: self.text_of(field) for field in ("title", "what", "why")},
            "kind": said.get("kind"),
            "topic": said.get("topic"),
            "applicability": {
                **applicability,
                "products": said.get("products", []),
                "countries": said.get("countries", []),
                "context": self.text_of("context"),
            },
            **chosen,
        }

    def places(self) -> dict[str, str]:
        """The field for each part of the content."""
        first = self.languages[0]
        inside = {f"applicability.{f}": f for f in IN_APPLICABILITY if f != "context"}
        return {
            **{field: f"{field}_{first}" for field in ("title", "what", "why")},
            "applicability.context": f"context_{first}",
            **inside,
            **{field: field for field in ("kind", "topic", *CHOSEN)},
        }


class ContentForm:
    """The main form and its rows as one: valid together, or shown again with nothing lost.

    `content` is what is edited (None: a new one), `first` the language that is decided in, `start` what a new
    one begins with: values of the main form, and of rows. Pressing "Add rows" sends `more=evidence`: the form then only asks to be shown again, `asks_for_more`.
    """

    def __init__(
        self,
        data: QueryDict | Mapping[str, Any] | None = None,
        *,
        content: Content | None = None,
        first: str = "",
        start: Mapping[str, Any] | None = None,
    ) -> None:
        start = start or {}
        spoken = languages()
        self.first = first or spoken[0]
        written = [code for _key, text in texts(content) for code in text.root] if content else []
        self.languages = list(dict.fromkeys([self.first, *spoken, *written]))
        more = str(data.get("more", "")) if data is not None else ""
        self.asks_for_more = more in ROWS
        if data is not None and self.asks_for_more:
            data = _with_more_rows(data, more)
        shared: dict[str, Any] = {"languages": self.languages, "first": self.first}
        self.main = MainForm(data, content=content, prefix="c", initial=dict(start), **shared)
        self.rows: dict[str, Rows] = {}
        for field, (kind, _label, ordered, empty) in ROWS.items():
            factory: Any = formset_factory(
                kind,
                formset=Rows,
                extra=min(empty, MOST[field]),
                can_delete=True,
                can_delete_extra=False,
                can_order=ordered,
                max_num=MOST[field],
                absolute_max=MOST[field],
            )
            self.rows[field] = factory(
                data,
                initial=[*initial_rows(content, field), *start.get(field, ())],
                prefix=field,
                form_kwargs=shared,
            )
        self.result: Content | None = None
        if self.asks_for_more:
            self.main.quiet = True
            for rows in self.rows.values():
                rows.quiet = True
                for row in rows.forms:
                    row.quiet = True

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The rows for the template, with what they are called."""
        return [
            {
                "field": field,
                "label": label,
                "one": label if field == "costs" else say(f"{field}:one", reader()),
                "help": ROWS_HELP.get(field, ""),
                "rows": self.rows[field],
                "full": len(self.rows[field].forms) >= MOST[field],
                "most": MOST[field],
            }
            for field, (_kind, label, _ordered, _empty) in ROWS.items()
        ]

    def _pair(self, name: str) -> list[BoundField]:
        return self.main.pair(name)

    @property
    def title(self) -> list[BoundField]:
        return self._pair("title")

    @property
    def what(self) -> list[BoundField]:
        return self._pair("what")

    @property
    def why(self) -> list[BoundField]:
        return self._pair("why")

    @property
    def context(self) -> list[BoundField]:
        return self._pair("context")

    @property
    def applies(self) -> list[BoundField]:
        """The lists of whom it applies to, as far as the agreement has them."""
        return self._chosen("classes", "chain_roles", "tiers")

    @property
    def belongs(self) -> list[BoundField]:
        """The lists of what it belongs to, as far as the agreement has them."""
        return self._chosen("themes", "oecd_steps", "criteria")

    def _chosen(self, *names: str) -> list[BoundField]:
        return [self.main[name] for name in names if name in self.main.fields]

    def is_valid(self) -> bool:
        """Whether all of it is in order; `result` then holds the content."""
        if self.asks_for_more:
            return False
        whole = [self.main.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        if not all(whole):
            return False
        try:
            self.result = Content.model_validate(tidied(self.values()))
        except ValidationError as error:
            self.main.take_faults(error, self.main.places())
            return False
        return True

    def values(self) -> dict[str, Any]:
        """All that was filled in, as it is stored."""
        found = self.main.values()
        for field, rows in self.rows.items():
            found[field] = [row.values() for row in rows.filled()]
        for field in ("evidence", "levels"):
            _give_ids(found[field], self.rows[field].filled(), self.first)
        return found

    def add_error(self, sentence: Any) -> None:
        """A refusal, above the form."""
        self.main.add_error(None, str(sentence))

    @property
    def faults(self) -> int:
        """How many fields have something wrong with them, to say so at the top."""
        if not self.main.is_bound or self.asks_for_more:
            return 0
        inner = [row for rows in self.rows.values() for row in rows.forms]
        return sum(len(form.errors) for form in [self.main, *inner])


def _initial(content: Content | None) -> dict[str, Any]:
    if content is None:
        return {}
    applies = content.applicability
    return {
        **initial_text("title", content.title),
        "kind": content.kind,
        "topic": content.topic,
        **initial_text("what", content.what),
        **initial_text("why", content.why),
        **initial_text("context", applies.context),
        **{field: getattr(applies, field) for field in ("classes", "chain_roles", "tiers")},
        **{field: getattr(content, field) for field in ("themes", "oecd_steps", "criteria")},
        "products": "\n".join(applies.products),
        "countries": as_lines(applies.countries, reader()),
    }


def _options(field: str) -> list[tuple[str, str]]:
    """What the model lets choose, in words."""
    start = f"{field}:"
    return [(key.removeprefix(start), say(key, reader())) for key in WORDS if key.startswith(start)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _with_more_rows(data: Any, field: str) -> Any:
    """The same data with room for more rows of one kind."""
    more = data.copy()
    key = f"{field}-TOTAL_FORMS"
    total = str(more.get(key, "0"))
    number = int(total) if total.isdecimal() and len(total) < 4 else 0
    total_now = min(number + MORE, MOST[field])
    more[key] = str(total_now)
    kind = ROWS[field][0]
    for row in range(number, total_now):
        for name, value in kind.START.items():
            more[f"{field}-{row}-{name}"] = value
    return more


def _give_ids(found: list[dict[str, Any]], rows: list[Row], first: str) -> None:
    """An id for each new thing, made of its name; one that has its id keeps it."""
    taken = {row.cleaned_data["id"] for row in rows if row.cleaned_data.get("id")}
    seen: set[str] = set()
    for values, row in zip(found, rows, strict=True):
        own = row.cleaned_data.get("id")
        if own and own not in seen:
            values["id"] = own
        else:
            name = values["name"].get(first) or next(iter(values["name"].values()), "")
            values["id"] = _new_id(name, taken | seen)
        seen.add(values["id"])


def _new_id(name: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    stem = stem if stem[:1].isalpha() else f"item_{stem}".rstrip("_")
    found, n = stem, 1
    while found in taken:
        n += 1
        found = f"{stem}_{n}"
    return found


class Because(QuietForm):
    """Why a technique is needed; beside its content when it is proposed."""

    because = forms.CharField(
        label=gettext_lazy("Why is this technique needed?"),
        max_length=10_000,
        widget=area(4),
        help_text=gettext_lazy(
            "What goes wrong without it, and what shows that: findings, complaints, figures."
        ),
    )


class Note(QuietForm):
    """What a new draft changes, and which one was edited."""

    note = forms.CharField(
        label=gettext_lazy("What changed, in a line"), required=False, max_length=500
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
