"""Addresses of the handlers' pages: keys, the door as it is kept, cases."""

from django.urls import path

from convenant.grievances.views import cases, keys, public

HANDLERS = [
    path("keys/", keys.keys, name="keys"),
    path("keeping/", keys.desk, name="circle"),
    path("keeping/places/", public.places, name="places"),
    path("keeping/places/<int:pk>/", public.place, name="place"),
    path("keeping/languages/", public.door_languages, name="languages"),
    path("cases/", cases.overview, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/files/<int:pk>/", cases.file, name="case_file"),
]
