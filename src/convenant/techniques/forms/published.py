"""What people fill in around published techniques: finding, translating, withdrawing, making criteria."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from convenant.decisions.forms.meetings import area
from convenant.techniques.models import Technique, TechniqueVersion
from convenant.techniques.queries.criteria import years_ahead
from convenant.techniques.queries.publication import Lacking


class Find(forms.Form):
    """Words, a kind, a theme; each may stay open."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, themes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Technique.Kind.choices]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("All themes")), *themes]  # type: ignore[attr-defined]


class Reason(forms.Form):
    """Why a version is withdrawn; everyone reads it."""

    reason = forms.CharField(
        label=_("Reason, as everyone reads it"), max_length=1000, widget=area(3)
    )


class Replace(forms.Form):
    """Which technique takes its place."""

    other = forms.TypedChoiceField(label=_("The technique that takes its place"), coerce=int)

    def __init__(self, *args: Any, others: Iterable[Technique], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((one.number, f"{one.number}. {one.title}") for one in others),
        ]


def language_name(code: str) -> str:
    """A language in the reader's own; its code where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


class Translate(forms.Form):
    """A field for each text and each language that it lacks; the words that were decided stand beside it."""

    def __init__(self, *args: Any, lacking: Sequence[Lacking], **kwargs: Any) -> None:
        """A field starts from what an earlier draft said in that language, where it did."""
        super().__init__(*args, **kwargs)
        for one in lacking:
            name, place, language, words = one.field, one.place, one.language, one.decided
            self.fields[name] = forms.CharField(
                label=_("%(place)s, in %(language)s")
                % {"place": place, "language": language_name(language)},
                max_length=10_000,
                widget=area(3 if len(words) > 120 else 1),
            )
            self.fields[name].decided = words  # type: ignore[attr-defined]
            if one.before:
                self.fields[name].initial = one.before
                self.fields[name].help_text = _(
                    "This stood there before other words were decided. Make it say the same as these."
                )


class MakeCriteria(forms.Form):
    """Which techniques are asked of members, in which section, from which year."""

    year = forms.TypedChoiceField(label=_("Framework of the year"), coerce=int)
    section = forms.ChoiceField(label=_("Section"))
    versions = forms.TypedMultipleChoiceField(
        label=_("Techniques"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        sections: Sequence[tuple[str, str]],
        versions: Iterable[TechniqueVersion],
        language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(y, str(y)) for y in years_ahead(date.today())]  # type: ignore[attr-defined]
        self.fields["section"].choices = sections  # type: ignore[attr-defined]
        self.fields["versions"].choices = [  # type: ignore[attr-defined]
            (
                one.pk,
                _("%(number)d. %(title)s, version %(version)d")
                % {
                    "number": one.technique.number,
                    "title": one.content["title"].get(language) or one.technique.title,
                    "version": one.number,
                },
            )
            for one in versions
        ]
