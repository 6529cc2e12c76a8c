from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "convenant.assessments"

    def ready(self) -> None:
        from convenant.assessments import hears  # noqa: F401 -- subscribes to what people do
        from convenant.assessments.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
