"""Addresses: recognition."""

from django.urls import URLPattern

RECOGNITION: list[URLPattern] = []
