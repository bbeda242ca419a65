"""Addresses of entering rows, of the part of one body, and of what becomes of planned rows."""

from django.urls import path

from .views import entries, entry_actions, lookups, parts

urlpatterns = [
    path("reports/<int:report>/rows/new/", entries.new_entry, name="entry_new"),
    path("reports/<int:report>/rows/new/live/", entries.new_entry_live, name="entry_new_live"),
    path("reports/<int:report>/rows/new/discard/", entries.discard_new, name="entry_new_discard"),
    path("rows/<int:pk>/edit/", entries.edit_entry, name="entry_edit"),
    path("rows/<int:pk>/edit/live/", entries.edit_entry_live, name="entry_edit_live"),
    path("rows/<int:pk>/edit/discard/", entries.discard_edit, name="entry_edit_discard"),
    path("rows/<int:pk>/report/", entry_actions.report_entry, name="entry_report"),
    path("rows/<int:pk>/fate/", entry_actions.fate, name="entry_fate"),
    path("rows/<int:pk>/move/", entry_actions.move, name="entry_move"),
    path("rows/<int:pk>/remove/", entry_actions.remove, name="entry_remove"),
    path("rows/<int:pk>/put-back/", entry_actions.put_back, name="entry_put_back"),
    path("attachments/<int:pk>/", entry_actions.attachment, name="attachment"),
    path("attachments/<int:pk>/remove/", entry_actions.remove_attachment, name="attachment_remove"),
    path("my/<int:pk>/", parts.part, name="my_part"),
    path("my/<int:pk>/hand-in/", parts.hand_in, name="my_part_hand_in"),
    path("my/<int:pk>/nothing/", parts.answer_nothing, name="my_part_nothing"),
    path("my/<int:pk>/take-back/", parts.take_back, name="my_part_take_back"),
    path("my/<int:pk>/download/", parts.download, name="my_part_download"),
    path("my/<int:pk>/paste/", parts.paste, name="my_part_paste"),
    path("lookups/partners/", lookups.partners, name="partner_lookup"),
]
