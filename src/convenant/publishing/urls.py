"""The public list's addresses; editions keep theirs for ever."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.people.access import door
from convenant.publishing import views
from convenant.publishing.rules import may_publish, may_read

app_name = "publishing"
urlpatterns = [
    path("", views.site_list, name="list"),
    path("publish/", views.desk, name="desk"),
    path("editions/<int:number>/", views.site_list, name="edition"),
    path("editions/<int:number>/sites.csv", views.as_csv, name="csv"),
    path("editions/<int:number>/sites.geojson", views.as_geojson, name="geojson"),
    path("editions/<int:number>/points.json", views.map_points, name="points"),
    path("sites/<str:code>/", views.site, name="site"),
]

door(60, _("Public site list"), "publishing:list", may_read)
door(65, _("Publish"), "publishing:desk", may_publish)
