"""Read-only admin of what people keep of results."""

from django.contrib import admin

from coopregistry.admin_base import ReadOnlyRecordAdmin
from events.models import ControlDecision, ExecutionReport, ResultAnchor, ResultCard, ResultFile


@admin.register(ResultCard)
class ResultCardAdmin(ReadOnlyRecordAdmin):
    list_display = ("title", "kind", "state", "department", "due", "number")
    list_select_related = ("department",)
    list_filter = ("kind", "state")
    search_fields = ("search",)


@admin.register(ResultAnchor)
class ResultAnchorAdmin(ReadOnlyRecordAdmin):
    list_display = ("card", "entry", "phrase")
    list_select_related = ("card", "entry")
    search_fields = ("card__search", "phrase")


@admin.register(ControlDecision)
class ControlDecisionAdmin(ReadOnlyRecordAdmin):
    list_display = ("card", "state", "department", "due", "basis", "user", "decided_at")
    list_select_related = ("card", "department", "user")
    list_filter = ("state",)
    search_fields = ("card__search", "basis")


@admin.register(ResultFile)
class ResultFileAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "card", "size", "added_at", "added_by")
    list_select_related = ("card", "added_by")
    search_fields = ("name", "card__search", "sha256")


@admin.register(ExecutionReport)
class ExecutionReportAdmin(ReadOnlyRecordAdmin):
    list_display = ("card", "text", "name", "added_at", "added_by")
    list_select_related = ("card", "added_by")
    search_fields = ("text", "name", "card__search")
