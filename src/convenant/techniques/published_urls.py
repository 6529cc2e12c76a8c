"""Addresses: published."""

from django.urls import URLPattern

PUBLISHED: list[URLPattern] = []
