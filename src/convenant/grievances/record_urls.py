"""Addresses of what becomes of cases: what is kept, the file for a court, the report and the public register."""

from django.urls import path

from convenant.grievances.views import effectiveness, record, register

RECORD = [
    path("cases/<str:number>/kept/", record.kept, name="kept"),
    path("to-go/", record.to_go, name="to_go"),
    path("effectiveness/", effectiveness.live, name="effectiveness"),
    path("reports/", effectiveness.published, name="reports"),
    path("reports/<int:pk>/", effectiveness.published_one, name="report"),
    path("reports/<int:pk>/report.csv", effectiveness.as_csv, name="report_csv"),
    path("register/", register.register, name="register"),
    path("register/<str:code>/", register.one, name="register_one"),
]
