from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BaseConfig(AppConfig):
    name = "convenant.base"

    def ready(self) -> None:
        from convenant.base.row_security import raise_walls
        from convenant.base.walls import watch_connections

        watch_connections()
        post_migrate.connect(raise_walls, sender=self, dispatch_uid="walls")
