"""What an import is about: one report, and whose rows of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from agreements.models import Agreement, Department, Partner
from agreements.names.gazetteer import Gazetteer
from agreements.names.mention import Evidence
from agreements.names.place import PlaceKind
from agreements.reference.world import ensure_partners
from events.models import Entry, Report
from events.period import Period
from events.phrases.beside import Beside
from events.phrases.counted_partners import is_home
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, Role, Severity
from importers.documents.document import Document
from importers.documents.issues import NOWHERE, DocumentIssue, UnreadableDocument
from importers.documents.target import Target

from .agreements import AgreementResolver, NewAgreement
from .departments import department_of
from .heading_partner import named_in_headings, names_partners
from .pairing import squeeze
from .said_once import NOTHING_SAID, SaidOnce

_SORTS = {  # (plan, of an agreement) → (interregional, international)
    (True, False): (Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_PLAN),
    (True, True): (Kind.INTERREGIONAL_PLAN, Kind.INTERNATIONAL_PLAN),
    (False, False): (Kind.INTERREGIONAL_REPORT, Kind.INTERNATIONAL_REPORT),
    (False, True): (Kind.AGREEMENTS_REPORT, Kind.INTERNATIONAL_REPORT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The report an import compares itself with and may write to.

    A further restriction of an import is one more field here: `subject_of` sets it, `entries` applies it.
    """

    kind: Kind
    period: Period
    partner: Partner | None  # of a report about one partner alone
    agreement: Agreement | NewAgreement | None  # of a report about one agreement alone
    about: tuple[str, ...]  # codes of the partners all rows are about
    department: (
        Department | None
    )  # None: the whole document; else that department's rows alone; may be unsaved
    report: Report | None  # None: the import would create it
    headings: tuple[tuple[str, Role | None], ...] = ()  # of the document's columns
    uses: Mapping[str, str] = field(default_factory=dict)  # as in Document.uses

    @property
    def is_whole(self) -> bool:
        return self.department is None

    def entries(self) -> list[Entry]:
        """The entries a document of this subject replaces, in printed order. What is not printed any more is
        not missing in it."""
        if self.report is None or (self.department is not None and self.department.pk is None):
            return []
        entries = self.report.entries.printed().select_related("section", "event")
        if self.department is not None:
            entries = entries.filter(department=self.department)
        return list(entries.in_printed_order())

    def cells_of(self, entry: Entry) -> dict[str, str]:
        """The cells a newer version is compared with. A department's own table is compared with the
        department's own wording, where the coordinator has changed it since."""
        return entry.cells if self.is_whole else {**entry.cells, **entry.body_cells}

    def read_values(
        self,
        cells: Mapping[Role, str],
        gazetteer: Gazetteer,
        *,
        extra: Mapping[str, str],
        said: SaidOnce = NOTHING_SAID,
    ) -> Values:
        """`extra`: further columns by heading; `said`: what its section says for all rows."""
        return read_values(
            self.kind,
            said.period or self.period,
            cells,
            gazetteer,
            about=(said.partner.code,) if said.partner is not None else self.about,
            beside=Beside.of_columns(extra, self.headings, self.uses, is_plan=self.kind.is_plan),
            is_planned=bool(said.is_plan),
        )


def subject_of(
    document: Document, target: Target, gazetteer: Gazetteer, agreements: AgreementResolver
) -> tuple[Subject, list[DocumentIssue]]:
    """With what was concluded rather than read. UnreadableDocument where neither the document nor the target
    says what the import is about."""
    agreement = _agreement(document, target, agreements)
    partner = _partner(document, target, gazetteer)
    if agreement is not None:
        others = _counterparts(agreement)
        partner = _only(Partner.objects.partners().filter(code__in=others)) or partner
        about = others
    else:
        about = (partner.code,) if partner is not None else ()
    in_headings = named_in_headings(document, gazetteer)
    if not about and len(in_headings.codes) == 1 and not in_headings.open and not names_partners(document):
        ensure_partners(in_headings.codes)
        partner = _only(Partner.objects.partners().filter(code__in=in_headings.codes))
        about = (partner.code,) if partner is not None else ()
        issues = in_headings.issues(about, partner.name if partner is not None else "")
    else:
        issues = in_headings.issues(about)
    kind, period = _kind_and_period(document, target, about, gazetteer, issues)
    if target.kind is None:
        issues += _foreign_title(document, kind, gazetteer)
    reports = Report.objects.filter(kind=kind, period_code=period.code)
    if isinstance(agreement, Agreement):
        reports = reports.filter(agreement=agreement)
    elif agreement is None:
        reports = reports.filter(agreement=None, partner=partner)
    else:
        reports = reports.none()
    report = reports.select_related("partner", "agreement").first()
    subject = Subject(
        kind=kind,
        period=period,
        partner=partner,
        agreement=agreement,
        about=about,
        department=department_of(document, target, report, gazetteer, issues),
        report=report,
        headings=tuple((heading.text, heading.role) for heading in document.headings),
        uses=document.uses,
    )
    return subject, issues


def _kind_and_period(
    document: Document,
    target: Target,
    about: Sequence[str],
    gazetteer: Gazetteer,
    issues: list[DocumentIssue],
) -> tuple[Kind, Period]:
    """As the document says, else as the target does; a contradiction is a blocker."""
    for written, stated in ((document.kind, target.kind), (document.period, target.period)):
        if written is not None and stated is not None and written != stated:
            raise _blocker("target-contradicts", found=str(written), expected=str(stated))
    kind = document.kind or target.kind
    if kind is None and document.is_plan is not None:
        kind = _kind_of_partners(document, about, gazetteer, issues)
    period = document.period or target.period
    if kind is None or period is None:
        missing = [word for word, value in (("kind", kind), ("period", period)) if value is None]
        raise _blocker("target-unknown", found=squeeze(document.title), expected=", ".join(missing))
    return kind, period


def _foreign_title(document: Document, kind: Kind, gazetteer: Gazetteer) -> Iterator[DocumentIssue]:
    """A title about a country over a column «Субъект»: one of them misleads."""
    if kind not in (Kind.INTERREGIONAL_PLAN, Kind.INTERREGIONAL_REPORT):
        return
    named = [one for one in gazetteer.find(document.title) if one.evidence is Evidence.NAME]
    foreign = [
        one.phrase for one in named if _is_foreign(one.code, gazetteer) and not is_home(one.code, gazetteer)
    ]
    if foreign:
        yield DocumentIssue(
            code="kind-against-title",
            severity=Severity.WARNING,
            place=NOWHERE,
            found=squeeze(", ".join(dict.fromkeys(foreign))),
            expected=str(kind),
        )


def _kind_of_partners(
    document: Document, about: Sequence[str], gazetteer: Gazetteer, issues: list[DocumentIssue]
) -> Kind:
    """Interregional where nobody from abroad is named, international where every row that names a partner
    names one from abroad; a blocker where it is both or neither."""
    interregional, international = _SORTS[bool(document.is_plan), bool(document.agreement_phrase)]
    named = [frozenset(about)] if about else [_partners_of(row.cells, gazetteer) for row in document.rows]
    abroad = [any(_is_foreign(code, gazetteer) for code in codes) for codes in named if codes]
    if not abroad or (any(abroad) and not all(abroad)):
        raise _blocker("kind-open", found=squeeze(document.title))
    kind = international if all(abroad) else interregional
    if not about:
        issues.append(
            DocumentIssue(
                code="kind-from-partners",
                severity=Severity.INFO,
                place=NOWHERE,
                found=squeeze(document.title),
                expected=str(kind),
            )
        )
    return kind


def _partners_of(cells: Mapping[Role, str], gazetteer: Gazetteer) -> frozenset[str]:
    """Whom a row names, the home region and what lies in it left out."""
    texts = [cells[Role.PARTNER]] if cells.get(Role.PARTNER) else cells.values()
    return frozenset(
        mention.code
        for text in texts
        for mention in gazetteer.find(text)
        if not _is_home(mention.code, gazetteer)
    )


def _is_home(code: str, gazetteer: Gazetteer) -> bool:
    chain = {code, *(place.code for place in gazetteer.ancestors(code))}
    return settings.HOME_SUBJECT in chain


def _is_foreign(code: str, gazetteer: Gazetteer) -> bool:
    chain = (gazetteer.place(code), *gazetteer.ancestors(code))
    return not any(place.kind in (PlaceKind.SUBJECT, PlaceKind.FEDERAL_DISTRICT) for place in chain)


def _agreement(
    document: Document, target: Target, agreements: AgreementResolver
) -> Agreement | NewAgreement | None:
    text = target.agreement or document.agreement_phrase
    if not text:
        return None
    found = agreements.find(text, NOWHERE)
    if found is None:
        raise _blocker("report-agreement-unknown", found=text)
    if target.agreement and isinstance(found, NewAgreement):
        raise _blocker("unknown-agreement", found=text)
    return found


def _counterparts(agreement: Agreement | NewAgreement) -> tuple[str, ...]:
    if isinstance(agreement, Agreement):
        return agreement.counterparts
    return tuple(party.code for party in agreement.parties if party.code != settings.HOME_SUBJECT)


def _partner(document: Document, target: Target, gazetteer: Gazetteer) -> Partner | None:
    """The one partner of the document; None where it names none or several."""
    if target.partner:
        return Partner.objects.get(code=target.partner)
    if not document.partner_phrase:
        return None
    codes = list(dict.fromkeys(mention.code for mention in gazetteer.find(document.partner_phrase)))
    if not codes:
        raise _blocker("report-partner-unknown", found=document.partner_phrase)
    above = {place.code for code in codes for place in gazetteer.ancestors(code)}
    others = [code for code in codes if code not in above and not _is_home(code, gazetteer)]
    ensure_partners(others if len(others) == 1 else ())
    return _only(Partner.objects.partners().filter(code__in=others))


def _only(partners: Iterable[Partner]) -> Partner | None:
    found = list(partners)
    return found[0] if len(found) == 1 else None


def _blocker(code: str, *, found: str, expected: str = "") -> UnreadableDocument:
    return UnreadableDocument(
        DocumentIssue(code=code, severity=Severity.BLOCKER, found=found, expected=expected)
    )
