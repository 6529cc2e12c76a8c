from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "convenant.grievances"

    def ready(self) -> None:
        from convenant.grievances.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
