"""Read-only admin of records that are written by pages of the site. Private ones show only name and date: a
key by its ending, a draft without its text."""

from django.contrib import admin

from coopregistry.admin_base import ReadOnlyRecordAdmin
from events.models import (
    AcceptedIssue,
    AccessKey,
    DossierCopy,
    EntryDraft,
    EntryPartner,
    EventCount,
    EventListChoice,
    EventPartner,
    EventPlace,
    FigureCount,
    Finding,
    IssuedFigures,
    Lesson,
    MatchDecision,
    MatchProposal,
    PartnerFacts,
    PrintedForm,
    ReportScan,
    SavedFilter,
    SphereSuccession,
    SphereWording,
    StructureChange,
    Submission,
)


@admin.register(SphereWording)
class SphereWordingAdmin(ReadOnlyRecordAdmin):
    list_display = ("text", "sphere")
    list_select_related = ("sphere",)
    search_fields = ("folded", "sphere__search")


@admin.register(SphereSuccession)
class SphereSuccessionAdmin(ReadOnlyRecordAdmin):
    list_display = ("predecessor", "successor", "date")
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__search", "successor__search")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyRecordAdmin):
    list_display = ("report", "department", "state", "due", "handed_in_at", "letter_number")
    list_select_related = ("report__partner", "report__agreement", "department")
    list_filter = ("state",)
    search_fields = ("department__search", "report__title", "letter_number")


@admin.register(Finding)
class FindingAdmin(ReadOnlyRecordAdmin):
    list_display = ("code", "severity", "report", "entry", "found")
    list_select_related = ("report__partner", "report__agreement", "entry")
    list_filter = ("severity", "code")
    search_fields = ("code", "found", "report__title")


@admin.register(EntryPartner)
class EntryPartnerAdmin(ReadOnlyRecordAdmin):
    list_display = ("partner", "role", "entry", "phrase")
    list_select_related = ("partner", "entry")
    list_filter = ("role",)
    search_fields = ("partner__search", "phrase")


@admin.register(EventPlace)
class EventPlaceAdmin(ReadOnlyRecordAdmin):
    """Computed from rows."""

    list_display = ("event", "code")
    list_select_related = ("event",)
    search_fields = ("code", "event__search")


@admin.register(EventPartner)
class EventPartnerAdmin(ReadOnlyRecordAdmin):
    list_display = ("partner", "role", "event")
    list_select_related = ("partner", "event")
    list_filter = ("role",)
    search_fields = ("partner__search", "event__search")


@admin.register(EventCount)
class EventCountAdmin(ReadOnlyRecordAdmin):
    list_display = ("partner", "own", "in_tree")
    list_select_related = ("partner",)
    search_fields = ("partner__search",)


@admin.register(FigureCount)
class FigureCountAdmin(ReadOnlyRecordAdmin):
    list_display = ("field", "key", "by_documents", "first", "last", "events")
    list_filter = ("by_documents", "field")
    search_fields = ("key",)


@admin.register(MatchDecision)
class MatchDecisionAdmin(ReadOnlyRecordAdmin):
    list_display = ("a", "b", "is_same", "decided_by", "user", "decided_at")
    list_select_related = ("a", "b", "user")
    list_filter = ("is_same", "decided_by")
    search_fields = ("a__search", "b__search")


@admin.register(MatchProposal)
class MatchProposalAdmin(ReadOnlyRecordAdmin):
    list_display = ("a", "b", "score", "rank")
    list_select_related = ("a", "b")
    search_fields = ("a__search", "b__search")


@admin.register(PartnerFacts)
class PartnerFactsAdmin(ReadOnlyRecordAdmin):
    list_display = ("partner", "kind", "as_of", "text")
    list_filter = ("kind",)
    list_select_related = ("partner",)
    search_fields = ("partner__search", "text")


@admin.register(DossierCopy)
class DossierCopyAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "partner", "start", "end", "made_by", "made_at")
    list_select_related = ("partner", "made_by")
    search_fields = ("name", "partner__search", "sha256")


@admin.register(IssuedFigures)
class IssuedFiguresAdmin(ReadOnlyRecordAdmin):
    list_display = ("period_code", "query", "made_by", "made_at")
    list_select_related = ("made_by",)
    search_fields = ("query", "period_code")


@admin.register(ReportScan)
class ReportScanAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "report", "size", "added_at", "added_by")
    list_select_related = ("report__partner", "report__agreement", "added_by")
    search_fields = ("name", "report__title", "sha256")


@admin.register(PrintedForm)
class PrintedFormAdmin(ReadOnlyRecordAdmin):
    list_display = ("kind", "post", "name", "executor")
    search_fields = ("post", "name", "executor", "stamp")


@admin.register(AcceptedIssue)
class AcceptedIssueAdmin(ReadOnlyRecordAdmin):
    list_display = ("code", "found", "report", "user", "made_at")
    list_select_related = ("report__partner", "report__agreement", "user")
    list_filter = ("code",)
    search_fields = ("code", "found")


@admin.register(Lesson)
class LessonAdmin(ReadOnlyRecordAdmin):
    list_display = ("text", "kind", "partner", "department", "agreement", "state", "taught_by", "taught_at")
    list_select_related = ("partner", "department", "agreement", "taught_by")
    list_filter = ("kind", "state")
    search_fields = ("folded",)


@admin.register(StructureChange)
class StructureChangeAdmin(ReadOnlyRecordAdmin):
    list_display = ("text", "kind", "change_set")
    list_select_related = ("change_set",)
    list_filter = ("kind",)
    search_fields = ("text",)


@admin.register(EntryDraft)
class EntryDraftAdmin(ReadOnlyRecordAdmin):
    list_display = ("user", "report", "entry", "saved_at")
    list_select_related = ("user", "report__partner", "report__agreement", "entry")
    search_fields = ("user__username", "user__last_name")
    fields = ("user", "report", "entry", "saved_at")


@admin.register(SavedFilter)
class SavedFilterAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "owner", "is_shared")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username", "owner__last_name")


@admin.register(EventListChoice)
class EventListChoiceAdmin(ReadOnlyRecordAdmin):
    list_display = ("user", "opens_with")
    list_select_related = ("user", "opens_with")
    search_fields = ("user__username", "user__last_name")


@admin.register(AccessKey)
class AccessKeyAdmin(ReadOnlyRecordAdmin):
    list_display = ("name", "user", "scope", "ending", "made_at", "expires_on", "used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "user__last_name")
    fields = list_display
