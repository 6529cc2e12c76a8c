"""Addresses of the public door."""

from django.urls import path

from convenant.grievances.views import door, door_api, own_case

DOOR = [
    path("door/", door.choose, name="door_choose"),
    path("door/<str:code>/", door.start, name="door"),
    path("door/<str:code>/tell/", door.tell, name="door_tell"),
    path("door/<str:code>/back/", own_case.back, name="door_back"),
    path("door/<str:code>/written/", own_case.back, {"first": True}, name="door_written"),
    path("door/<str:code>/case/", own_case.case, name="door_case"),
    path("door/<str:code>/elsewhere/", door.elsewhere, name="door_elsewhere"),
    path("door/<str:code>/next/", door.next_steps, name="door_next"),
    path("door/<str:code>/api/", door_api.facts, name="door_api"),
    path("door/<str:code>/api/openapi.json", door_api.description, name="door_openapi"),
    path("door/<str:code>/api/complaints/", door_api.complaints, name="door_complaints"),
    path("door/<str:code>/api/uploads/<str:name>/", door_api.upload, name="door_upload"),
    # A slip in the address: the usual “not found” has a form, and so would leave a cookie.
    path("door/<path:slip>", door.choose, name="door_slip"),
]
