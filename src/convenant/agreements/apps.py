from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "convenant.agreements"

    def ready(self) -> None:
        from convenant.agreements import hears  # noqa: F401 -- subscribes to what people do
        from convenant.agreements.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
