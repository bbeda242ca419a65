"""What a person says of the meetings and results of a row: right, wrong, missing. All of it can be undone."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coopregistry.history import explain
from events.access import Access
from events.entries.governing import govern
from events.entries.recognition import cell_hash
from events.entries.told_records import (
    Found,
    Told,
    correction_name,
    correction_value,
    save_told,
    struck_value,
    told_in,
)
from events.models import Entry
from events.phrases.meetings.model import MeetingFound
from events.phrases.values import Values


def correctable(access: Access) -> QuerySet[Entry]:
    """A coordinator corrects what any report tells, its department as long as it writes the row."""
    if access.coordinates:
        return access.entries().of_reports()
    return access.editable_entries().of_reports()


def told_of(entry: Entry) -> dict[str, Told]:
    return {one.key: one for one in told_in(_values(entry), entry.corrections)}


@transaction.atomic
def confirm(entry: Entry, told: Told) -> None:
    found = replace(told.found, certain=True)
    if isinstance(found, MeetingFound):
        people = tuple(replace(one, confirmed=True) for one in found.participants)
        found = replace(found, participants=people)
    _put(entry, told.key, correction_value(found), found, _("A meeting or result was confirmed"))


@transaction.atomic
def correct(entry: Entry, told: Told, found: Found) -> None:
    _put(entry, told.key, correction_value(found), told.found, _("A meeting or result was corrected"))


@transaction.atomic
def strike(entry: Entry, told: Told) -> None:
    """It was none. What a person added is taken away."""
    if _is_added(entry, told.key):
        _drop(entry, told.key, _("A meeting or result was taken away"))
    else:
        _put(entry, told.key, struck_value(told.found), told.found, _("A meeting or result was struck out"))


@transaction.atomic
def as_read(entry: Entry, key: str) -> None:
    """Back to what the cells say."""
    _drop(entry, key, _("A meeting or result is again as the row says"))


@transaction.atomic
def add(entry: Entry, found: Found) -> str:
    """One the cells do not tell; its key. It stands whatever becomes of the cells."""
    key = uuid4().hex[:16]
    corrections = {**entry.corrections, correction_name(key): {"value": correction_value(found)}}
    _save(entry, corrections, _("A meeting or result was added"))
    return key


def _put(entry: Entry, key: str, value: dict[str, Any], source: Found, reason: str) -> None:
    """Holds as long as the cell that `source` was read from stays as it is."""
    name = correction_name(key)
    correction: dict[str, Any] = {"value": value}
    if not _is_added(entry, key):
        correction |= {"cell": cell_hash(entry, name, source.cell), "role": source.cell.value}
    _save(entry, {**entry.corrections, name: correction}, reason)


def _is_added(entry: Entry, key: str) -> bool:
    correction = entry.corrections.get(correction_name(key))
    return correction is not None and "cell" not in correction


def _drop(entry: Entry, key: str, reason: str) -> None:
    name = correction_name(key)
    _save(entry, {other: value for other, value in entry.corrections.items() if other != name}, reason)


def _save(entry: Entry, corrections: dict[str, Any], reason: str) -> None:
    explain(reason)
    entry.corrections = corrections
    entry.save(update_fields=["corrections"])
    save_told([(entry, _values(entry))])
    govern([entry.event])


def _values(entry: Entry) -> Values:
    return Values.from_json(entry.recognised) if entry.recognised else Values()
