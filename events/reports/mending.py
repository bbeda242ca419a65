"""«Исправить все»: what one click changes in the cells of a document, shown first and then written."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from coopregistry.history import explain
from coopregistry.models import Change
from events.entries.proofreading_messages import WORDS
from events.entries.saving import put_right
from events.models import Entry
from events.proofreading.proofread import slips_to_mend
from events.proofreading.slip import Phrase, phrase_of, replaced
from events.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell before and after; without a role it is the column of that heading."""

    entry: Entry
    role: Role | None
    heading: str
    after: str
    phrases: tuple[Phrase, ...]  # what changes in it

    @property
    def title(self) -> str:
        return self.entry.cells.get(Role.TITLE, "")


def cell_changes(entries: Iterable[Entry], code: str, accepted: Collection[str]) -> list[CellChange]:
    """Continued cells change with those they repeat, or they would fall apart in print."""
    changes = []
    for entry in entries:
        cells = [(Role(role), "", text) for role, text in entry.cells.items() if role != Role.NUMBER]
        for role, heading, text in [*cells, *((None, name, text) for name, text in entry.extra.items())]:
            if slips := slips_to_mend(text, code, accepted):
                change = CellChange(
                    entry=entry,
                    role=role,
                    heading=heading,
                    after=replaced(text, slips),
                    phrases=tuple(phrase_of(text, slip) for slip in slips),
                )
                changes.append(change)
    return changes


def fingerprint_of(changes: Sequence[CellChange]) -> str:
    """Differs as soon as any of these rows was written since, or something else would be changed."""
    label = Entry._meta.label_lower
    pks = {change.entry.pk for change in changes}
    latest = Change.objects.filter(model=label, record__in=pks).values("record").annotate(latest=Max("id"))
    versions = sorted(latest.values_list("record", "latest"))
    content = [(change.entry.pk, change.role, change.heading, change.after) for change in changes]
    return hashlib.sha256(json.dumps([versions, content]).encode()).hexdigest()[:32]


@transaction.atomic
def mend(changes: Sequence[CellChange], code: str, *, by_department: bool) -> int:
    """Returns how many rows were changed. The department's own wording stays beside a coordinator's."""
    by_entry: dict[int, list[CellChange]] = {}
    for change in changes:
        by_entry.setdefault(change.entry.pk, []).append(change)
    explain(_("Proof-reading: %s") % WORDS[code].kind)
    for own in by_entry.values():
        texts = {change.role: change.after for change in own if change.role is not None}
        extra = {change.heading: change.after for change in own if change.role is None}
        put_right(own[0].entry, texts, extra, by_department=by_department)
    return len(by_entry)
