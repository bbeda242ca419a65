"""Writes entries: cells, values, findings and event together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.gazetteer import current_gazetteer
from agreements.models import Department
from agreements.names.gazetteer import Gazetteer
from coopregistry.history import explain
from coopregistry.models import User
from events.models import Attachment, Entry, Event, Finding, Report, Section, Sphere
from events.period import Period
from events.phrases.beside import Beside
from events.phrases.counted_partners import listed
from events.phrases.house_wording import differing, disagreements, entered_columns
from events.phrases.partner_values import PartnerFound
from events.phrases.standing import says_planned
from events.phrases.values import Values, read_values
from events.vocabulary import Kind, PartnerRole, Role, SectionBasis

from . import governing, joining, recognition, told_records
from .chosen_partners import (
    as_written_key,
    correction_key,
    is_answer_about_name,
    is_counted_decision,
    with_chosen,
    without_answered,
)
from .content import EntryContent
from .sections import section_in

_LONGEST_NAME = 255
_BY_NOBODY = joining.Grounds()
_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_NOTHING_READ: Mapping[str, Any] = MappingProxyType({})


def read_cells(
    report: Report,
    cells: Mapping[str, str],
    section: Section | None = None,
    extra: Mapping[str, str] = _NO_COLUMNS,
    gazetteer: Gazetteer | None = None,
    *,
    recognised: Mapping[str, Any] = _NOTHING_READ,
) -> Values:
    """The values of cells as a row of this report and section would have them, with its further columns.
    `recognised`: what was read of the row before, which keeps the unit of a heading of its own document."""
    texts = {Role(role): text for role, text in cells.items()}
    about, period = report.about, report.period
    if section is not None and section.partner is not None:
        about = (section.partner.code,)
    if section is not None and section.period_code:
        period = Period.parse(section.period_code)
    is_planned = (
        section is not None
        and not (section.department_id or section.sphere_id)
        and bool(says_planned(section.title))
    )
    return read_values(
        Kind(report.kind),
        period,
        texts,
        gazetteer or current_gazetteer(),
        about=about,
        beside=replace(
            Beside.of_columns(extra, report.headings, report.column_uses, is_plan=report.is_plan),
            participants_read_as=recognised.get("counts", {}).get("read_as", ""),
        ),
        is_planned=is_planned,
    )


def read_entry(entry: Entry, gazetteer: Gazetteer | None = None) -> Values:
    """The values of an entry's cells, as they are now."""
    return read_cells(
        entry.report, entry.cells, entry.section, entry.extra, gazetteer, recognised=entry.recognised
    )


def with_entered(report: Report, values: Values, content: EntryContent) -> Values:
    """What the cells say with the partners a person chose, and an issue where the two disagree."""
    gazetteer = current_gazetteer()
    named = {found.code for found in values.partners.found if found.role.is_counted}
    named |= set(listed(values.partners, gazetteer))
    column = Kind(report.kind).counterpart_column
    chosen = tuple(
        PartnerFound(code=partner.code, role=PartnerRole.PARTNER, cell=column, phrase="", start=0, end=0)
        for partner in content.partners
        if partner.code not in named
    )
    entered = disagreements(content.entered, values)
    chose = without_answered(values.with_partners(chosen), lambda name: name in content.as_written)
    return replace(chose, issues=(*chose.issues, *entered))


@transaction.atomic
def write_entry(entry: Entry, content: EntryContent, *, by_department: bool, user: User) -> Entry:
    """Save an entry as a person entered it; one without a key is added to its report."""
    report, is_new = entry.report, entry.pk is None
    entry.department = content.department
    is_placed_anew = is_new or content.is_department_chosen
    if entry.section is not None and entry.section.stands_for is None:
        is_placed_anew = False  # under «Республика Беларусь» or «ЯНВАРЬ» rows of any department stand
    if content.sphere or (is_placed_anew and report.basis != SectionBasis.SPHERE):
        entry.section = section_in(report, content.department, content.sphere)
    entry.agreement = content.agreement
    _put_texts(entry, content.cells, by_department=by_department)
    entry.extra = {**entry.extra, **content.extra}
    read = read_cells(report, content.cells, entry.section, entry.extra, recognised=entry.recognised)
    values = with_entered(report, read, content)
    _correct(entry, values, content)
    grounds = joining.Grounds(user=user)
    if content.is_apart and not is_new:
        joining.part(entry, grounds)
    store(entry, values, joined_to=content.event, grounds=grounds)
    _attach(entry, content.files, user)
    return entry


def _put_texts(entry: Entry, texts: Mapping[Role, str], *, by_department: bool) -> None:
    """Put texts into cells (unsaved). Where a coordinator words a cell, the department's own wording is kept
    beside it; the department's next wording replaces both."""
    before, is_new = entry.cells, entry.pk is None
    entry.cells = {**before, **{role.value: text for role, text in texts.items()}}
    entry.continued = {
        role: how for role, how in entry.continued.items() if before.get(role) == entry.cells.get(role)
    }
    kept = dict(entry.body_cells)
    for role, text in texts.items():
        written = before.get(role, "")
        if written == text:
            continue
        if by_department:
            kept.pop(role, None)
        elif not is_new and kept.setdefault(role, written) == text:
            del kept[role]
    entry.body_cells = kept


def _correct(entry: Entry, values: Values, content: EntryContent) -> None:
    """Keep what a person entered where the cells say otherwise or nothing, and who is no partner though they
    name it (unsaved)."""
    answered = {
        name: correction
        for name, correction in entry.corrections.items()
        if _is_kept(name, content) or is_counted_decision(name, correction)
    }
    differing_columns = differing(entered_columns(content.entered), recognition.columns_of(values))
    entry.corrections = answered | {
        name: {
            "value": value.isoformat() if isinstance(value, date) else value,
            "cell": recognition.cell_hash(entry, name),
        }
        for name, value in differing_columns.items()
    }
    for name in content.as_written:
        entry.corrections[as_written_key(name)] = as_written(entry)
    for found in values.partners.found:
        if found.code in content.left_out:
            name = correction_key(found)
            cell = recognition.cell_hash(entry, name, found.cell)
            entry.corrections[name] = {"value": False, "cell": cell, "role": found.cell.value}


def as_written(entry: Entry) -> dict[str, Any]:
    """The answer about an unknown name; it holds while the cell of the partners stays."""
    cell = recognition.cell_hash(entry, "", Role.PARTNER)
    return {"value": True, "cell": cell, "role": Role.PARTNER.value}


def _is_kept(name: str, content: EntryContent) -> bool:
    """Corrections of meetings and results, and answers about names, that the form does not show."""
    asked = {as_written_key(name) for name in content.partners_as_text}
    return name.startswith(told_records.PREFIX) or (is_answer_about_name(name) and name not in asked)


@transaction.atomic
def store(
    entry: Entry, values: Values, *, joined_to: Event | None = None, grounds: joining.Grounds = _BY_NOBODY
) -> Entry:
    """Save an entry with its values, links, findings and event: its own, or the one it is joined to."""
    is_new = entry.pk is None
    recognition.recognise(entry, values)
    if is_new:
        place_last(entry)
        entry.event = entry.own_event = Event.with_removed.create(title=str(entry)[:_LONGEST_NAME])
    entry.save()
    recognition.save_links([(entry, values)], current_gazetteer())
    governing.govern([entry.event])
    if joined_to is not None and joined_to.pk != entry.event_id:
        teller = joined_to.entries.select_related("report").order_by("pk").first()
        joining.join(teller, entry, grounds)
    return entry


def place_last(entry: Entry) -> None:
    """Put an entry below the others of its section (unsaved); numbers as written would no longer run."""
    report = entry.report
    in_section = report.entries.filter(section=entry.section)
    entry.order = (in_section.aggregate(last=Max("order"))["last"] or 0) + 1
    if report.numbering != Report.Numbering.RUNNING:
        report.numbering = Report.Numbering.RUNNING
        report.save(update_fields=["numbering"])


@transaction.atomic
def remove(entry: Entry) -> None:
    """Undone by `put_back`."""
    entry.remove()
    Finding.objects.filter(entry=entry).delete()
    governing.govern([entry.event])


@transaction.atomic
def put_back(entry: Entry) -> None:
    entry.removed_at = None
    store(entry, recognised_values(entry))


def recognised_values(entry: Entry) -> Values:
    """As they were read; from the cells where nothing was read yet."""
    if entry.recognised:
        return Values.from_json(entry.recognised)
    return read_entry(entry)


def _attach(entry: Entry, files: Iterable[UploadedFile], user: User) -> None:
    for file in files:
        Attachment.of(file, user, entry=entry).save()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry out of a table; `event`: the one it is joined to."""

    cells: Mapping[str, str]
    values: Values
    sphere: Sphere | None = None
    event: Event | None = None


@transaction.atomic
def add_entries(
    report: Report, department: Department, new: Sequence[NewEntry], *, user: User | None = None
) -> list[Entry]:
    sections = {sphere: section_in(report, department, sphere) for sphere in {one.sphere for one in new}}
    return [
        store(
            Entry(report=report, department=department, section=sections[one.sphere], cells=dict(one.cells)),
            one.values,
            joined_to=one.event,
            grounds=joining.Grounds(user=user),
        )
        for one in new
    ]


@transaction.atomic
def reword(entry: Entry, role: Role, text: str, *, by_department: bool) -> Entry:
    """Put a text into one cell and read the entry's values again. The cell leaves a run of merged ones even
    where its text stays."""
    _put_texts(entry, {role: text}, by_department=by_department)
    entry.continued = {name: how for name, how in entry.continued.items() if name != role}
    explain(_("A cell was reworded"))
    return store(entry, with_chosen(entry, read_entry(entry)))


@transaction.atomic
def put_right(
    entry: Entry,
    texts: Mapping[Role, str],
    extra: Mapping[str, str] = _NO_COLUMNS,
    *,
    by_department: bool,
    leaving: Collection[Role] = (),
) -> Entry:
    """Put corrected texts into cells and further columns and read the entry's values again. Cells stay in
    their run of merged ones, but for those `leaving` it: whoever corrects one corrects them all."""
    continued = entry.continued
    _put_texts(entry, texts, by_department=by_department)
    entry.continued = {role: how for role, how in continued.items() if role not in leaving}
    entry.extra = {**entry.extra, **extra}
    return store(entry, with_chosen(entry, read_entry(entry)))
