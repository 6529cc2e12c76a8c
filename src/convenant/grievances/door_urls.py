"""Addresses of the public door."""

from django.urls import path

from convenant.grievances.views import door, own_case

DOOR = [
    path("door/", door.choose, name="door_choose"),
    path("door/<str:code>/", door.start, name="door"),
    path("door/<str:code>/tell/", door.tell, name="door_tell"),
    path("door/<str:code>/back/", own_case.back, name="door_back"),
    path("door/<str:code>/written/", own_case.back, {"first": True}, name="door_written"),
    path("door/<str:code>/case/", own_case.case, name="door_case"),
    path("door/<str:code>/elsewhere/", door.elsewhere, name="door_elsewhere"),
    path("door/<str:code>/next/", door.next_steps, name="door_next"),
]
