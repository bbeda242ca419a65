"""Imports in the admin: files, what became of them, and undoing it."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coopregistry.admin_base import ReadOnlyRecordAdmin
from coopregistry.undo import AlreadyUndone

from .column_lessons import ColumnLesson
from .documents.issues import DocumentIssue
from .messages import message
from .models import ImportedRow, ImportRun, KeptReading, PendingImport, SourceDocument
from .undoing import rows_of, undo_import


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class RunInline(ReadOnly, admin.TabularInline):
    model = ImportRun
    fields = ("made_at", "report", "status", "user")
    readonly_fields = fields
    extra = 0
    show_change_link = True


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "size", "received_at", "sha256")
    search_fields = ("name", "sha256")
    fields = ("name", "size", "received_at", "sha256")
    inlines = (RunInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("content")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("made_at", "document", "report", "department", "status", "user", "undone")
    list_select_related = (
        "document",
        "report",
        "report__partner",
        "report__agreement",
        "department",
        "user",
        "change_set",
    )
    list_filter = ("status", "layout")
    date_hierarchy = "made_at"
    search_fields = ("document__name",)
    actions = ("undo_selected",)
    fields = (
        "made_at",
        "document",
        "report",
        "department",
        "status",
        "user",
        "layout",
        "row_counts",
        "remarks",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return (
            super()
            .get_queryset(request)
            .defer("document__content", "issues")
            .select_related("change_set__undone_by")
        )

    @admin.display(description=_("undone"), boolean=True)
    def undone(self, run: ImportRun) -> bool:
        return run.is_undone

    @admin.display(description=_("rows"))
    def row_counts(self, run: ImportRun) -> str:
        labels = {
            "new": _("new"),
            "changed": _("changed"),
            "unchanged": _("unchanged"),
            "missing": _("missing"),
            "left": _("left behind"),
            "linked": _("linked"),
            "to_match": _("waiting for a decision"),
        }
        return ", ".join(f"{labels[key]}: {count}" for key, count in run.counts.items())

    @admin.display(description=_("remarks"))
    def remarks(self, run: ImportRun) -> str:
        return "\n".join(message(DocumentIssue.of_json(issue)) for issue in run.issues)

    @admin.action(description=_("Undo the selected imports"), permissions=["undo"])
    def undo_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for run in queryset.order_by("-id"):
            try:
                undone = undo_import(run, user=request.user)
            except AlreadyUndone:
                self.message_user(request, _("%s was undone before.") % run, messages.WARNING)
                continue
            self.message_user(
                request,
                _("%(run)s: %(count)d rows put back.") % {"run": run, "count": rows_of(undone)},
                messages.SUCCESS,
            )
            for refused in undone.refused[:20]:
                self.message_user(request, f"{refused.label}: {refused.why}", messages.WARNING)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("importers.change_importrun")


@admin.register(PendingImport)
class PendingImportAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "user", "state", "kind", "period_code", "department", "made_at")
    list_select_related = ("user", "department")
    list_filter = ("state",)
    search_fields = ("name", "user__username", "user__last_name")


@admin.register(KeptReading)
class KeptReadingAdmin(ReadOnlyRecordAdmin):
    list_display = ("pending", "made_at")
    list_select_related = ("pending",)
    fields = ("pending", "made_at", "rules")
    search_fields = ("pending__name",)


@admin.register(ImportedRow)
class ImportedRowAdmin(ReadOnlyRecordAdmin):
    """Which row of which file an entry comes from."""

    list_display = ("entry", "run", "table", "row")
    list_select_related = ("entry", "run__document", "run__report__partner")
    search_fields = ("entry__search", "run__document__name")


@admin.register(ColumnLesson)
class ColumnLessonAdmin(ReadOnlyRecordAdmin):
    """What columns are; said, confirmed and removed on the pages of the import."""

    list_display = ("__str__", "taught_by", "taught_at", "confirmed_by", "confirmed_at")
    list_select_related = ("taught_by", "confirmed_by")
    search_fields = ("taught_by__username", "taught_by__last_name")
