from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "convenant.monitoring"

    def ready(self) -> None:
        from convenant.monitoring import hears  # noqa: F401 -- subscribes to what people do
        from convenant.monitoring.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
