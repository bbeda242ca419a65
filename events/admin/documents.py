"""Reports, entries, events and spheres in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from agreements.gazetteer import current_gazetteer
from coopregistry.admin_base import ReadOnlyRecordAdmin, RecordAdmin, RemovableAdmin
from events.entries import governing, recognition
from events.entries.finding_messages import finding_message
from events.entries.saving import read_entry
from events.labels import ROLE_LABELS
from events.models import (
    Attachment,
    CalendarLink,
    Edition,
    Entry,
    EntryPartner,
    Event,
    EventPartner,
    Finding,
    Meeting,
    MeetingParticipant,
    Person,
    PersonDecision,
    Question,
    Report,
    Result,
    Section,
    Sphere,
    SphereSuccession,
    SphereWording,
    Submission,
)
from events.models.recognised import RECOGNISED_FIELDS
from events.vocabulary import Role


class SphereWordingInline(admin.TabularInline):
    model = SphereWording
    fields = ("text",)
    extra = 0


class SpherePredecessorInline(admin.TabularInline):
    model = SphereSuccession
    fk_name = "successor"
    autocomplete_fields = ("predecessor",)
    extra = 0
    verbose_name = _("predecessor")
    verbose_name_plural = _("predecessors")


class SphereSuccessorInline(admin.TabularInline):
    model = SphereSuccession
    fk_name = "predecessor"
    autocomplete_fields = ("successor",)
    extra = 0
    verbose_name = _("successor")
    verbose_name_plural = _("successors")


@admin.register(Sphere)
class SphereAdmin(RemovableAdmin):
    list_display = ("name", "order", "confirmed")
    list_filter = ("confirmed",)
    search_fields = ("search",)
    inlines = (SphereWordingInline, SpherePredecessorInline, SphereSuccessorInline)
    fields = ("name", "order", "confirmed", "code")


class SectionInline(admin.TabularInline):
    model = Section
    fields = ("order", "title", "department", "sphere")
    autocomplete_fields = ("department", "sphere")
    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "title":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 1, "cols": 60})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class SubmissionInline(admin.TabularInline):
    model = Submission
    fields = ("department", "state", "handed_in_at", "letter_number", "note")
    autocomplete_fields = ("department",)
    extra = 0
    classes = ("collapse",)


@admin.register(Report)
class ReportAdmin(RemovableAdmin):
    list_display = ("title_line", "kind", "period_code", "partner", "state", "row_count", "deadline")
    list_select_related = ("partner", "agreement")
    list_filter = ("kind", "state")
    search_fields = ("title", "period_code")
    autocomplete_fields = ("partner",)
    inlines = (SectionInline, SubmissionInline)
    fields = (
        "title",
        ("kind", "period_code", "partner"),
        ("state", "deadline"),
        ("basis", "numbering", "column_numbers"),
        "notes",
        "extras",
        "headings",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        live = models.Count("entries", filter=models.Q(entries__removed_at=None))
        return super().get_queryset(request).annotate(rows=live)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        governing.govern_events_of(form.instance.entries.all())

    @admin.display(description=_("title"), ordering="start")
    def title_line(self, report: Report) -> str:
        return " ".join(report.title.split())

    @admin.display(description=_("rows"), ordering="rows")
    def row_count(self, report: Report) -> int:
        return report.rows


class EntryAdminForm(forms.ModelForm):
    """One text area per cell; the values are recognised again on saving."""

    class Meta:
        model = Entry
        fields = ("report", "section", "order", "department", "agreement")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for role in Role:
            self.fields[f"cell_{role}"] = forms.CharField(
                label=ROLE_LABELS[role],
                required=False,
                strip=False,
                initial=self.instance.cells.get(role, ""),
                widget=forms.Textarea(attrs={"rows": 1 if role is Role.NUMBER else 3, "cols": 90}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        had = set(self.instance.cells)
        texts = {role.value: cleaned.get(f"cell_{role}", "").replace("\r\n", "\n") for role in Role}
        self.instance.cells = {role: text for role, text in texts.items() if text or role in had}
        section, report = cleaned.get("section"), cleaned.get("report")
        if section and report and section.report_id != report.pk:
            self.add_error("section", _("This section belongs to another document."))
        return cleaned


class EntryPartnerInline(admin.TabularInline):
    model = EntryPartner
    fields = ("partner", "role", "cell", "phrase")
    readonly_fields = fields
    extra = 0
    max_num = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("partner")


class FindingInline(admin.TabularInline):
    model = Finding
    fields = ("severity", "words")
    readonly_fields = fields
    extra = 0
    max_num = 0
    can_delete = False

    @admin.display(description=_("remark"))
    def words(self, finding: Finding) -> str:
        # the page of a new entry calls this with an empty finding
        return finding_message(finding) if finding.code else ""


@admin.register(Entry)
class EntryAdmin(RemovableAdmin):
    form = EntryAdminForm
    list_display = ("title_line", "report", "department", "start", "end", "mode", "participants_count")
    list_select_related = ("report", "report__partner", "report__agreement", "department")
    list_filter = ("report__kind", "mode", "signed", "agreed")
    search_fields = ("search",)
    autocomplete_fields = ("report", "section", "department", "agreement")
    readonly_fields = (*RECOGNISED_FIELDS, "event")
    inlines = (EntryPartnerInline, FindingInline)

    def get_fieldsets(self, request: HttpRequest, obj: Entry | None = None) -> list:
        return [
            (None, {"fields": ("report", ("section", "order"), "department", "agreement", "event")}),
            (_("Text in the document"), {"fields": [f"cell_{role}" for role in Role]}),
            (_("Recognised"), {"fields": RECOGNISED_FIELDS}),
        ]

    def get_form(self, request: HttpRequest, obj: Entry | None = None, change: bool = False, **kwargs: Any):
        # Cell fields exist only on instances of the form, so modelform_factory must not ask for them.
        kwargs["fields"] = EntryAdminForm.Meta.fields
        return super().get_form(request, obj, change, **kwargs)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Entry, form: EntryAdminForm, change: bool) -> None:
        gazetteer = current_gazetteer()
        values = read_entry(obj)
        recognition.recognise(obj, values)
        if not change:
            obj.event = obj.own_event = Event.with_removed.create()
        obj.save()
        recognition.save_links([(obj, values)], gazetteer)
        governing.govern([obj.event])

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        obj.remove()
        governing.govern([obj.event])

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        events = list(Event.with_removed.filter(entries__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        governing.govern(events)

    @admin.display(description=_("title"), ordering="search")
    def title_line(self, entry: Entry) -> str:
        return " ".join(entry.cells.get(Role.TITLE, "").split()) or f"№ {entry.number or entry.pk}"


@admin.register(Section)
class SectionAdmin(RemovableAdmin):
    """Registered for the autocomplete of entries."""

    list_display = ("title", "report", "order", "department", "sphere")
    list_select_related = ("report", "report__partner", "report__agreement", "department", "sphere")
    search_fields = ("title", "report__period_code")
    autocomplete_fields = ("report", "department", "sphere")


class EventPartnerInline(admin.TabularInline):
    model = EventPartner
    fields = ("partner", "role")
    readonly_fields = fields
    extra = 0
    max_num = 0
    can_delete = False


class EventEntryInline(admin.TabularInline):
    model = Entry
    fk_name = "event"
    fields = ("report", "number", "start", "end")
    readonly_fields = fields
    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = _("rows that speak of it")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("report", "report__partner", "report__agreement")


@admin.register(Event)
class EventAdmin(ReadOnlyRecordAdmin):
    """Computed from rows."""

    list_display = (
        "title",
        "start",
        "end",
        "mode",
        "participants_count",
        "partner_names",
        "signed",
        "agreed",
    )
    list_filter = ("mode", "signed", "agreed", "entries__report__kind")
    search_fields = ("search",)
    date_hierarchy = "start"
    inlines = (EventEntryInline, EventPartnerInline)
    fields = ("title", "place", "agreement", *RECOGNISED_FIELDS)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        links = models.Prefetch("partner_links", EventPartner.objects.select_related("partner"))
        return super().get_queryset(request).filter(removed_at=None).prefetch_related(links)

    @admin.display(description=_("partners"))
    def partner_names(self, event: Event) -> str:
        return ", ".join(link.partner.name for link in event.partner_links.all() if link.is_counted)


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyRecordAdmin):
    """Computed from rows, and corrected on the page of the event."""

    list_display = ("phrase", "kind", "start", "end", "home_level", "partner_level", "certain", "by_person")
    list_filter = ("kind", "home_level", "partner_level", "certain")
    search_fields = ("phrase", "participants__search")
    fields = (
        *("entry", "kind", "start", "end", "place", "home_level", "partner_level", "size", "subject"),
        *("cell", "phrase", "certain", "by_person"),
    )


@admin.register(MeetingParticipant)
class MeetingParticipantAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "post", "of", "side", "level", "confirmed")
    list_filter = ("side", "level", "confirmed")
    search_fields = ("search",)
    fields = ("meeting", "side", "name", "post", "of", "level", "as_written", "confirmed")


@admin.register(Person)
class PersonAdmin(ReadOnlyRecordAdmin):
    """Computed from meetings; joined and told apart on the page of the person."""

    list_display = ("name",)
    search_fields = ("name_key",)
    fields = ("name",)


@admin.register(PersonDecision)
class PersonDecisionAdmin(ReadOnlyRecordAdmin):
    list_display = ("text",)
    search_fields = ("search",)
    fields = ("text",)


@admin.register(Result)
class ResultAdmin(ReadOnlyRecordAdmin):
    """Computed from rows, and corrected on the page of the event."""

    list_display = ("title", "kind", "start", "certain", "by_person")
    list_filter = ("kind", "certain")
    search_fields = ("title", "phrase")
    fields = (
        *("entry", "kind", "title", "document", "count", "parties", "start", "end"),
        *("cell", "phrase", "certain", "by_person"),
    )


@admin.register(Attachment)
class AttachmentAdmin(RemovableAdmin):
    """Files are added with the form of their entry; here they are viewed, removed and restored."""

    list_display = ("name", "entry", "size_told", "added_at", "added_by")
    list_select_related = ("entry", "added_by")
    search_fields = ("name",)
    fields = ("name", "entry", "size_told", "sha256", "added_at", "added_by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("content")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("size"), ordering="size")
    def size_told(self, attachment: Attachment) -> str:
        return filesizeformat(attachment.size)


@admin.register(Question)
class QuestionAdmin(ReadOnlyRecordAdmin):
    """Asked, answered and settled on the pages of the collection."""

    list_display = ("text", "entry", "role", "asked_by", "asked_at", "answered_at", "settled_at")
    list_select_related = ("entry", "asked_by")
    search_fields = ("text", "answer")
    fields = (
        *("entry", "role", "text", "asked_by", "asked_at", "answer", "answered_by", "answered_at"),
        *("settled_by", "settled_at"),
    )


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    search_fields = ("report__title", "sha256")
    list_display = ("report", "number", "fixed_at", "fixed_by", "rows", "sha256")
    list_select_related = ("report", "report__partner", "report__agreement", "fixed_by")
    readonly_fields = ("report", "number", "fixed_at", "fixed_by", "reason", "rows", "sha256")
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False


@admin.register(CalendarLink)
class CalendarLinkAdmin(RemovableAdmin):
    """Calendar subscriptions; removing one closes it. The secret address is not shown."""

    list_display = ("name", "user", "made_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    readonly_fields = ("user", "name", "query", "with_vague", "made_at", "last_used_at")
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
