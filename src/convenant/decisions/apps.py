from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "convenant.decisions"

    def ready(self) -> None:
        from convenant.decisions.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
