"""A result as its serializer reads it."""

from types import SimpleNamespace

from events.results.lines import ResultLine


def as_record(line: ResultLine, *, whole: bool = False) -> SimpleNamespace:
    """`whole`: with decisions and reports; two more queries."""
    told, card = line.told, line.card
    record = SimpleNamespace(
        ref=line.ref,
        kind=line.kind.value,
        title=line.title,
        parties=line.parties,
        signer=line.result.signer if told else "",
        count=line.count,
        start=line.start,
        end=line.end,
        number=line.number,
        agreement=card.agreement if card else None,
        partners=list(line.result.partners.all()) if told else [],
        certain=not line.is_to_confirm,
        row_ids=[result.entry_id for result in told],
        event_ids=list(dict.fromkeys(result.entry.event_id for result in told)),
        control=None,
    )
    if line.is_controlled:
        record.control = SimpleNamespace(
            state=card.state, department=card.department, due=card.due, is_overdue_now=line.is_overdue
        )
    if whole:
        record.decisions = list(card.decisions.select_related("department")) if card else []
        reports = card.reports.defer("content") if card else []
        record.reports = [
            SimpleNamespace(
                text=one.text, name=one.name, added_at=one.added_at, is_decided=one.decision_id is not None
            )
            for one in reports
        ]
    return record
