"""URLs of the search."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.search_results, name="search"),
    path("offers/", views.search_suggestions, name="search_offers"),
]
