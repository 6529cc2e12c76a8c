"""Addresses of the monitoring room."""

app_name = "monitoring"
urlpatterns: list = []
