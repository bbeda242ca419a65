"""URLs of the map."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.event_map, name="map"),
    path("<slug:name>.svg", views.map_file, name="map_file"),
]
