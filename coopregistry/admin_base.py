"""Base classes of the admin pages: case-insensitive search, history with values, reversible removal."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.names.folding import fold

from . import history
from .models import Change

_MAX_WORDS = 10


class RemovedFilter(admin.SimpleListFilter):
    """Shows removed records instead of live ones."""

    title = _("removed")
    parameter_name = "removed"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", _("removed ones"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "yes":
            return queryset.filter(removed_at__isnull=False)
        return queryset.filter(removed_at=None)


class RecordAdmin(admin.ModelAdmin):
    """Searches the words of the folded column, so that case and ё do not matter on either database."""

    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        if "search" not in {field.name for field in self.model._meta.fields}:
            return super().get_search_results(request, queryset, search_term)
        for word in fold(search_term.replace("\x00", "")[:200]).split()[:_MAX_WORDS]:
            queryset = queryset.filter(search__contains=word)
        return queryset, False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = get_object_or_404(self.model._base_manager, pk=object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        label = self.model._meta.label_lower
        changes = (
            Change.objects.filter(
                models.Q(model=label, record=record.pk) | models.Q(owner_model=label, owner_record=record.pk)
            )
            .select_related("change_set__user")
            .order_by("-id")[:500]
        )
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % record,
            "opts": self.model._meta,
            "object": record,
            "changes": [_change_for_display(change) for change in changes],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


class ReadOnlyRecordAdmin(RecordAdmin):
    """Records written by pages of the site, read-only here. Binary columns are deferred."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        records = models.QuerySet(self.model).order_by(*(self.get_ordering(request) or ("-pk",)))
        binary = [field.name for field in self.model._meta.fields if isinstance(field, models.BinaryField)]
        return records.defer(*binary)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class RemovableAdmin(RecordAdmin):
    """“Delete” marks a record as removed; records that others refer to cannot be removed."""

    actions = ["restore_selected"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return self.model.with_removed.all().order_by(
            *(self.get_ordering(request) or self.model._meta.ordering)
        )

    def get_list_filter(self, request: HttpRequest) -> list:
        return [*super().get_list_filter(request), RemovedFilter]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        objs = list(objs)
        protected = [str(referrer) for obj in objs for referrer in referrers(obj)]
        counts = {self.model._meta.verbose_name_plural: len(objs)}
        missing = set() if self.has_delete_permission(request) else {self.model._meta.verbose_name}
        return [str(obj) for obj in objs], counts, missing, protected

    def delete_model(self, request: HttpRequest, obj: history.Removable) -> None:
        obj.remove()

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        queryset.update(removed_at=timezone.now())

    @admin.action(description=_("Bring back the selected removed records"), permissions=["change"])
    def restore_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        count = queryset.filter(removed_at__isnull=False).update(removed_at=None)
        self.message_user(
            request,
            ngettext("%d record brought back.", "%d records brought back.", count) % count,
            messages.SUCCESS,
        )


def referrers(record: models.Model, limit: int = 20) -> list[models.Model]:
    """Live records that refer to this one, except its own links; at most `limit` of each model."""
    found: list[models.Model] = []
    for relation in record._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many or not issubclass(model, history.Recorded) or model.outlives_references:
            continue
        if not issubclass(model, history.Removable) and model.history_owner == relation.field.name:
            continue
        rows = model.objects.filter(**{relation.field.name: record})
        found.extend(rows[:limit])
    return found


def _change_for_display(change: Change) -> dict[str, Any]:
    model = apps.get_model(change.model)
    names = {field.attname: field.verbose_name for field in model._meta.concrete_fields}
    before, after = change.before or {}, change.after or {}
    fields = [
        {"name": names.get(name, name), "before": before.get(name), "after": after.get(name)}
        for name in (after or before)
        if name in names
        and (before.get(name) not in (None, "", [], {}) or after.get(name) not in (None, "", [], {}))
    ]
    return {
        "change": change,
        "set": change.change_set,
        "kind": model._meta.verbose_name,
        "action": change.get_action_display(),
        "fields": fields,
    }
