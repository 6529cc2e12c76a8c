"""The addresses of the locations room: lists in, then sites and what follows from them."""

from convenant.locations.urls.lists import urlpatterns as list_urls
from convenant.locations.urls.sites import urlpatterns as site_urls

app_name = "locations"
urlpatterns = [*list_urls, *site_urls]
