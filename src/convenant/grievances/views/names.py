"""Names of sides as a page says them."""

from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition
from convenant.agreements.seating import side_name


def side_names() -> dict[str, str]:
    """By side; the chair sits for none."""
    definition = running_definition()
    return {"": _("Chair"), **{one.id: side_name(definition, one.id) for one in definition.sides}}
