"""One step of a person in the grid: cells of one or many entries changed together, undone together."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from coopregistry.history import change_set
from coopregistry.models import Change
from coopregistry.undo import AlreadyUndone, undo
from coopregistry.versions import is_stale
from events.access import Access
from events.entries.chosen_partners import as_written_key, correction_key
from events.entries.recognition import cell_hash, refresh_findings
from events.entries.saving import as_written, put_right, recognised_values, store
from events.entries.seen_partners import mentions_of
from events.entries.undo_tokens import NotUndoable, change_set_of, token_of
from events.models import Entry, Finding, Report
from events.vocabulary import Role

from .drafts import rebased


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsChange:
    """New texts of one entry; `version`: of the entry as its reader saw it."""

    entry: int
    version: int
    texts: Mapping[Role, str]
    extra: Mapping[str, str]  # heading of a column without a role → text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`token` undoes it, and is "" where nothing was written: a cell said so already, or rows are `stale`."""

    token: str = ""
    entries: tuple[Entry, ...] = ()
    stale: tuple[Entry, ...] = ()


@transaction.atomic
def keep(report: Report, changes: Sequence[CellsChange], access: Access) -> Step:
    """All of the changes or none. Http404 where one of the entries is not the user's to change now."""
    held = access.hold_rows(report, {change.entry for change in changes})
    entries = [held[change.entry] for change in changes]
    stale = [one for one, change in zip(entries, changes, strict=True) if is_stale(one, change.version)]
    if stale:
        return Step(stale=tuple(stale))
    told = Counter((role, text) for change in changes for role, text in change.texts.items())
    let_go: dict[int, Entry] = {}
    with change_set(user=access.user, reason=_("Cells changed in the table")) as done:
        for entry, change in zip(entries, changes, strict=True):
            # A merged cell is changed in all rows it covers; a text put into one row alone leaves it.
            alone = {role for role, text in change.texts.items() if told[role, text] == 1}
            changed = {role for role in alone if entry.cells.get(role, "") != change.texts[role]}
            with rebased(access.user, entry, change.texts, change.extra):
                put_right(
                    entry,
                    change.texts,
                    change.extra,
                    by_department=not access.coordinates,
                    leaving=alone,
                )
            if (below := _below(entry, changed, held)) is not None and below.pk not in held:
                let_go[below.pk] = below
    return Step(token=token_of(done.written, access.user), entries=(*entries, *let_go.values()))


def _below(entry: Entry, roles: Collection[Role], held: Mapping[int, Entry]) -> Entry | None:
    """The next row, where it left such a cell blank to say the same as this one: now it prints its own
    text, or it would be taken for what this one says now."""
    if entry.report.numbering != Report.Numbering.AS_WRITTEN:
        return None
    after = Q(order__gt=entry.order) | Q(order=entry.order, pk__gt=entry.pk)
    below = entry.report.entries.filter(after, section=entry.section).order_by("order", "pk").first()
    if below is None or not any(below.continued.get(role) == "blank" for role in roles):
        return None
    below = held.get(below.pk, below)
    below.continued = {role: how for role, how in below.continued.items() if role not in roles}
    below.save(update_fields=["continued"])
    return below


@transaction.atomic
def stand_as_written(entry: Entry, finding: Finding, access: Access) -> Step:
    """Say that a name in the column of partners is right, though no partner is known by it."""
    entry = access.hold_rows(entry.report, {entry.pk})[entry.pk]
    reason = _("A name stands as it is written")
    with change_set(user=access.user, reason=reason) as done, rebased(access.user, entry, {}, {}):
        entry.corrections = {**entry.corrections, as_written_key(finding.found): as_written(entry)}
        store(entry, recognised_values(entry))
    return Step(token=token_of(done.written, access.user), entries=(entry,))


@transaction.atomic
def count_as_partner(entry: Entry, finding: Finding, code: str, access: Access) -> Step:
    """Say that a place which the row names took part in it, though it reads as a topic."""
    mentions = mentions_of(finding, code)
    entry = access.hold_rows(entry.report, {entry.pk})[entry.pk]
    reason = _("A name in the text is a partner")
    with change_set(user=access.user, reason=reason) as done, rebased(access.user, entry, {}, {}):
        decided = {
            correction_key(one): {
                "value": True,
                "cell": cell_hash(entry, correction_key(one), one.cell),
                "role": one.cell.value,
            }
            for one in mentions
        }
        entry.corrections = {**entry.corrections, **decided}
        store(entry, recognised_values(entry))
    return Step(token=token_of(done.written, access.user), entries=(entry,))


@transaction.atomic
def take_back(report: Report, token: str, access: Access) -> Step:
    """Undo a step, wholly or not at all; its token does it again. Http404 where one of its entries is not the
    user's to change now."""
    done = change_set_of(token, access.user)
    written = Change.objects.filter(change_set=done, model=Entry._meta.label_lower)
    entries = access.hold_rows(report, set(written.values_list("record", flat=True)))
    try:
        undone = undo(done, user=access.user)
    except AlreadyUndone:
        raise NotUndoable from None
    if undone.refused:
        raise NotUndoable
    for entry in entries.values():
        entry.refresh_from_db()
    refresh_findings(entries.values())
    return Step(token=token_of(undone.change_set, access.user), entries=tuple(entries.values()))
