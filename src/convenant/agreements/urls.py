"""The room's pages within an agreement."""

from django.urls import URLPattern

app_name = "agreements"
urlpatterns: list[URLPattern] = []
