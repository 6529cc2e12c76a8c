"""Addresses of the handlers' pages."""

from django.urls import URLPattern

HANDLERS: list[URLPattern] = []
