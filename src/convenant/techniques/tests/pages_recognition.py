"""Who may open which page: recognition. Anyone reads what was decided, the table the rest, the desk the files."""

from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.techniques.models import Recognition, RecognitionFile
from convenant.techniques.tests.recognising import a_file, an_application, recognised

FOLLOW = {"anna", "bilal", "chantal", "daan", "eva", "greet", "iris"}
READ_FILES = {"anna", "eva"}


def applied(world: Any) -> dict[str, Any]:
    return {"number": (Recognition.objects.first() or an_application(world)).number}


def decided(world: Any) -> dict[str, Any]:
    return {"number": (Recognition.objects.first() or recognised(world)).number}


def file(world: Any) -> dict[str, Any]:
    found = RecognitionFile.objects.first() or a_file(world, an_application(world))
    return {"number": found.recognition.number, "pk": found.pk}


PAGES: list[Page] = [
    Page("techniques:recognitions", EVERYONE),
    Page("techniques:recognition_new", {"anna"}),
    Page("techniques:recognition_new", {"anna"}, post={}, answers={422}),
    Page("techniques:recognition", FOLLOW, applied, missing_for=EVERYONE - FOLLOW),
    Page("techniques:recognition", EVERYONE, decided),
    Page(
        "techniques:recognition_deed",
        {"anna"},
        applied,
        post={"deed": "criteria", "criteria": "The policy is public."},
    ),
    Page("techniques:recognition_file", READ_FILES, file),
    Page("techniques:recognition_dossier", READ_FILES, applied),
]
