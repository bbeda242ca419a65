"""Addresses of the import."""

from django.urls import path

from .uploads.views import (
    columns,
    corrections,
    downloads,
    loading,
    names,
    pending,
    preview,
    proofreading,
    runs,
    seen,
    spellings,
    uploads,
)

app_name = "importers"

urlpatterns = [
    path("", uploads.import_list, name="imports"),
    path("spellings/", spellings.spelling_list, name="spellings"),
    path("spellings/one/", spellings.spelling_preview, name="spelling"),
    path("spellings/learn/", spellings.spelling_learn, name="spelling_learn"),
    path("files/<int:pk>/", preview.pending_detail, name="pending"),
    path("together/", loading.load_many, name="together"),
    path("files/<int:pk>/read/", pending.pending_read, name="read"),
    path("files/<int:pk>/progress/", pending.pending_progress, name="progress"),
    path("files/<int:pk>/delete/", pending.pending_delete, name="delete"),
    path("files/<int:pk>/rows.xlsx", downloads.pending_rows_file, name="rows_file"),
    path("files/<int:pk>/target/", pending.pending_target, name="target"),
    path("files/<int:pk>/columns/", columns.pending_columns, name="columns"),
    path("columns/", columns.lesson_list, name="lessons"),
    path("columns/<int:pk>/confirm/", columns.lesson_confirm, name="lesson_confirm"),
    path("columns/<int:pk>/forget/", columns.lesson_remove, name="lesson_remove"),
    path("files/<int:pk>/rows/<int:table>/<int:number>/", corrections.pending_row, name="row"),
    path("files/<int:pk>/partner/", names.pending_partner, name="partner"),
    path("files/<int:pk>/seen/", seen.pending_seen, name="seen"),
    path("files/<int:pk>/agreement/", names.pending_agreement, name="agreement"),
    path("files/<int:pk>/heading/", names.pending_heading, name="heading"),
    path("files/<int:pk>/forget/<int:lesson>/", names.pending_forget, name="forget"),
    path(
        "files/<int:pk>/proofreading/correct/<slug:code>/",
        proofreading.pending_correct,
        name="proofreading_correct",
    ),
    path("files/<int:pk>/proofreading/accept/", proofreading.pending_accept, name="proofreading_accept"),
    path(
        "files/<int:pk>/proofreading/accepted/<int:accepted>/take-back/",
        proofreading.pending_take_back,
        name="proofreading_take_back",
    ),
    path("files/<int:pk>/load/", loading.pending_load, name="load"),
    path("files/<int:pk>/set-aside/", pending.pending_set_aside, name="set_aside"),
    path("files/<int:pk>/keep/", pending.pending_keep_unread, name="keep_unread"),
    path("files/<int:pk>/take-up/", pending.pending_take_up, name="take_up"),
    path("files/<int:pk>/original/", downloads.pending_original, name="original"),
    path("files/<int:pk>/remarks/", downloads.pending_remarks, name="remarks"),
    path("<int:pk>/", runs.run_detail, name="run"),
    path("<int:pk>/rows.xlsx", downloads.run_rows_file, name="run_rows_file"),
    path("<int:pk>/undo/", runs.run_undo, name="undo"),
    path("<int:pk>/original/", downloads.run_original, name="run_original"),
    path("<int:pk>/remarks/", downloads.run_remarks, name="run_remarks"),
]
