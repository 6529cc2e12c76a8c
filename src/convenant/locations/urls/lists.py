"""Addresses of lists."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.locations.rules import may_see_lists
from convenant.locations.views import lists as views
from convenant.people.access import door

urlpatterns = [
    path("lists/", views.overview, name="lists"),
    path("lists/new/", views.hand_in, name="hand_in"),
    path("lists/<int:pk>/", views.one, name="list"),
    path("lists/<int:pk>/check/", views.check, name="check"),
    path("lists/<int:pk>/store/", views.store, name="store"),
    path("lists/<int:pk>/discard/", views.discard, name="discard"),
    path("lists/<int:pk>/again/", views.again, name="again"),
    path("lists/<int:pk>/file/", views.original, name="original"),
    path("lists/<int:pk>/bad-rows.<str:kind>", views.bad_rows, name="bad_rows"),
]

door(28, _("Site lists"), "locations:lists", may_see_lists)
