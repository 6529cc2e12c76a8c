"""People's pages within an agreement."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.people import views
from convenant.people.access import door
from convenant.people.rules import is_secretariat, speaks_for_an_organisation

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("assign/", views.assign, name="assign"),
    path("invite/", views.invite_someone, name="invite"),
    path("invited/", views.invited, name="invited"),
    path("organisation/", views.new_organisation, name="organisation"),
    path("roles/<int:role>/end/", views.end, name="end"),
    path("invitations/<int:invitation>/withdraw/", views.withdraw, name="withdraw"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("looks/", views.looks, name="looks"),
    path("looks.csv", views.looks_csv, name="looks_csv"),
    path("journal/", views.journal, name="journal"),
]

door(80, _("People"), "people:people", is_secretariat)
door(85, _("Who looked"), "people:looks", speaks_for_an_organisation)
door(90, _("Journal"), "people:journal", is_secretariat)
