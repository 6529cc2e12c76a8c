from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "convenant.monitoring"

    def ready(self) -> None:
        from convenant.decisions.queries.shown import ADDRESSES
        from convenant.monitoring import hears  # noqa: F401 -- subscribes to what people do
        from convenant.monitoring.deeds import WORDS
        from convenant.monitoring.queries.consequences import STEP, addresses_of
        from convenant.people import deeds

        deeds.WORDS.update(WORDS)
        ADDRESSES[STEP] = addresses_of
