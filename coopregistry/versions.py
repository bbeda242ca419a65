"""Optimistic locking: tells whether a record was written since its form was rendered."""

import logging
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max, Model

from .history import version_of
from .models import Change

logger = logging.getLogger(__name__)

LARGEST = 2**62


def current_version(record: Model | None) -> int:
    """Changes on every write; 0 for a record that does not exist yet."""
    return version_of(record) if record is not None else 0


def current_versions(records: Sequence[Model]) -> dict[int, int]:
    """The versions of saved records of one model by key, in one query."""
    if not records:
        return {}
    changes = Change.objects.filter(
        model=records[0]._meta.label_lower, record__in=[one.pk for one in records]
    )
    versions = dict(changes.order_by().values_list("record").annotate(latest=Max("id")))
    return {one.pk: versions.get(one.pk, 0) for one in records}


def is_stale(record: Model | None, seen: int | None) -> bool:
    """Whether the record was written since `seen`; ask with the record locked."""
    current = current_version(record)
    if seen == current:
        return False
    if record is not None:
        logger.info("Conflict: %s %s is at %s, not %s", record._meta.label, record.pk, current, seen)
    return True


class VersionField(forms.IntegerField):
    """The version of the record the form was rendered from."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=0, max_value=LARGEST, **kwargs)


class VersionedForm(forms.Form):
    """A form that carries the version of its record. A model form names ModelForm first among its bases."""

    version = VersionField()

    def is_stale(self, record: Model | None) -> bool:
        """Used for optimistic locking. An unreadable version counts as an old one."""
        try:
            seen = self.fields["version"].clean(self["version"].data)
        except ValidationError:
            seen = None
        return is_stale(record, seen)

    def renew_version(self, record: Model | None) -> None:
        """Let the next submission of this form pass: its reader now sees what others wrote."""
        data = self.data.copy()
        data["version"] = str(current_version(record))
        self.data = data
