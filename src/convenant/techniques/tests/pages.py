"""Who may open which page of techniques."""

from convenant.techniques.tests import (
    pages_applying,
    pages_drafts,
    pages_making,
    pages_published,
    pages_recognition,
)

PAGES = [
    *pages_drafts.PAGES,
    *pages_making.PAGES,
    *pages_published.PAGES,
    *pages_recognition.PAGES,
    *pages_applying.PAGES,
]
