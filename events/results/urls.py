"""URLs of arrangements and signed documents."""

from django.urls import path

from .views import cards, control, detail, listing, papers

urlpatterns = [
    path("", listing.result_list, name="results"),
    path("file.<slug:suffix>", listing.result_file, name="results_file"),
    path("execution/", papers.execution_papers, name="results_execution"),
    path("files/<int:pk>/", cards.file_download, name="result_attached"),
    path("files/<int:pk>/remove/", cards.file_remove, name="result_attached_remove"),
    path("reports/<int:pk>/file/", control.report_file, name="result_report_file"),
    path("<slug:ref>/", detail.result_detail, name="result"),
    path("<slug:ref>/details/", cards.details_save, name="result_details"),
    path("<slug:ref>/files/", cards.file_create, name="result_attach"),
    path("<slug:ref>/equal/", cards.equal_decide, name="result_equal"),
    path("<slug:ref>/control/", control.control_decide, name="result_control"),
    path("<slug:ref>/control/take-back/", control.control_take_back, name="result_take_back"),
    path("<slug:ref>/report/", control.execution_report, name="result_report"),
]
