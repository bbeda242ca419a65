"""Addresses of plans and reports: the list, a new one, the document, its files, cells and order."""

from django.urls import path

from .views import arrangement, cells, files, pages

urlpatterns = [
    path("reports/", pages.Reports.as_view(), name="reports"),
    path("reports/new/", pages.open_report, name="report_open"),
    path("reports/<int:pk>/", pages.report, name="report"),
    path("reports/<int:pk>/file.<slug:suffix>", files.report_file, name="report_file"),
    path("reports/<int:pk>/print/", files.print_report, name="report_print"),
    path("reports/<int:pk>/order/", arrangement.order, name="report_order"),
    path("reports/<int:pk>/bulk/", arrangement.bulk, name="report_bulk"),
    path("rows/<int:pk>/cells/<slug:role>/", cells.cell, name="cell"),
]
