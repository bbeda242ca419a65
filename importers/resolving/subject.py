"""What an import is about: one report, and whose rows of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreements.models import Department, Partner
from agreements.names.gazetteer import Gazetteer
from events.models import Entry, Report
from events.period import Period
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role, Severity
from importers.documents.document import Document
from importers.documents.issues import DocumentIssue, UnreadableDocument
from importers.documents.target import Target

from .pairing import squeeze
from .sections import department_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The report an import compares itself with and may write to.

    A further restriction of an import is one more field here: `subject_of` sets it, `entries` applies it.
    """

    kind: Kind
    period: Period
    partner: Partner | None  # of a report about one partner alone
    department: Department | None  # None: the whole document; else that department's rows alone
    report: Report | None  # None: the import would create it

    @property
    def is_whole(self) -> bool:
        return self.department is None

    def entries(self) -> list[Entry]:
        """The entries a document of this subject replaces, in printed order."""
        if self.report is None:
            return []
        entries = self.report.entries.select_related("section", "event")
        if self.department is not None:
            entries = entries.filter(department=self.department)
        return list(entries.order_by("section__order", "order", "id"))

    def cells_of(self, entry: Entry) -> dict[str, str]:
        """The cells a newer version is compared with. A department's own table is compared with the
        department's own wording, where the coordinator has changed it since."""
        return entry.cells if self.is_whole else {**entry.cells, **entry.body_cells}

    def read_values(self, cells: Mapping[Role, str], gazetteer: Gazetteer) -> Values:
        about = self.partner.code if self.partner else ""
        return read_values(self.kind, self.period, cells, gazetteer, about=about)


def subject_of(document: Document, target: Target, gazetteer: Gazetteer) -> Subject:
    """UnreadableDocument where neither the document nor the target says what the import is about."""
    kind, period = _kind_and_period(document, target)
    partner = _partner(document, target, gazetteer)
    department = department_named(target.department) if target.department else None
    reports = Report.objects.filter(kind=kind, period_code=period.code, partner=partner)
    return Subject(
        kind=kind,
        period=period,
        partner=partner,
        department=department,
        report=reports.select_related("partner").first(),
    )


def _kind_and_period(document: Document, target: Target) -> tuple[Kind, Period]:
    """As the document says, else as the target does; a contradiction is a blocker."""
    for written, stated in ((document.kind, target.kind), (document.period, target.period)):
        if written is not None and stated is not None and written != stated:
            raise _blocker("target-contradicts", found=str(written), expected=str(stated))
    kind = document.kind or target.kind
    period = document.period or target.period
    if kind is None or period is None:
        missing = [word for word, value in (("KIND", kind), ("PERIOD", period)) if value is None]
        raise _blocker("target-unknown", found=squeeze(document.title), expected=", ".join(missing))
    return kind, period


def _partner(document: Document, target: Target, gazetteer: Gazetteer) -> Partner | None:
    if not document.partner_phrase:
        return Partner.objects.get(code=target.partner) if target.partner else None
    codes = [mention.code for mention in gazetteer.find(document.partner_phrase)]
    partner = Partner.objects.partners().filter(code__in=codes).first()
    if partner is None:
        raise _blocker("report-partner-unknown", found=document.partner_phrase)
    return partner


def _blocker(code: str, *, found: str, expected: str = "") -> UnreadableDocument:
    return UnreadableDocument(
        DocumentIssue(code=code, severity=Severity.BLOCKER, found=found, expected=expected)
    )
