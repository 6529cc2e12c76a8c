"""This room's deeds in words, for the journal's readers."""

from convenant.techniques.deeds_applying import APPLYING
from convenant.techniques.deeds_drafts import DRAFTS
from convenant.techniques.deeds_lessons import LESSONS
from convenant.techniques.deeds_making import MAKING
from convenant.techniques.deeds_published import PUBLISHED
from convenant.techniques.deeds_recognition import RECOGNITION

WORDS = {**DRAFTS, **LESSONS, **MAKING, **PUBLISHED, **RECOGNITION, **APPLYING}
