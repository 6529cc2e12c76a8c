"""Where a new agreement is opened, outside any agreement."""

from django.urls import path

from convenant.agreements.views import opening

app_name = "agreements_open"
urlpatterns = [path("", opening.new, name="new")]
