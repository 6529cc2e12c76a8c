"""Addresses: making."""

from django.urls import URLPattern

MAKING: list[URLPattern] = []
