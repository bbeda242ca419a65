"""Rows of reports: the cells as written beside the values recognised in them."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from agreements.names.folding import fold
from coopregistry.history import LiveManager, Recorded, RecordedQuerySet, Removable
from events.labels import SEVERITY_LABELS
from events.vocabulary import Kind, PartnerRole, Role, Severity
from events.words.stems import stems_of_folded

from .event import Event, PartnerLink
from .recognised import RecognisedValues, recognised_constraints
from .report import Report, Section, Submission


def _being_written() -> Exists:
    """Once a report is closed its entries are finished, even those of a department that never submitted."""
    submissions = Submission.objects.under_way().filter(
        report=OuterRef("report"), department=OuterRef("department")
    )
    return Exists(submissions.exclude(report__state__in=Report.CLOSED))


def _is_restricted() -> Q:
    """Marked, and not over. What has no date is never over by itself."""
    return Q(restricted=True) & (Q(end=None) | Q(end__gte=timezone.localdate()))


def _is_open() -> Q:
    return Q(restricted=False) | Q(end__lt=timezone.localdate())


class EntryQuerySet(RecordedQuerySet):
    """Entries; the one place that decides which of them are finished: open to everybody who reads."""

    def finished(self, or_of: Collection[int] = ()) -> Self:
        """Entries their departments no longer write and nobody restricts, and all entries of the departments
        given."""
        return self.filter((~_being_written() & _is_open()) | Q(department__in=or_of))

    def unfinished(self) -> Self:
        """Entries their departments still write or somebody restricts; starts from the few of either kind."""
        collected = Submission.objects.under_way().exclude(report__state__in=Report.CLOSED).values("report")
        entries = Entry.with_removed.order_by()
        written = entries.filter(_being_written(), report__in=collected).values("pk")
        # Not an OR, for which SQLite would read every entry.
        return self.filter(pk__in=written.union(entries.restricted().values("pk"), all=True))

    def restricted(self) -> Self:
        """Those only their department and the coordinators may know of until they are over."""
        return self.filter(_is_restricted())

    def unrestricted(self) -> Self:
        return self.filter(_is_open())

    def with_is_finished(self) -> Self:
        is_finished = ExpressionWrapper(~_being_written() & _is_open(), output_field=models.BooleanField())
        return self.annotate(is_finished=is_finished)

    def in_printed_order(self, *first: str) -> Self:
        """As a document prints its rows, those without a section first, on either database. `first` are
        fields to order by before."""
        section = F("section__order").asc(nulls_first=True)
        return self.order_by(*first, section, "section", "order", "pk")

    def of_plans(self) -> Self:
        return self.filter(report__kind__in=Kind.PLANS)

    def of_reports(self) -> Self:
        return self.filter(report__kind__in=Kind.REPORTS)

    def of_submission(self, submission: Submission) -> Self:
        return self.filter(report=submission.report_id, department=submission.department_id)

    def tells_of(self) -> Exists:
        """Whether the `entry` of an outer record is one of these, and of a report. Looked up one by one:
        for a list SQLite would read every row of the registry."""
        return Exists(self.of_reports().filter(pk=OuterRef("entry")).order_by())

    def printed(self) -> Self:
        return self.filter(out_of_print=False)

    def with_a_word(self) -> Self:
        """Entries a person has said something of: what became of them, or why they were changed."""
        return self.exclude(fate="", fate_note="", fate_letter="")

    def worth_a_look(self) -> Self:
        """Entries with a finding that is more than information."""
        return self.filter(Exists(Finding.objects.worth_a_look().filter(entry=OuterRef("pk"))))

    def with_open_questions(self) -> Self:
        """Entries the coordinator waits for an answer about."""
        questions = self.model._meta.get_field("questions").related_model.objects
        return self.filter(Exists(questions.open().filter(entry=OuterRef("pk"))))


class Entry(RecognisedValues, Removable):
    """One row of a report. Exports print `cells`; filters and counts use the recognised columns."""

    class Fate(models.TextChoices):
        """What a person says became of a planned entry; OutcomeQuerySet weighs it with reports."""

        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        NOT_HELD = "not_held", _("not held")

    report = models.ForeignKey(Report, models.PROTECT, related_name="entries", verbose_name=_("report"))
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("section")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("executive body"),
    )
    event = models.ForeignKey(Event, models.PROTECT, related_name="entries", verbose_name=_("event"))
    # The event made for this entry alone. Its key, in addresses and calendars, leads to `event` while the
    # entry is joined with others, and is `event` again once they are taken apart.
    own_event = models.OneToOneField(
        Event, models.PROTECT, null=True, blank=True, related_name="own_entry", verbose_name=_("own event")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("agreement")
    )
    number = models.PositiveIntegerField(_("no."), null=True, blank=True)
    # {role: text}, continued cells filled; {heading: text} of further columns; {role: "merged" | "blank"}
    cells = models.JSONField(_("cells as written"), default=dict)
    extra = models.JSONField(_("further columns"), default=dict, blank=True)
    continued = models.JSONField(_("continued cells"), default=dict, blank=True)
    # events.phrases.values.Values as JSON, with the phrase each value was read from
    recognised = models.JSONField(_("recognised in the cells"), default=dict, blank=True)
    # {field: {"value": …, "cell": hash of the cells it was read from}}
    corrections = models.JSONField(_("corrected by a person"), default=dict, blank=True)
    # {role: text} of cells the coordinator reworded, as the department had written them
    body_cells = models.JSONField(_("wording of the body"), default=dict, blank=True)
    fate = models.CharField(_("what became of it"), max_length=20, blank=True, choices=Fate)
    fate_dates = models.CharField(_("postponed to"), max_length=300, blank=True)  # as a phrase
    fate_note = models.CharField(_("reason"), max_length=1000, blank=True)
    fate_letter = models.CharField(_("letter"), max_length=200, blank=True)  # its number and date
    # A cancelled row that a newer edition does not print any more; it stays, and figures still count it.
    out_of_print = models.BooleanField(_("not printed"), default=False)
    # «Ограниченный доступ до проведения»: lapses by itself the day after `end`.
    restricted = models.BooleanField(_("restricted access until held"), default=False)
    partners = models.ManyToManyField(
        Partner, through="EntryPartner", related_name="entries", verbose_name=_("partners")
    )
    search = models.TextField(editable=False, blank=True)
    stems = models.TextField(editable=False, blank=True)  # of all cells, for a search by any word form

    objects = LiveManager.from_queryset(EntryQuerySet)()
    with_removed = EntryQuerySet.as_manager()

    history_owner = "report"
    history_leaves_out = ("search", "stems", "own_event_id")
    # Joining an entry with others does not change what it says.
    history_yields = ("event_id",)
    derived_fields = ("search", "stems")

    class Meta:
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        ordering = ["report", "order", "id"]
        indexes = [
            models.Index(fields=["report", "order"], name="entry_in_order"),
            # Counts of documents and their departments, without reading the wide rows.
            models.Index(
                fields=["report", "department"], condition=models.Q(removed_at=None), name="entry_of_report"
            ),
            # What filters and outcomes ask of the rows of an event, answered without reading the wide rows.
            models.Index(
                fields=[
                    *("event", "removed_at", "report", "department", "section", "agreement"),
                    *("fate", "start", "end"),
                ],
                name="entry_of_event",
            ),
            models.Index(fields=["end"], condition=Q(restricted=True), name="entry_restricted"),
        ]
        constraints = recognised_constraints("entry")

    def __str__(self) -> str:
        return self.cells.get(Role.TITLE, "") or _("row %(number)s") % {"number": self.number or self.pk}

    def prepare(self) -> None:
        text = " ".join([*self.cells.values(), *self.extra.values()])
        self.search = fold(text)
        self.stems = stems_of_folded(self.search)


class EntryPartnerQuerySet(RecordedQuerySet):
    def counted(self) -> Self:
        """Without partners that are only mentioned."""
        return self.exclude(role=PartnerRole.MENTIONED)


class EntryPartner(PartnerLink, Recorded):
    """A partner recognised in a row: where it is named, in which words."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="partner_links", verbose_name=_("row"))
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="entry_links", verbose_name=_("partner")
    )
    cell = models.CharField(_("cell"), max_length=20, blank=True)
    phrase = models.TextField(_("phrase"), blank=True)

    objects = EntryPartnerQuerySet.as_manager()

    history_owner = "entry"

    class Meta:
        verbose_name = _("partner of a row")
        verbose_name_plural = _("partners of a row")
        constraints = [
            models.UniqueConstraint(fields=["entry", "partner"], name="entry_partner_once"),
        ]

    def __str__(self) -> str:
        return str(self.partner)


class FindingQuerySet(models.QuerySet):
    def worth_a_look(self) -> Self:
        """Findings that are more than information."""
        return self.exclude(severity=Severity.INFO)

    def of_document(self, report: Report) -> Self:
        """Of the document itself and of its printed rows: what its page tells."""
        rows = models.Q(entry__removed_at=None, entry__out_of_print=False)
        return self.filter(models.Q(entry=None) | rows, report=report)

    def of_submission(self, submission: Submission) -> Self:
        own = {"entry__department": submission.department_id, "entry__removed_at": None}
        return self.filter(report=submission.report_id, **own)


class Finding(models.Model):
    """A stored issue of an entry or a report; recomputed when the entry changes, hence without history."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="findings", verbose_name=_("report"))
    entry = models.ForeignKey(
        Entry, models.CASCADE, null=True, blank=True, related_name="findings", verbose_name=_("row")
    )
    code = models.CharField(_("code"), max_length=50, db_index=True)
    severity = models.CharField(
        _("severity"),
        max_length=10,
        choices=[(severity.value, label) for severity, label in SEVERITY_LABELS.items()],
    )
    role = models.CharField(_("cell"), max_length=20, blank=True)
    found = models.TextField(_("found"), blank=True)
    expected = models.TextField(_("expected"), blank=True)
    suggestion = models.TextField(_("suggestion"), blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code

    @property
    def is_worth_a_look(self) -> bool:
        return self.severity != Severity.INFO
