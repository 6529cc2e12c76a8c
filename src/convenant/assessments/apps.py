from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "convenant.assessments"

    def ready(self) -> None:
        from convenant.assessments.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
