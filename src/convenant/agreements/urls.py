"""The room's pages within an agreement."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.agreements.rules import may_look
from convenant.agreements.views import amending, at_the_table, definition, table
from convenant.people.access import door

app_name = "agreements"
urlpatterns = [
    path("", table.agreement, name="agreement"),
    path("definition/", definition.definition, name="definition"),
    path("definition/schema.json", definition.schema_file, name="schema"),
    path("definition/compare/", definition.compare, name="compare"),
    path("definition/v<int:number>.yaml", definition.download, name="download"),
    path("definition/amend/", amending.amend_definition, name="amend"),
    path("parties/admit/", at_the_table.admit_party, name="admit"),
    path("parties/<int:party>/", at_the_table.party, name="party"),
    path("parties/<int:party>/leave/", at_the_table.leave, name="leave"),
    path("seats/take/", at_the_table.take_seat, name="seat"),
    path("seats/<int:seat>/end/", at_the_table.end, name="end_seat"),
]

door(10, _("Agreement"), "agreements:agreement", may_look)
door(20, _("Definition"), "agreements:definition", may_look)
