"""Addresses of the handlers' pages: keys, the door as it is kept, cases."""

from django.urls import path

from convenant.grievances.views import cases, keys

HANDLERS = [
    path("keys/", keys.keys, name="keys"),
    path("keeping/", keys.desk, name="circle"),
    path("cases/", cases.overview, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/files/<int:pk>/", cases.file, name="case_file"),
]
