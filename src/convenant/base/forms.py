"""Forms look the same everywhere: label, help, fault, field, one under the other."""

from django.forms import DateInput
from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Renders every form with the house's templates."""

    form_template_name = "base/form.html"
    field_template_name = "base/field.html"


def day_input() -> DateInput:
    """The browser's own date field; it shows a stored day only where it is written year-month-day."""
    return DateInput(format="%Y-%m-%d", attrs={"type": "date"})
