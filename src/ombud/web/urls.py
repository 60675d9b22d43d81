"""Addresses of the desk. Verbs are resources: POST /cases/12/handoff/."""

from django.urls import URLPattern, path

from .pages import frame

urlpatterns: list[URLPattern] = [
    path("places/", frame.places, name="places"),
    path("keys/", frame.keys, name="keys"),
]
