"""What a document makes of its report: title, headings, notes and numbering, beside what the report holds."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from agreements.models import Department, Partner
from agreements.names.folding import fold
from events.exports import house_form
from events.models import Report
from events.period import Period
from events.vocabulary import Kind
from importers.documents.document import Document

from .pairing import squeeze


def report_values(
    document: Document,
    kind: Kind,
    period: Period,
    partner: Partner | None,
    department: Department | None,
    report: Report | None,
) -> dict[str, object]:
    """What the report would hold. A body's own table leaves a standing report as it is and begins a new one
    in the house form."""
    own: dict[str, object] = {
        "title": document.title,
        "headings": [[heading.text, heading.role] for heading in document.headings],
        "notes": list(document.notes),
        # The mark of a draft says where a document stands, not what it holds: an export writes it anew.
        "extras": [text for text in document.extras if fold(text) != fold(house_form.DRAFT_MARK)],
        "column_numbers": document.column_numbers,
        "numbering": Report.Numbering.AS_WRITTEN,
    }
    if report is not None:
        standing = {name: getattr(report, name) for name in own}
        if department is not None:
            return standing
        if not document.title:
            own["title"] = standing["title"]
        if report.numbering == Report.Numbering.RUNNING and _runs(document):
            own["numbering"] = Report.Numbering.RUNNING
        return own
    home = Partner.objects.get(code=settings.HOME_SUBJECT)
    if department is not None or not document.title:
        own["title"] = house_form.title(
            kind, period, home=home.cases, partner=partner.cases if partner else None
        )
    if department is not None:
        own["headings"] = [list(pair) for pair in house_form.HEADINGS[kind]]
        own["notes"], own["extras"], own["column_numbers"] = [], [], False
        own["numbering"] = Report.Numbering.RUNNING
    return own


def _runs(document: Document) -> bool:
    return all(row.number == position for position, row in enumerate(document.rows, start=1))


def report_changes(
    report: Report | None,
    values: Mapping[str, object],
    titles: Sequence[str],
    department: Department | None,
) -> dict[str, tuple[object, object]]:
    """What differs from the report, by name: (old, new), white space aside; `titles` are of the sections."""
    if report is None:
        return {}
    changes = {
        name: (getattr(report, name), value)
        for name, value in values.items()
        if _squeezed(getattr(report, name)) != _squeezed(value)
    }
    if department is None:
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
