"""A document of the registry as it is proof-read: its issues by kind, and those a person accepted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from agreements.gazetteer import current_gazetteer
from coopregistry.history import explain
from coopregistry.models import User
from events.entries.proofreading_messages import WORDS
from events.entries.saving import recognised_values
from events.models import AcceptedIssue, Entry, Report
from events.proofreading.document import ProofDocument, ProofIssue, ProofRow
from events.proofreading.proofread import in_order, proofread
from events.vocabulary import Kind, Role

from .against_registry import RowLinks, registry_issues
from .known_names import known_names
from .printed_table import in_printing_order


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRead:
    """The issues of a document with those that are accepted, and, in printing order, the key of each row and
    the number it is printed under: `Place.row` is an index into them."""

    rows: Sequence[tuple[int, int | None]]
    issues: Sequence[ProofIssue]


def proof_read(report: Report, entries: QuerySet[Entry], compared: QuerySet[Entry]) -> ProofRead:
    """`entries` of the report; `compared`: those of other documents that may be told of."""
    document, shown = _proof_document(report, entries)
    links = [RowLinks(agreement=entry.agreement, department=entry.department) for entry in shown]
    rows = [(entry.pk, row.number) for entry, row in zip(shown, document.rows, strict=True)]
    return ProofRead(rows=rows, issues=proof_issues(document, links, report, compared))


def proof_issues(
    document: ProofDocument, links: Sequence[RowLinks], report: Report | None, compared: QuerySet[Entry]
) -> list[ProofIssue]:
    """What the document says wrong by its own words and against the registry, in order."""
    gazetteer = current_gazetteer()
    found = [
        *proofread(document, gazetteer, known_names()),
        *registry_issues(document, links, report=report, entries=compared, gazetteer=gazetteer),
    ]
    return in_order(found, document)


def not_accepted(issues: Iterable[ProofIssue], report: Report | None) -> list[ProofIssue]:
    accepted = accepted_fingerprints(report)
    return [one for one in issues if one.fingerprint not in accepted]


def by_kind(issues: Iterable[ProofIssue]) -> dict[str, list[ProofIssue]]:
    """Code → its issues, in the order of the words for them."""
    kinds: dict[str, list[ProofIssue]] = {code: [] for code in WORDS}
    for one in issues:
        kinds[one.issue.code].append(one)
    return {code: found for code, found in kinds.items() if found}


@transaction.atomic
def accept(issues: Iterable[ProofIssue], report: Report | None, user: User) -> int:
    """Raise these no more; returns how many texts that are."""
    if report is not None:  # the second of two equal requests finds what the first wrote
        list(Report.objects.filter(pk=report.pk).select_for_update(no_key=True).values_list("pk"))
    standing = accepted_fingerprints(report)
    new = {one.fingerprint: one.issue for one in issues if one.fingerprint not in standing}
    explain(gettext("Remarks settled: the text is meant so"))
    AcceptedIssue.objects.bulk_create(
        AcceptedIssue(report=report, code=issue.code, fingerprint=fingerprint, found=issue.found, user=user)
        for fingerprint, issue in new.items()
    )
    return len(new)


def accepted_issues(report: Report | None) -> QuerySet[AcceptedIssue]:
    """Those that hold for the report, or for a document that is none yet."""
    about = Q(report=None) if report is None else Q(report=None) | Q(report=report)
    return AcceptedIssue.objects.filter(about)


def accepted_fingerprints(report: Report | None) -> set[str]:
    return set(accepted_issues(report).values_list("fingerprint", flat=True))


def _proof_document(report: Report, entries: QuerySet[Entry]) -> tuple[ProofDocument, list[Entry]]:
    parts = in_printing_order(report, entries.select_related("agreement", "department", "report", "section"))
    as_written = report.numbering == Report.Numbering.AS_WRITTEN
    shown: list[Entry] = []
    rows: list[ProofRow] = []
    for index, (_section, own) in enumerate(parts):
        for entry in own:
            shown.append(entry)
            rows.append(
                ProofRow(
                    number=entry.number if as_written else len(shown),
                    section=index,
                    cells={Role(role): text for role, text in entry.cells.items()},
                    values=recognised_values(entry),
                    extra=entry.extra,
                    continued=[Role(role) for role in entry.continued],
                )
            )
    document = ProofDocument(
        kind=Kind(report.kind),
        period=report.period,
        title=report.title,
        columns=[Role(role) for _heading, role in report.headings if role],
        rows=tuple(rows),
        sections=tuple(section.title for section, _own in parts if section is not None),
        notes=tuple(report.notes),
        extras=tuple(report.extras),
        has_own_numbers=as_written,
    )
    return document, shown
