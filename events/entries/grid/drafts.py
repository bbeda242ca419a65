"""Cells half typed in the grid, kept in the draft of the entry's form, which they share with its version."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from coopregistry.models import User
from coopregistry.versions import current_version
from events.entries.conflict import CELL_OF
from events.entries.initial import initial_of
from events.models import Entry, EntryDraft
from events.vocabulary import Role

Data = dict[str, list[str]]  # {field: [value, …]}, as posted

_SAYS_NOTHING = ("version", "offered_for")


@transaction.atomic
def keep_draft(
    user: User, entry: Entry, version: int, text: str | None, *, role: Role | None, heading: str
) -> None:
    """Keep a cell as typed so far, of the row as its reader saw it; None gives it up. The other fields of the
    draft stay."""
    draft = EntryDraft.of(user, entry.report, entry, "")
    saved = _saved(entry)
    data = {**saved, "version": [str(version)], **(draft.data if draft else {})}
    fields = _fields_of(entry, role, heading)
    data = {name: values for name, values in data.items() if name not in fields}
    data |= {name: saved[name] for name in fields if name in saved}
    if text is not None:
        data |= _typed(entry, text.replace("\0", ""), role=role, heading=heading)
    _put(user, entry, data, saved)


def drafted_cells(entry: Entry, draft: EntryDraft) -> dict[str, str]:
    """Role, or heading of a column without one → text, where the draft has another than the entry."""
    texts = {}
    for position, (heading, role) in _columns(entry):
        if role is None:
            text, written = _one(draft.data, f"extra_{position}"), entry.extra.get(heading, "")
        elif _one(draft.data, f"own_{role}"):
            text, written = _one(draft.data, f"cell_{role}"), entry.cells.get(role, "")
        else:
            continue
        text = text.replace("\r\n", "\n")
        if text.strip() != written.strip():
            texts[role or heading] = text
    return texts


@contextmanager
def rebased(user: User, entry: Entry, texts: Mapping[Role, str], extra: Mapping[str, str]) -> Iterator[None]:
    """While cells of an entry are kept, its draft loses them and follows to the new version; one that was
    behind already stays so, for its reader to see what others wrote."""
    draft = EntryDraft.of(user, entry.report, entry, "")
    if draft is None:
        yield
        return
    is_current = _one(draft.data, "version") == str(current_version(entry))
    before = _saved(entry)
    yield
    saved = _saved(entry)
    kept = {name for role in texts for name in _fields_of(entry, role, "")}
    kept |= {name for heading in extra for name in _fields_of(entry, None, heading)}
    own = {
        name: values
        for name, values in draft.data.items()
        if name not in kept and _differs(values, before, name)
    }
    version = str(current_version(entry)) if is_current else _one(draft.data, "version")
    _put(user, entry, {**saved, **own, "version": [version]}, saved)


def _put(user: User, entry: Entry, data: Data, saved: Data) -> None:
    if not any(_differs(values, saved, name) for name, values in data.items() if name not in _SAYS_NOTHING):
        EntryDraft.drop(user, entry.report, entry, "")
        return
    EntryDraft.objects.update_or_create(user=user, report=entry.report, entry=entry, defaults={"data": data})


def _differs(values: list[str], saved: Data, name: str) -> bool:
    """A form posts its empty fields too, with other ends of lines."""
    return [value.replace("\r\n", "\n") for value in values if value] != saved.get(name, [])


def _saved(entry: Entry) -> Data:
    """The form of the entry as it is saved, as if it were posted."""
    initial = initial_of(entry)
    return {name: _posted(value) for name, value in initial.items() if value not in (None, False, "", [])}


def _posted(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return ["on" if value is True else str(value)]


def _typed(entry: Entry, text: str, *, role: Role | None, heading: str) -> Data:
    if role is not None:
        return {f"cell_{role}": [text], f"own_{role}": ["on"]}
    return {f"extra_{position}": [text] for position, (name, _role) in _columns(entry) if name == heading}


def _fields_of(entry: Entry, role: Role | None, heading: str) -> set[str]:
    if role is None:
        return {
            f"extra_{position}"
            for position, (name, own) in _columns(entry)
            if own is None and name == heading
        }
    return {f"cell_{role}", f"own_{role}", *(name for name, cell in CELL_OF.items() if cell is role)}


def _columns(entry: Entry) -> Iterator[tuple[int, tuple[str, Role | None]]]:
    """The columns of the report; those without a role are numbered as the form numbers them."""
    position = 0
    for heading, role in entry.report.headings:
        yield position, (heading, Role(role) if role else None)
        position += not role


def _one(data: Mapping[str, list[str]], name: str) -> str:
    return (data.get(name) or [""])[-1]
