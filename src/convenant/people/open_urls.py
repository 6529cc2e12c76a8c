"""People's pages outside any agreement."""

from django.urls import URLPattern

app_name = "people_open"
urlpatterns: list[URLPattern] = []
