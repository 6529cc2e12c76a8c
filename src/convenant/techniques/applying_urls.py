"""Addresses: applying."""

from django.urls import URLPattern

APPLYING: list[URLPattern] = []
