"""Every address of the platform; an agreement's pages live below its own name."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("convenant.home.urls")),
    path("people/", include("convenant.people.open_urls")),
    path("new/", include("convenant.agreements.open_urls")),
    path("<slug:agreement>/people/", include("convenant.people.urls")),
    path("<slug:agreement>/today/", include("convenant.home.role_urls")),
    path("<slug:agreement>/decisions/", include("convenant.decisions.urls")),
    path("<slug:agreement>/sites/", include("convenant.locations.urls")),
    path("<slug:agreement>/risks/", include("convenant.risks.urls")),
    path("<slug:agreement>/assessments/", include("convenant.assessments.urls")),
    path("<slug:agreement>/monitoring/", include("convenant.monitoring.urls")),
    path("<slug:agreement>/techniques/", include("convenant.techniques.urls")),
    path("<slug:agreement>/grievances/", include("convenant.grievances.urls")),
    path("<slug:agreement>/public/", include("convenant.publishing.urls")),
    path("<slug:agreement>/", include("convenant.agreements.urls")),
]
