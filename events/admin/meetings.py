"""Read-only admin of what people keep of meetings."""

from django.contrib import admin

from coopregistry.admin_base import ReadOnlyRecordAdmin
from events.models import MeetingAnchor, MeetingCard, MeetingFile, MeetingPartner


@admin.register(MeetingCard)
class MeetingCardAdmin(ReadOnlyRecordAdmin):
    list_display = ("__str__", "department", "letter", "restricted", "basis", "report_due", "entered_by")
    list_select_related = ("department", "entered_by")
    list_filter = ("restricted", "notice")
    search_fields = ("search",)


@admin.register(MeetingPartner)
class MeetingPartnerAdmin(ReadOnlyRecordAdmin):
    list_display = ("card", "partner")
    list_select_related = ("card", "partner")
    search_fields = ("card__search", "partner__search")


@admin.register(MeetingAnchor)
class MeetingAnchorAdmin(ReadOnlyRecordAdmin):
    list_display = ("card", "entry", "phrase")
    list_select_related = ("card", "entry")
    search_fields = ("card__search", "phrase")


@admin.register(MeetingFile)
class MeetingFileAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "kind", "card", "size", "added_at", "added_by")
    list_select_related = ("card", "added_by")
    search_fields = ("name", "card__search", "sha256")
