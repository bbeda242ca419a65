"""Rows to which a lesson gave a record of their own, by the history of the change set it came with."""

from collections.abc import Iterator

from django.db.models import QuerySet

from coopregistry.models import Change
from events.models import Entry, Lesson

_RELATED = ("report", "report__partner", "report__agreement", "department", "agreement", "section")


def assigned_rows(
    lesson: Lesson, field: str, meaning: int, entries: QuerySet[Entry]
) -> Iterator[tuple[Entry, int | None]]:
    """Those of `entries` that still have what the lesson gave them in a foreign key, and the key before."""
    changes = Change.objects.filter(change_set=lesson.change_set_id, model=Entry._meta.label_lower)
    before = {
        record: old[field] for record, old in changes.values_list("record", "before") if old and field in old
    }
    standing = entries.filter(pk__in=before, **{field: meaning}).select_related(*_RELATED)
    for entry in standing.order_by("-report__start", "report", "order", "pk"):
        yield entry, before[entry.pk]
