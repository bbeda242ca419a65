"""Addresses of plans, reports, events, partners and agreements."""

from django.urls import URLPattern

app_name = "events"

urlpatterns: list[URLPattern] = []
