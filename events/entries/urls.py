"""Addresses of entering, moving and removing rows."""

from django.urls import path

from .views import actions, attachments, drafts, form, grid, lookups

urlpatterns = [
    path("reports/<int:report>/rows/new/", form.entry_create, name="entry_new"),
    path("reports/<int:report>/rows/new/live/", form.entry_create_live, name="entry_new_live"),
    path("reports/<int:report>/rows/new/discard/", drafts.draft_discard_new, name="entry_new_discard"),
    path("rows/<int:pk>/edit/", form.entry_edit, name="entry_edit"),
    path("rows/<int:pk>/edit/live/", form.entry_edit_live, name="entry_edit_live"),
    path("rows/<int:pk>/edit/discard/", drafts.draft_discard_edit, name="entry_edit_discard"),
    path("reports/<int:report>/grid/", grid.grid_keep, name="grid_keep"),
    path("reports/<int:report>/grid/undo/", grid.grid_undo, name="grid_undo"),
    path("rows/<int:pk>/grid/draft/", grid.grid_draft, name="grid_draft"),
    path("rows/<int:pk>/cure/", grid.entry_cure, name="entry_cure"),
    path("rows/<int:pk>/report/", actions.entry_report, name="entry_report"),
    path("rows/<int:pk>/fate/", actions.entry_outcome, name="entry_fate"),
    path("rows/<int:pk>/move/", actions.entry_move, name="entry_move"),
    path("rows/<int:pk>/move-back/", actions.entry_move_back, name="entry_move_back"),
    path("rows/<int:pk>/remove/", actions.entry_remove, name="entry_remove"),
    path("rows/<int:pk>/put-back/", actions.entry_put_back, name="entry_put_back"),
    path("rows/<int:pk>/restrict/", actions.entry_restrict, name="entry_restrict"),
    path("attachments/<int:pk>/", attachments.attachment_download, name="attachment"),
    path("attachments/<int:pk>/remove/", attachments.attachment_remove, name="attachment_remove"),
    path("events/lookups/<slug:what>/", lookups.lookup, name="event_lookup"),
]
