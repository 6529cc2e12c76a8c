"""Forms look the same everywhere: label, help, fault, field, one under the other."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Renders every form with the house's templates."""

    form_template_name = "base/form.html"
    field_template_name = "base/field.html"
