"""Keeps the columns, links and findings of entries in step with their cells."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from agreements.models import Partner
from agreements.names.gazetteer import Gazetteer
from agreements.reference.world import ensure_partners
from events.models import Entry, EntryPartner, Finding
from events.models.recognised import RECOGNISED_FIELDS
from events.phrases.counted_partners import is_home, listed
from events.phrases.values import Values
from events.vocabulary import PartnerRole, Role

from .chosen_partners import with_decisions
from .default_restriction import is_for_few
from .told_records import save_told

# The cells each value is read from; a correction holds until one of them changes. Others depend on all cells.
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
    """Changes with the cells a value is read from, or with `cell`; tells whether a correction still holds."""
    roles = (cell,) if cell else _CELLS_OF.get(field, _EVERY_CELL)
    text = "\x1f".join(entry.cells.get(role, "") for role in roles)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def recognise(entry: Entry, values: Values) -> None:
    """Put values into the entry's columns (unsaved). Corrections of cells that have not changed stay, others
    are dropped."""
    entry.corrections = {
        name: correction
        for name, correction in entry.corrections.items()
        if "cell" not in correction  # what a person added stands in no cell
        or correction["cell"] == cell_hash(entry, name, correction.get("role", ""))
    }
    entry.recognised = with_decisions(values, entry.corrections).to_json()
    for name, value in columns_of(values).items():
        setattr(entry, name, value)
    for name, correction in entry.corrections.items():
        if name in RECOGNISED_FIELDS:
            field = Entry._meta.get_field(name)
            setattr(entry, name, field.to_python(correction["value"]))
    if entry._state.adding:
        entry.restricted = is_for_few(entry, values)


def save_links(read: Sequence[tuple[Entry, Values]], gazetteer: Gazetteer) -> None:
    """Rewrite partner links and findings of saved entries where they differ."""
    entries = [entry for entry, _values in read]
    links_of = {
        entry.pk: _links_of(with_decisions(values, entry.corrections), gazetteer) for entry, values in read
    }
    codes = {code for links in links_of.values() for code in links}
    ensure_partners(codes)
    partners = {partner.code: partner for partner in Partner.with_removed.filter(code__in=codes)}
    stored: dict[int, dict[int, EntryPartner]] = defaultdict(dict)
    for chunk in in_chunks(entries):
        for link in EntryPartner.objects.filter(entry__in=chunk):
            stored[link.entry_id][link.partner_id] = link
    new, changed, gone = [], [], []
    for entry, _values in read:
        left = stored[entry.pk]
        for code, (role, cell, phrase) in links_of[entry.pk].items():
            link = left.pop(partners[code].pk, None)
            if link is None:
                new.append(
                    EntryPartner(entry=entry, partner=partners[code], role=role, cell=cell, phrase=phrase)
                )
            elif (link.role, link.cell, link.phrase) != (role, cell, phrase):
                link.role, link.cell, link.phrase = role, cell, phrase
                changed.append(link)
        gone.extend(link.pk for link in left.values())
    EntryPartner.objects.bulk_create(new)
    EntryPartner.objects.bulk_update(changed, ["role", "cell", "phrase"])
    EntryPartner.objects.filter(pk__in=gone).delete()
    _save_findings(read)
    save_told(read)


def _links_of(values: Values, gazetteer: Gazetteer) -> dict[str, tuple[str, str, str]]:
    """Code → role, cell and phrase of each partner named, and of each one it stands for (a city's region, a
    region's country). Of several roles the one named first in PartnerRole counts."""
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
    for chunk in in_chunks([entry for entry, _values in read]):
        Finding.objects.filter(entry__in=chunk).delete()
    Finding.objects.bulk_create(
        [
            Finding(
                report_id=entry.report_id,
                entry=entry,
                code=issue.code,
                severity=issue.severity,
                role=issue.role or "",
                found=issue.found,
                expected=issue.expected,
                suggestion=issue.suggestion,
            )
            for entry, values in read
            for issue in with_decisions(values, entry.corrections).issues
        ],
        batch_size=500,
    )


def in_chunks(records: Sequence, size: int = 500) -> Iterable[Sequence]:
    """SQLite limits the variables of one statement."""
    return (records[first : first + size] for first in range(0, len(records), size))


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
