"""Documents that are lacking between the first and the last of their kind, in the whole registry."""

from collections import defaultdict
from collections.abc import Iterable

from events.models import Report
from events.vocabulary import Kind

from .documents import EVERYTHING, Document, Gap, Subject, as_periods


def registered_documents() -> list[Document]:
    """All that hold rows or are closed."""
    reports = Report.objects.with_entries().select_related("partner", "agreement")
    return [
        Document(
            pk=report.pk,
            kind=Kind(report.kind),
            period=report.period,
            subject=Subject(report.partner_id, report.agreement_id),
            about=str(report.agreement or report.partner or ""),
            is_complete=report.is_whole or report.is_closed,
        )
        for report in reports.order_by("start", "end", "kind", "pk")
    ]


def gaps_in_sequence(documents: Iterable[Document]) -> list[Gap]:
    """By kind and subject: periods of which no document speaks, and those whose documents are not complete,
    with the first of these."""
    sequences: dict[tuple[Kind, Subject], list[Document]] = defaultdict(list)
    for document in documents:
        sequences[document.kind, document.subject].append(document)
    found: list[Gap] = []
    for (kind, subject), known in sorted(sequences.items(), key=_order):
        about = known[0].about
        covered = frozenset[int]().union(*(document.months for document in known))
        asked = frozenset(range(min(covered), max(covered) + 1))
        if lacking := asked - covered:
            found.append(Gap(kind=kind, periods=as_periods(lacking, asked, kind), about=about))
        if subject == EVERYTHING:
            complete = frozenset[int]().union(*(one.months for one in known if one.is_complete))
            parts = [one for one in known if not one.months <= complete]
            if parts:
                periods = tuple(one.period for one in parts)
                found.append(Gap(kind=kind, periods=periods, about=about, document=parts[0]))
    return found


def _order(sequence: tuple[tuple[Kind, Subject], list[Document]]) -> tuple[int, str]:
    (kind, _subject), documents = sequence
    return list(Kind).index(kind), documents[0].about
