"""Addresses of plans, reports, events, partners and agreements."""

from django.urls import include, path

from .views import board, editions, letters, reports, search

app_name = "events"

urlpatterns = [
    path("", include("events.entry_urls")),
    path("administration/", include("events.administration_urls")),
    path("", include("events.partner_urls")),
    path("", include("events.map_urls")),
    path("", include("events.calendar_urls")),
    path("", include("events.figures_urls")),
    path("events/", include("events.list_urls")),
    path("reports/", reports.Reports.as_view(), name="reports"),
    path("reports/new/", reports.open_report, name="report_open"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/file.<slug:suffix>", reports.report_file, name="report_file"),
    path("reports/<int:pk>/print/", reports.print_report, name="report_print"),
    path("reports/<int:pk>/order/", reports.order, name="report_order"),
    path("reports/<int:pk>/bulk/", reports.bulk, name="report_bulk"),
    path("reports/<int:pk>/ask/", board.ask, name="report_ask"),
    path("reports/<int:pk>/letters/", letters.letters, name="letters"),
    path("reports/<int:pk>/state/", editions.report_state, name="report_state"),
    path("reports/<int:pk>/changes/", editions.changes, name="edition_changes"),
    path("reports/<int:pk>/fate/", editions.fate, name="fate"),
    path("editions/<int:pk>/file.docx", editions.edition_file, name="edition_file"),
    path("scans/<int:pk>/", editions.scan_file, name="scan_file"),
    path("rows/<int:pk>/cells/<slug:role>/", reports.cell, name="cell"),
    path("search/", search.results, name="search"),
    path("search/offers/", search.offers, name="search_offers"),
    path("board/", board.board, name="board"),
    path("parts/<int:pk>/", board.part, name="part"),
]
