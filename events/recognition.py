"""Keeps the columns, links and findings of entries, and the events they govern, in step with the cells."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer

from .models import Entry, EntryPartner, Event, EventPartner, Finding
from .models.recognised import RECOGNISED_FIELDS
from .own_partners import without_left_out
from .phrases.partners import is_home, listed
from .values import Values
from .vocabulary import Kind, PartnerRole, Role

# The cells each value is read from: a person's correction holds as long as they stay the same.
_CELLS_OF = {
    "start": (Role.DATES,),
    "end": (Role.DATES,),
    "precision": (Role.DATES,),
    "to_be_specified": (Role.DATES,),
    "participants_count": (Role.PARTICIPANTS,),
    "participants_bound": (Role.PARTICIPANTS,),
    "audience_count": (Role.PARTICIPANTS,),
    "signed": (Role.CONTENT, Role.TITLE),
    "agreed": (Role.CONTENT,),
    "all_subjects": (Role.PARTNER,),
}
_EVERY_CELL = tuple(role for role in Role if role is not Role.NUMBER)

ENTRY_FIELDS = ("recognised", "corrections", *RECOGNISED_FIELDS)


def cell_hash(entry: Entry, field: str, cell: str = "") -> str:
    """A short hash of the cells a value is read from, or of the one given, to tell whether a correction still
    holds."""
    roles = (cell,) if cell else _CELLS_OF.get(field, _EVERY_CELL)
    text = "\x1f".join(entry.cells.get(role, "") for role in roles)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def recognise(entry: Entry, values: Values) -> None:
    """Put what was read from the cells into the entry's columns (unsaved); a person's corrections of cells
    that have not changed stay, others fall away."""
    entry.corrections = {
        name: correction
        for name, correction in entry.corrections.items()
        if correction["cell"] == cell_hash(entry, name, correction.get("role", ""))
    }
    entry.recognised = without_left_out(values, entry.corrections).to_json()
    for name, value in columns_of(values).items():
        setattr(entry, name, value)
    for name, correction in entry.corrections.items():
        if name in RECOGNISED_FIELDS:
            field = Entry._meta.get_field(name)
            setattr(entry, name, field.to_python(correction["value"]))


def save_links(read: Sequence[tuple[Entry, Values]], gazetteer: Gazetteer) -> None:
    """Rewrite partner links and findings of saved entries where they differ."""
    entries = [entry for entry, _values in read]
    wanted_of = {
        entry.pk: _links_of(without_left_out(values, entry.corrections), gazetteer) for entry, values in read
    }
    codes = {code for wanted in wanted_of.values() for code in wanted}
    partners = {partner.code: partner for partner in Partner.with_removed.filter(code__in=codes)}
    standing: dict[int, dict[int, EntryPartner]] = defaultdict(dict)
    for part in _chunks(entries):
        for link in EntryPartner.objects.filter(entry__in=part):
            standing[link.entry_id][link.partner_id] = link
    new, changed, gone = [], [], []
    for entry, _values in read:
        links = standing[entry.pk]
        wanted = wanted_of[entry.pk]
        for code, (role, cell, phrase) in wanted.items():
            link = links.pop(partners[code].pk, None)
            if link is None:
                new.append(
                    EntryPartner(entry=entry, partner=partners[code], role=role, cell=cell, phrase=phrase)
                )
            elif (link.role, link.cell, link.phrase) != (role, cell, phrase):
                link.role, link.cell, link.phrase = role, cell, phrase
                changed.append(link)
        gone.extend(link.pk for link in links.values())
    EntryPartner.objects.bulk_create(new)
    EntryPartner.objects.bulk_update(changed, ["role", "cell", "phrase"])
    EntryPartner.objects.filter(pk__in=gone).delete()
    _save_findings(read)


def _links_of(values: Values, gazetteer: Gazetteer) -> dict[str, tuple[str, str, str]]:
    """One link for each partner named and for each one it stands for (a city's region, a region's country):
    code → role, cell, phrase. As a partner counts more than as a place, and that more than mentioned."""
    order = list(PartnerRole)
    best: dict[str, tuple[PartnerRole, str, str]] = {}

    def note(code: str, role: PartnerRole, cell: str, phrase: str) -> None:
        if code not in best or order.index(role) < order.index(best[code][0]):
            best[code] = (role, cell, phrase)

    for found in values.partners.found:
        if not is_home(found.code, gazetteer):
            note(found.code, found.role, found.cell.value, found.phrase)
    for code, role in listed(values.partners, gazetteer).items():
        note(code, role, "", "")
    return {code: (role.value, cell, phrase) for code, (role, cell, phrase) in best.items()}


def refresh_findings(entries: Iterable[Entry]) -> None:
    """Rewrite the findings of entries from what is recognised in them; removed entries have none."""
    _save_findings([(entry, Values.from_json(entry.recognised)) for entry in entries])
    Finding.objects.filter(entry__removed_at__isnull=False).delete()


def _save_findings(read: Sequence[tuple[Entry, Values]]) -> None:
    for part in _chunks([entry for entry, _values in read]):
        Finding.objects.filter(entry__in=part).delete()
    Finding.objects.bulk_create(
        [
            Finding(
                report_id=entry.report_id,
                entry=entry,
                code=doubt.code,
                severity=doubt.severity,
                role=doubt.role or "",
                found=doubt.found,
                expected=doubt.expected,
                suggestion=doubt.suggestion,
            )
            for entry, values in read
            for doubt in values.doubts
        ],
        batch_size=500,
    )


def govern(events: Iterable[Event]) -> None:
    """Give each event the values and partners of its governing entry: a finished one before one its body
    still writes, a report before a plan, a later period before an earlier one. An event no entry speaks of
    any more is removed."""
    events = list(events)
    rows: dict[int, list[Entry]] = defaultdict(list)
    for part in _chunks(events):
        entries = Entry.objects.filter(event__in=part, report__removed_at=None)
        for entry in entries.telling_finished().select_related("report"):
            rows[entry.event_id].append(entry)
    alive = [event for event in events if rows[event.pk]]
    moved = [event for event in alive if not _stays(event, rows[event.pk])]
    ruled = [(event, max(rows[event.pk], key=_weight)) for event in moved]
    for event, entry in ruled:
        fill_event(event, entry)
    fields = ["title", "place", "agreement", "removed_at", *RECOGNISED_FIELDS]
    Event.with_removed.bulk_update(moved, fields)
    _copy_partners(ruled)
    for event in events:
        if not rows[event.pk] and event.removed_at is None:
            event.remove()


def govern_shared(entries: QuerySet[Entry]) -> None:
    """After these rows became finished or unfinished. An event of one row is governed by it either way."""
    others = Entry.objects.filter(event=OuterRef("event"), report__removed_at=None).exclude(pk=OuterRef("pk"))
    govern(Event.with_removed.filter(pk__in=entries.filter(Exists(others)).order_by().values("event")))


def _stays(event: Event, rows: Sequence[Entry]) -> bool:
    """Where several bodies all write still, none may read in the event what another is about to say: it goes
    on saying what they all could see."""
    writing = {entry.department_id for entry in rows}
    return event.removed_at is None and len(writing) > 1 and not any(entry.is_finished for entry in rows)


def fill_event(event: Event, entry: Entry) -> None:
    """Copy an entry's values to its event (unsaved)."""
    event.removed_at = None
    event.title = " ".join(entry.cells.get(Role.TITLE, "").split())
    event.place = " ".join(entry.cells.get(Role.PLACE, "").split())
    event.agreement_id = entry.agreement_id
    for name in RECOGNISED_FIELDS:
        setattr(event, name, getattr(entry, name))


def _weight(entry: Entry) -> tuple[bool, bool, object, int]:
    return (entry.is_finished, not Kind(entry.report.kind).is_plan, entry.report.end, entry.pk)


def _copy_partners(pairs: Sequence[tuple[Event, Entry]]) -> None:
    wanted: dict[int, dict[int, str]] = defaultdict(dict)
    standing: dict[int, dict[int, EventPartner]] = defaultdict(dict)
    event_of = {entry.pk: event.pk for event, entry in pairs}
    for part in _chunks([entry for _event, entry in pairs]):
        for link in EntryPartner.objects.filter(entry__in=part):
            wanted[event_of[link.entry_id]][link.partner_id] = link.role
    for part in _chunks([event for event, _entry in pairs]):
        for link in EventPartner.objects.filter(event__in=part):
            standing[link.event_id][link.partner_id] = link
    new, changed, gone = [], [], []
    for event, _entry in pairs:
        links = standing[event.pk]
        for partner, role in wanted[event.pk].items():
            link = links.pop(partner, None)
            if link is None:
                new.append(EventPartner(event=event, partner_id=partner, role=role))
            elif link.role != role:
                link.role = role
                changed.append(link)
        gone.extend(link.pk for link in links.values())
    EventPartner.objects.bulk_create(new)
    EventPartner.objects.bulk_update(changed, ["role"])
    EventPartner.objects.filter(pk__in=gone).delete()


def _chunks(rows: Sequence, size: int = 500) -> Iterable[Sequence]:
    return (rows[first : first + size] for first in range(0, len(rows), size))


def columns_of(values: Values) -> dict[str, object]:
    """The recognised columns as the database holds them; what nothing says is None or ""."""
    dates = values.dates
    counts = values.counts
    return {
        "start": dates.start if dates else None,
        "end": dates.end if dates else None,
        "precision": dates.precision.value if dates else "",
        "to_be_specified": bool(dates and dates.to_be_specified),
        "mode": values.mode.mode.value if values.mode else "",
        "participants_count": counts.participants,
        "participants_bound": counts.bound.value if counts.bound else "",
        "audience_count": counts.audience,
        "signed": values.results.signed,
        "agreed": values.results.agreed,
        "all_subjects": values.partners.all_subjects,
        "activity": values.activity.value if values.activity else "",
        "direction": values.direction.value if values.direction else "",
    }
