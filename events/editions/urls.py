"""Addresses of editions, the states of a document, and what became of a plan."""

from django.urls import path

from . import views

urlpatterns = [
    path("reports/<int:pk>/state/", views.report_state, name="report_state"),
    path("reports/<int:pk>/changes/", views.edition_changes, name="edition_changes"),
    path("reports/<int:pk>/fate/", views.plan_outcome_list, name="fate"),
    path("editions/<int:pk>/file.docx", views.edition_file, name="edition_file"),
    path("scans/<int:pk>/", views.scan_file, name="scan_file"),
]
