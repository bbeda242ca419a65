"""Plans and reports, their sections, and the submissions requested for them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Department, Partner
from coopregistry.history import LiveManager, RecordedQuerySet, Removable
from coopregistry.kept_files import KeptFile
from coopregistry.models import Change
from events.labels import KIND_LABELS
from events.period import Period
from events.vocabulary import Kind, SectionBasis, Severity

from .sphere import Sphere

if TYPE_CHECKING:
    from .entry import EntryQuerySet


class ReportQuerySet(RecordedQuerySet):
    """Plans and reports by kind, state and what is expected of departments."""

    def plans(self) -> Self:
        return self.filter(kind__in=Kind.PLANS)

    def collecting(self) -> Self:
        return self.filter(state=Report.State.COLLECTING)

    def open(self) -> Self:
        """Those whose rows may still be changed, by coordinators at least."""
        return self.exclude(state__in=Report.CLOSED)

    def open_to(self, departments: "Collection[int] | QuerySet[Department]") -> Self:
        """Those one of these departments may add rows to now."""
        asked = Submission.objects.under_way().filter(report=OuterRef("pk"), department__in=departments)
        return self.collecting().filter(Exists(asked))

    def with_entries(self) -> Self:
        entries = self.model._meta.get_field("entries").related_model.objects
        return self.filter(Q(state__in=Report.CLOSED) | Exists(entries.filter(report=OuterRef("pk"))))

    def answering_for(self, department: str) -> Self:
        """Those still collected that have the answer or finished rows of a department, a field of the query
        two levels out, or of its predecessor or successor."""
        outer = OuterRef(OuterRef(department))
        own = (
            Q(department=outer)
            | Q(department__successions__successor=outer)
            | Q(department__precessions__predecessor=outer)
        )
        entries = self.model._meta.get_field("entries").related_model.objects
        answers = Submission.objects.received().filter(own, report=OuterRef("pk"))
        rows = entries.filter(own, report=OuterRef("pk")).finished()
        return self.filter(Exists(answers) | Exists(rows))

    def with_row_count(self, entries: "EntryQuerySet") -> Self:
        """Adds `row_count`, of the entries given."""
        return self.annotate(row_count=_count(entries.filter(report=OuterRef("pk"))))


class SubmissionQuerySet(RecordedQuerySet):
    """Submissions by the side that has to act."""

    def under_way(self) -> Self:
        """Those their departments still write."""
        return self.filter(state__in=Submission.UNDER_WAY)

    def received(self) -> Self:
        """Those their departments have answered."""
        return self.exclude(state__in=Submission.UNDER_WAY)

    def to_accept(self) -> Self:
        """Those that wait for the coordinator."""
        return self.filter(state__in=Submission.TO_ACCEPT)

    def with_counts(self, entries: "EntryQuerySet") -> Self:
        """Adds `row_count`, `remark_count` and `rows_with_questions`, of the entries given."""
        own = entries.filter(report=OuterRef("report"), department=OuterRef("department"))
        return self.annotate(
            row_count=_count(own),
            remark_count=_count(
                own, Count("findings", filter=~Q(findings__severity=Severity.INFO), distinct=True)
            ),
            rows_with_questions=_count(own.with_open_questions()),
        )


def _count(entries: "EntryQuerySet", counted: Count | None = None) -> Coalesce:
    """How many entries of one report there are, or of what they have; for a subquery."""
    by_report = entries.order_by().values("report")
    counted = by_report.annotate(count=counted or Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


class Report(Removable):
    """One plan or report of a period; title and headings as written."""

    class State(models.TextChoices):
        COLLECTING = "collecting", _("collecting")
        COMPILED = "compiled", _("compiled")
        IN_APPROVAL = "in_approval", _("in approval")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")

    # Changed only after it is opened again with a reason.
    CLOSED = (State.IN_APPROVAL, State.APPROVED, State.PUBLISHED)

    class Numbering(models.TextChoices):
        AS_WRITTEN = "as_written", _("as in the source")
        RUNNING = "running", _("running, by order")

    kind = models.CharField(
        _("kind"), max_length=30, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )
    period_code = models.CharField(_("period"), max_length=16)
    start = models.DateField(_("from"), editable=False)
    end = models.DateField(_("to"), editable=False)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("about one partner alone"),
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("about one agreement alone"),
    )
    # Whether its rows are all there is: false while departments are asked for theirs, and where only files of
    # single departments were loaded.
    is_whole = models.BooleanField(_("complete"), default=True)
    basis = models.CharField(
        _("sections are"),
        max_length=20,
        choices=[
            (SectionBasis.DEPARTMENT.value, _("executive bodies")),
            (SectionBasis.SPHERE.value, _("spheres")),
        ],
    )
    title = models.TextField(_("title"))
    # [[heading as written, role or null], …] in document order
    headings = models.JSONField(_("column headings"), default=list)
    # {heading: ColumnUse} of columns without a role, as a person said of an imported document
    column_uses = models.JSONField(_("what further columns are for"), default=dict, blank=True)
    notes = models.JSONField(_("closing notes"), default=list, blank=True)
    extras = models.JSONField(_("footnotes and other text"), default=list, blank=True)
    column_numbers = models.BooleanField(_("row of column numbers"), default=False)
    numbering = models.CharField(_("numbering"), max_length=20, choices=Numbering, default=Numbering.RUNNING)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.COLLECTING)
    deadline = models.DateField(_("to be handed in by"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=300, blank=True)  # post and name, as signed
    approval_number = models.CharField(_("number of the approval"), max_length=100, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_at = models.URLField(_("address of the publication"), max_length=500, blank=True)

    derived_fields = ("start", "end")

    objects = LiveManager.from_queryset(ReportQuerySet)()
    with_removed = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan or report")
        verbose_name_plural = _("plans and reports")
        ordering = ["-start", "-end", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period_code"],
                condition=models.Q(partner=None, agreement=None, removed_at=None),
                name="report_once",
                violation_error_message=_("There is a document of this kind and period already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "period_code", "partner"],
                condition=models.Q(partner__isnull=False, agreement=None, removed_at=None),
                name="report_of_partner_once",
                violation_error_message=_("There is a document of this kind, period and partner already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "period_code", "agreement"],
                condition=models.Q(agreement__isnull=False, removed_at=None),
                name="report_of_agreement_once",
                violation_error_message=_("There is a document of this kind, period and agreement already."),
            ),
            models.CheckConstraint(
                condition=models.Q(start__lte=models.F("end")), name="report_period_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="report_kind_known"
            ),
        ]

    def __str__(self) -> str:
        about = f" ({self.agreement or self.partner})" if self.agreement_id or self.partner_id else ""
        return f"{KIND_LABELS[Kind(self.kind)]}, {self.period.title}{about}"

    @property
    def period(self) -> Period:
        return Period.parse(self.period_code)

    @property
    def is_plan(self) -> bool:
        return Kind(self.kind).is_plan

    @property
    def about(self) -> tuple[str, ...]:
        """Codes of the partners all rows are about, named or not: the partner of a document about one alone,
        the other parties of a document about one agreement. Queries where there is an agreement."""
        if self.agreement is not None:
            return self.agreement.counterparts
        return (self.partner.code,) if self.partner is not None else ()

    @property
    def is_closed(self) -> bool:
        """A closed report must be reopened before anything in it changes."""
        return self.state in self.CLOSED

    @property
    def is_draft(self) -> bool:
        """Whether its pages carry «ПРОЕКТ»."""
        return self.state not in (self.State.APPROVED, self.State.PUBLISHED)

    def latest_change(self) -> datetime | None:
        """When the report or any of its sections and entries last changed."""
        label = self._meta.label_lower
        changes = Change.objects.filter(
            models.Q(model=label, record=self.pk) | models.Q(owner_model=label, owner_record=self.pk)
        )
        last = changes.order_by("-id").select_related("change_set").first()
        return last.change_set.made_at if last else None

    def prepare(self) -> None:
        self.start, self.end = self.period.start, self.period.end


class Section(Removable):
    """A heading of a report as written, and the department or sphere it stands for."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="sections", verbose_name=_("report"))
    order = models.PositiveIntegerField(_("order"), default=0)
    title = models.TextField(_("heading"))
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("executive body"),
    )
    sphere = models.ForeignKey(
        Sphere, models.PROTECT, null=True, blank=True, related_name="sections", verbose_name=_("sphere")
    )
    # What a heading such as «Республика Беларусь» or «ЯНВАРЬ» says once for all its rows
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner of all its rows"),
    )
    period_code = models.CharField(_("period of all its rows"), max_length=16, blank=True)

    history_owner = "report"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(department=None) | models.Q(sphere=None),
                name="section_of_body_or_sphere",
                violation_error_message=_("A section stands for a body or for a sphere, not for both."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands_for(self) -> Department | Sphere | None:
        return self.department or self.sphere

    @property
    def rank(self) -> tuple[int, str]:
        """Its place in protocol order; a heading that stands for nothing known comes last."""
        stands_for = self.stands_for
        return (stands_for.order, stands_for.name) if stands_for else (10**9, self.title)


class Submission(Removable):
    """What one department submits for one report: requested, returned, accepted, overdue as a whole."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        HANDED_IN = "handed_in", _("handed in")
        NOTHING = "nothing", _("nothing to report")
        SENT_BACK = "sent_back", _("sent back")
        ACCEPTED = "accepted", _("accepted")

    # The department still writes.
    UNDER_WAY = (State.ASKED, State.SENT_BACK)
    # The coordinator has neither accepted nor returned it.
    TO_ACCEPT = (State.HANDED_IN, State.NOTHING)

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions", verbose_name=_("report"))
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="submissions", verbose_name=_("executive body")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    due = models.DateField(_("to be handed in by"), null=True, blank=True)  # the report's term where empty
    request_number = models.CharField(_("number of the request"), max_length=100, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=_("handed in by"),
    )
    # Decides whether it was in time: a submission returned for a comma is not late.
    first_handed_in_at = models.DateTimeField(_("first handed in at"), null=True, blank=True)
    # The formal answer "nothing is planned, nothing was held"; stays when the answer is accepted.
    nothing = models.BooleanField(_("nothing to report"), default=False)
    letter_number = models.CharField(_("letter number"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    history_owner = "report"

    objects = LiveManager.from_queryset(SubmissionQuerySet)()
    with_removed = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution of an executive body")
        verbose_name_plural = _("contributions of executive bodies")
        ordering = ["report", "department__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "department"], condition=models.Q(removed_at=None), name="submission_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.report}"

    @property
    def term(self) -> date | None:
        return self.due or self.report.deadline

    @property
    def is_received(self) -> bool:
        return self.state not in self.UNDER_WAY

    @property
    def in_time(self) -> bool | None:
        """Whether it was first submitted in time; None without a submission or a term."""
        if self.first_handed_in_at is None or self.term is None:
            return None
        return timezone.localdate(self.first_handed_in_at) <= self.term

    def is_overdue(self, day: date | None = None) -> bool:
        """Requested, never received, and the term has passed."""
        late = self.term is not None and self.term < (day or timezone.localdate())
        return late and not self.is_received and self.first_handed_in_at is None


class ReportScan(KeptFile):
    """A scan of the signed document, kept in the database beside what it approves."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="scans", verbose_name=_("report"))

    kept_beside = "report"

    class Meta(KeptFile.Meta):
        verbose_name = _("scan of a signed document")
        verbose_name_plural = _("scans of signed documents")
        ordering = ["-id"]
