"""Addresses of entering, moving and removing rows."""

from django.urls import path

from .views import actions, form, lookups

urlpatterns = [
    path("reports/<int:report>/rows/new/", form.new_entry, name="entry_new"),
    path("reports/<int:report>/rows/new/live/", form.new_entry_live, name="entry_new_live"),
    path("reports/<int:report>/rows/new/discard/", form.discard_new, name="entry_new_discard"),
    path("rows/<int:pk>/edit/", form.edit_entry, name="entry_edit"),
    path("rows/<int:pk>/edit/live/", form.edit_entry_live, name="entry_edit_live"),
    path("rows/<int:pk>/edit/discard/", form.discard_edit, name="entry_edit_discard"),
    path("rows/<int:pk>/report/", actions.report_entry, name="entry_report"),
    path("rows/<int:pk>/fate/", actions.fate, name="entry_fate"),
    path("rows/<int:pk>/move/", actions.move, name="entry_move"),
    path("rows/<int:pk>/remove/", actions.remove, name="entry_remove"),
    path("rows/<int:pk>/put-back/", actions.put_back, name="entry_put_back"),
    path("attachments/<int:pk>/", actions.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", actions.remove_attachment, name="attachment_remove"),
    path("events/lookups/<slug:what>/", lookups.lookup, name="event_lookup"),
]
