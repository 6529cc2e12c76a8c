"""Addresses: making."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from convenant.people.access import door
from convenant.techniques.rules import may_follow
from convenant.techniques.views import making, making_said

MAKING: list[URLPattern] = [
    path("making/", making.workbench, name="workbench"),
    path("making/lessons/<int:pk>/", making.lesson_aside, name="lesson_aside"),
    path("<int:number>/making/", making.technique, name="making"),
    path("<int:number>/making/deed/", making.deed, name="making_deed"),
    path("<int:number>/making/comments/", making_said.comments, name="comments"),
    path("<int:number>/making/comments/deed/", making_said.comments_deed, name="comments_deed"),
    path("<int:number>/making/data/<int:pk>/", making_said.data, name="data"),
    path("<int:number>/making/data/<int:pk>/deed/", making_said.data_deed, name="data_deed"),
]

door(36, _("Being made"), "techniques:workbench", may_follow, inner=True)
