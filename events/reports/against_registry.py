"""What a document says against the registry: earlier documents, agreements and departments of its time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.models import Agreement, Department
from agreements.names.gazetteer import Gazetteer
from events.models import Entry, Report
from events.phrases.counted_partners import listed
from events.phrases.issues import Issue
from events.phrases.values import Values
from events.proofreading.document import Place, ProofDocument, ProofIssue
from events.proofreading.duplicates import Told, same_event
from events.vocabulary import PartnerRole, Role, Severity

_NOT_IN_FORCE = (Agreement.State.DRAFT, Agreement.State.SUSPENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLinks:
    """The records a row of the document stands for or belongs to; None where there is none or a new one."""

    agreement: Agreement | None = None
    department: Department | None = None


def registry_issues(
    document: ProofDocument,
    links: Sequence[RowLinks],
    *,
    report: Report | None,
    entries: QuerySet[Entry],
    gazetteer: Gazetteer,
) -> Iterator[ProofIssue]:
    """`links` row by row; `entries`: those of other documents that may be compared. Three queries at most."""
    parties = _parties({row.agreement for row in links if row.agreement is not None})
    for index, (row, linked) in enumerate(zip(document.rows, links, strict=True)):
        days = (row.values.dates.start, row.values.dates.end) if row.values.dates else None
        issues = []
        if linked.agreement is not None:
            issues += _agreement_issues(linked.agreement, days)
            issues += _party_issues(row.values, parties.get(linked.agreement.pk, {}), document, gazetteer)
        if linked.department is not None and days is not None:
            issues += _department_issues(linked.department, days)
        for issue in issues:
            yield ProofIssue(issue=issue, place=Place(row=index))
    yield from _told_before(document, report, entries)


def _agreement_issues(agreement: Agreement, days: tuple[date, date] | None) -> Iterator[Issue]:
    until = min(filter(None, (agreement.terminated_on, _end_of_term(agreement))), default=None)
    if days is None:
        return
    if agreement.signed_on is not None and days[1] < agreement.signed_on:
        why = _("signed on %s") % f"{agreement.signed_on:%d.%m.%Y}"
    elif until is not None and days[0] > until:
        why = _("valid until %s") % f"{until:%d.%m.%Y}"
    elif agreement.state in _NOT_IN_FORCE or (agreement.state == Agreement.State.LAPSED and until is None):
        why = agreement.get_state_display()
    else:
        return
    yield Issue(
        code="agreement-not-in-force",
        severity=Severity.WARNING,
        role=Role.AGREEMENT,
        found=" ".join(agreement.title.split()),
        expected=why,
    )


def _end_of_term(agreement: Agreement) -> date | None:
    """None where a prolongation is agreed: only a person can tell whether it took place."""
    return None if agreement.prolongation else agreement.valid_until


def _party_issues(
    values: Values, parties: dict[str, str], document: ProofDocument, gazetteer: Gazetteer
) -> Iterator[Issue]:
    """Partners of the cell that says with whom, none of them a party of the row's agreement."""
    column = document.kind.counterpart_column
    named = [
        found.code
        for found in values.partners.found
        if found.cell is column and found.role is PartnerRole.PARTNER
    ]
    meant = {code for code in (*named, *listed(values.partners, gazetteer)) if gazetteer.knows(code)}
    if not parties or not named or values.partners.all_subjects:
        return
    above = {place.code for code in meant for place in gazetteer.ancestors(code)}
    if (meant | above) & parties.keys():
        return
    yield Issue(
        code="agreement-of-others",
        severity=Severity.WARNING,
        role=column,
        found=", ".join(gazetteer.place(code).name for code in dict.fromkeys(named) if gazetteer.knows(code)),
        expected=", ".join(parties.values()),
    )


def _parties(agreements: set[Agreement]) -> dict[int, dict[str, str]]:
    """Agreement → code and name of its other parties."""
    found: dict[int, dict[str, str]] = {}
    through = Agreement.partners.through.objects.filter(agreement__in=[one.pk for one in agreements])
    rows = through.exclude(partner__code=settings.HOME_SUBJECT).order_by("order", "id")
    for agreement, code, name in rows.values_list("agreement", "partner__code", "partner__name"):
        found.setdefault(agreement, {})[code] = name
    return found


def _department_issues(department: Department, days: tuple[date, date]) -> Iterator[Issue]:
    since, until = department.in_force_from, department.in_force_to
    if since is not None and days[1] < since:
        why = _("since %s") % f"{since:%d.%m.%Y}"
    elif until is not None and days[0] > until:
        why = _("until %s") % f"{until:%d.%m.%Y}"
    else:
        return
    yield Issue(
        code="department-not-in-force", severity=Severity.WARNING, found=department.name, expected=why
    )


def _told_before(
    document: ProofDocument, report: Report | None, entries: QuerySet[Entry]
) -> Iterator[ProofIssue]:
    told = [Told(row.cells, row.values) for row in document.rows]
    starts = {one.days[0] for one in told if one.days is not None}
    earlier = entries.filter(
        report__kind=document.kind, report__start__lte=document.period.start, start__in=starts
    )
    if report is not None:
        earlier = earlier.exclude(report=report)
    others: dict[date | None, list[tuple[Entry, Told]]] = {}
    for entry in earlier.select_related("report__partner", "report__agreement").order_by("report", "order"):
        other = Told(entry.cells, Values.from_json(entry.recognised))
        others.setdefault(other.days[0] if other.days else None, []).append((entry, other))
    for index, one in enumerate(told):
        candidates = others.get(one.days[0], ()) if one.days else ()
        same = next((entry for entry, other in candidates if same_event(one, other)), None)
        if same is not None:
            issue = Issue(
                code="told-before",
                severity=Severity.WARNING,
                role=Role.TITLE,
                found=" ".join(document.rows[index].cells.get(Role.TITLE, "").split()),
                expected=str(same.report),
            )
            yield ProofIssue(issue=issue, place=Place(row=index))
