"""People's pages outside any agreement."""

from django.urls import path

from convenant.people import views

app_name = "people_open"
urlpatterns = [path("account/", views.account, name="account")]
