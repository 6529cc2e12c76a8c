from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "convenant.monitoring"

    def ready(self) -> None:
        from convenant.monitoring.deeds import WORDS
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
