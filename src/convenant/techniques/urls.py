"""The room's pages within an agreement."""

from convenant.techniques.applying_urls import APPLYING
from convenant.techniques.drafts_urls import DRAFTS
from convenant.techniques.making_urls import MAKING
from convenant.techniques.published_urls import PUBLISHED
from convenant.techniques.recognition_urls import RECOGNITION

app_name = "techniques"
urlpatterns = [*RECOGNITION, *APPLYING, *MAKING, *DRAFTS, *PUBLISHED]
