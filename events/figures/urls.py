"""Addresses of figures, registers, groupings and closing notes."""

from django.urls import path

from .views import figures, groupings, registers

urlpatterns = [
    path("figures/", figures.page, name="dashboard"),
    path("figures/file.docx", figures.paper, name="dashboard_file"),
    path("figures/groupings/", groupings.page, name="groupings"),
    path("figures/groupings/file.<slug:suffix>", groupings.file, name="groupings_file"),
    path("figures/agreements-and-plans/", groupings.agreements_and_plans, name="agreements_and_plans"),
    path("figures/<slug:slug>.<slug:suffix>", figures.table_file, name="figures_file"),
    path("registers/<slug:slug>/", registers.register, name="register"),
    path("registers/<slug:slug>/file.<slug:suffix>", registers.register_file, name="register_file"),
    path("reports/<int:pk>/closing-note/", registers.closing_note_page, name="closing_note"),
]
