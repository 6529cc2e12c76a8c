"""Addresses: recognition."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from convenant.people.access import door
from convenant.techniques.rules import may_read_published
from convenant.techniques.views import recognition, recognition_files

RECOGNITION: list[URLPattern] = [
    path("recognitions/", recognition.recognitions, name="recognitions"),
    path("recognitions/new/", recognition.new, name="recognition_new"),
    path("recognitions/<int:number>/", recognition.recognition, name="recognition"),
    path("recognitions/<int:number>/deed/", recognition.deed, name="recognition_deed"),
    path(
        "recognitions/<int:number>/files/<int:pk>/",
        recognition_files.file,
        name="recognition_file",
    ),
    path(
        "recognitions/<int:number>/dossier.zip",
        recognition_files.whole,
        name="recognition_dossier",
    ),
]

door(39, _("Recognition"), "techniques:recognitions", may_read_published, inner=True)
