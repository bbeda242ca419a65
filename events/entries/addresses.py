"""The page a user finds an entry on: that of the department's submission, or else the document."""

from django.urls import reverse

from events.access import Access
from events.models import Entry, Report


def page_of(access: Access, report: Report, department: int | None) -> str:
    submission = access.submissions().filter(report=report, department=department).first()
    if submission is None:
        return reverse("events:report", args=[report.pk])
    return reverse("events:my_part", args=[submission.pk])


def row_of(access: Access, entry: Entry) -> str:
    """With the row in view: on the right page of several, and marked there."""
    page = page_of(access, entry.report, entry.department_id)
    return f"{page}?row={entry.pk}#row-{entry.pk}"
