"""Addresses of the search."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.results, name="search"),
    path("offers/", views.offers, name="search_offers"),
]
