"""What a document makes of its report: title, headings, notes and numbering, beside what the report holds."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from agreements.models import Partner
from agreements.names.declension import decline
from agreements.names.folding import fold
from events.exports import house_form
from events.models import Report
from importers.documents.document import Document

from .pairing import squeeze
from .subject import Subject


def report_values(document: Document, subject: Subject) -> dict[str, object]:
    """What the report would hold. A department's own table leaves a standing report as it is and begins a new
    one in the house form."""
    report = subject.report
    written: dict[str, object] = {
        "title": document.title,
        "headings": [[heading.text, heading.role] for heading in document.headings],
        "column_uses": dict(document.uses),
        "notes": list(document.notes),
        # The mark of a draft says where a document stands, not what it holds: an export writes it anew.
        "extras": [text for text in document.extras if fold(text) != fold(house_form.DRAFT_MARK)],
        "column_numbers": document.column_numbers,
        "numbering": Report.Numbering.AS_WRITTEN,
    }
    if report is not None:
        standing = {name: getattr(report, name) for name in written}
        if not subject.is_whole:
            return {**standing, "column_uses": {**report.column_uses, **document.uses}}
        if not document.title:
            written["title"] = standing["title"]
        if report.numbering == Report.Numbering.RUNNING and _is_numbered_through(document):
            written["numbering"] = Report.Numbering.RUNNING
        return written
    if not subject.is_whole or not document.title:
        home = Partner.objects.get(code=settings.HOME_SUBJECT)
        partner = subject.partner.cases if subject.partner else None
        written["title"] = house_form.title(
            subject.kind,
            subject.period,
            home=home.cases,
            partner=partner,
            agreement=decline(subject.agreement.title)[1] if subject.agreement else "",
        )
    if not subject.is_whole:
        written["headings"] = house_form.headings(subject.kind, of_agreement=subject.agreement is not None)
        written["notes"], written["extras"], written["column_numbers"] = [], [], False
        written["numbering"] = Report.Numbering.RUNNING
    return written


def _is_numbered_through(document: Document) -> bool:
    return all(row.number == position for position, row in enumerate(document.rows, start=1))


def report_changes(
    subject: Subject, values: Mapping[str, object], titles: Sequence[str]
) -> dict[str, tuple[object, object]]:
    """What differs from the report, by name: (old, new), white space aside; `titles` are of the sections."""
    report = subject.report
    if report is None:
        return {}
    changes = {
        name: (getattr(report, name), value)
        for name, value in values.items()
        if _squeezed(getattr(report, name)) != _squeezed(value)
    }
    if subject.is_whole:
        standing = report.sections.order_by("order", "id").values_list("title", flat=True)
        before = [squeeze(title) for title in standing]
        after = [squeeze(title) for title in titles]
        if before != after:
            changes["sections"] = (before, after)
    return changes


def _squeezed(value: object) -> object:
    if isinstance(value, str):
        return squeeze(value)
    if isinstance(value, list):
        return [_squeezed(part) for part in value]
    return value
