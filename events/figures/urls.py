"""URLs of figures, registers, groupings and closing notes."""

from django.urls import path

from .views import closing_notes, dashboard, groupings, registers

urlpatterns = [
    path("figures/", dashboard.dashboard_detail, name="dashboard"),
    path("figures/file.docx", dashboard.dashboard_file, name="dashboard_file"),
    path("figures/groupings/", groupings.groupings_detail, name="groupings"),
    path("figures/groupings/file.<slug:suffix>", groupings.groupings_file, name="groupings_file"),
    path("figures/agreements-and-plans/", groupings.agreements_and_plans, name="agreements_and_plans"),
    path("figures/information.docx", dashboard.information_file, name="information_file"),
    path("figures/charts/<slug:slug>.svg", dashboard.chart_file, name="figures_chart"),
    path("figures/<slug:slug>.<slug:suffix>", dashboard.table_file, name="figures_file"),
    path("registers/<slug:slug>/", registers.register_detail, name="register"),
    path("registers/<slug:slug>/file.<slug:suffix>", registers.register_file, name="register_file"),
    path("reports/<int:pk>/closing-note/", closing_notes.closing_note_detail, name="closing_note"),
]
