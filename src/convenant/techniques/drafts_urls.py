"""Addresses: drafts."""

from django.urls import URLPattern

DRAFTS: list[URLPattern] = []
