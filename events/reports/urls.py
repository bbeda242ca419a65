"""Addresses of plans and reports: the list, a new one, the document, its files and order."""

from django.urls import path

from .views import arrangement, files, pages, proofreading

urlpatterns = [
    path("reports/", pages.Reports.as_view(), name="reports"),
    path("reports/new/", pages.open_report, name="report_open"),
    path("reports/<int:pk>/", pages.report, name="report"),
    path("reports/<int:pk>/file.<slug:suffix>", files.report_file, name="report_file"),
    path("reports/<int:pk>/withdraw/", pages.withdraw, name="report_withdraw"),
    path("reports/<int:pk>/restore/", pages.restore, name="report_restore"),
    path("reports/<int:pk>/print/", files.print_report, name="report_print"),
    path("reports/<int:pk>/order/", arrangement.order, name="report_order"),
    path("reports/<int:pk>/bulk/", arrangement.bulk, name="report_bulk"),
    path("reports/<int:pk>/proofreading/", proofreading.proofreading, name="proofreading"),
    path("reports/<int:pk>/proofreading/accept/", proofreading.accept_issues, name="proofreading_accept"),
    path(
        "reports/<int:pk>/proofreading/accepted/<int:accepted>/take-back/",
        proofreading.take_back,
        name="proofreading_take_back",
    ),
    path(
        "reports/<int:pk>/proofreading/correct/<slug:code>/",
        proofreading.correct,
        name="proofreading_correct",
    ),
]
