"""Addresses of the import."""

from django.urls import path

from .uploads.views import files, given, preview, results, spellings, together

app_name = "importers"

urlpatterns = [
    path("", files.imports, name="imports"),
    path("spellings/", spellings.spellings, name="spellings"),
    path("spellings/one/", spellings.spelling, name="spelling"),
    path("spellings/learn/", spellings.learn_spelling, name="spelling_learn"),
    path("files/<int:pk>/", preview.pending, name="pending"),
    path("together/", together.together, name="together"),
    path("files/<int:pk>/read/", given.read, name="read"),
    path("files/<int:pk>/progress/", given.progress, name="progress"),
    path("files/<int:pk>/delete/", given.delete, name="delete"),
    path("files/<int:pk>/rows.xlsx", results.rows_file, name="rows_file"),
    path("files/<int:pk>/target/", given.target, name="target"),
    path("files/<int:pk>/rows/<int:table>/<int:number>/", preview.row, name="row"),
    path("files/<int:pk>/partner/", preview.partner, name="partner"),
    path("files/<int:pk>/heading/", preview.heading, name="heading"),
    path("files/<int:pk>/load/", preview.load_pending, name="load"),
    path("files/<int:pk>/set-aside/", given.set_aside, name="set_aside"),
    path("files/<int:pk>/keep/", given.keep_unread, name="keep_unread"),
    path("files/<int:pk>/take-up/", given.take_up, name="take_up"),
    path("files/<int:pk>/original/", given.original, name="original"),
    path("files/<int:pk>/remarks/", results.remarks, name="remarks"),
    path("<int:pk>/", results.run, name="run"),
    path("<int:pk>/rows.xlsx", results.run_rows_file, name="run_rows_file"),
    path("<int:pk>/undo/", results.undo, name="undo"),
    path("<int:pk>/original/", given.run_original, name="run_original"),
    path("<int:pk>/remarks/", results.run_remarks, name="run_remarks"),
]
