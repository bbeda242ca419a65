"""Addresses of the map."""

from django.urls import path

from .views import map as event_map

urlpatterns = [path("map/", event_map.event_map, name="map")]
