from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "convenant.people"
