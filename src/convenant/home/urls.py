"""The front door."""

from django.urls import path

from convenant.home import views

app_name = "home"
urlpatterns = [path("", views.start, name="start")]
