from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "convenant.risks"

    def ready(self) -> None:
        from convenant.people import deeds
        from convenant.risks import hears  # noqa: F401 -- subscribes to what people do
        from convenant.risks.deeds import WORDS

        deeds.WORDS.update(WORDS)
