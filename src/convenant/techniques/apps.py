from django.apps import AppConfig


class TechniquesConfig(AppConfig):
    name = "convenant.techniques"

    def ready(self) -> None:
        from convenant.people import deeds
        from convenant.techniques import hears  # noqa: F401 -- subscribes to what people do
        from convenant.techniques.deeds import WORDS
        from convenant.techniques.queries.log import tell_the_log

        tell_the_log()
        deeds.WORDS.update(WORDS)
