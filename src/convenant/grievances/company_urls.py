"""Addresses of companies' own notices, and of a case's companies for its handlers."""

from django.urls import path

from convenant.grievances.views import case_companies, companies

COMPANIES = [
    path("notices/", companies.notices, name="notices"),
    path("notices/<str:code>/", companies.notice, name="notice"),
    path("notices/<str:code>/remedy/<str:share>/", companies.deed, name="notice_deed"),
    path("cases/<str:number>/companies/", case_companies.companies, name="companies"),
    path(
        "cases/<str:number>/companies/files/<int:pk>/",
        case_companies.company_file,
        name="company_file",
    ),
    path("cases/<str:number>/remedy/", case_companies.remedy, name="remedy"),
]
