"""Each role's first page within an agreement."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.home import views
from convenant.people.access import door
from convenant.people.rules import is_inside

app_name = "today"
urlpatterns = [path("", views.role, name="role")]

door(5, _("Today"), "today:role", is_inside)
