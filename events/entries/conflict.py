"""Two versions of an entry side by side: what somebody typed, and what another saved meanwhile."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from events.vocabulary import Role

from .form import EntryForm, PartnersField
from .preview import EntryPreview

_NOT_COMPARED = ("version", "files", "event", "apart", "partners_text", "as_written", "counted")
# Fields that only say what a cell says: they differ where the cell does.
CELL_OF = {
    "title": Role.TITLE,
    "dates": Role.DATES,
    "start": Role.DATES,
    "end": Role.DATES,
    "partners": Role.PARTNER,
    "agreement": Role.AGREEMENT,
    "place": Role.PLACE,
    "mode": Role.PLACE,
    "participants": Role.PARTICIPANTS,
    "participants_count": Role.PARTICIPANTS,
    "content": Role.CONTENT,
}
# Fields taken over together with the one that was chosen.
TOGETHER = {"dates": ("start", "end"), "named": ("counted",)}
_CHOICE = "choose_"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    name: str
    label: str
    mine: str
    theirs: str


def conflicts(mine: EntryForm, theirs: EntryForm) -> list[FieldConflict]:
    """The fields in which the two say something else."""
    my_preview, their_preview = EntryPreview(mine), EntryPreview(theirs)
    differing = []
    for name, field in mine.fields.items():
        if name in _NOT_COMPARED or name.startswith("own_"):
            continue
        role = CELL_OF.get(name)
        if role in mine.roles and my_preview.texts[role] == their_preview.texts[role]:
            continue
        if name.startswith("cell_") and not (_is_by_hand(mine, name) or _is_by_hand(theirs, name)):
            continue
        my_text, their_text = shown_value(my_preview, name), shown_value(their_preview, name)
        if my_text != their_text:
            differing.append(FieldConflict(name=name, label=field.label, mine=my_text, theirs=their_text))
    return differing


def take_theirs(posted: QueryDict, theirs: EntryForm) -> None:
    """Put the saved values into the posted data wherever the reader chose them."""
    for key in [key for key in posted if key.startswith(_CHOICE)]:
        name = key.removeprefix(_CHOICE)
        if posted.get(key) != "theirs" or name not in theirs.fields:
            continue
        for field in (name, *_taken_along(name)):
            value = theirs[field].value()
            posted.setlist(field, value if isinstance(value, list) else as_posted(value))
    if posted.get(f"{_CHOICE}partners") == "theirs":
        posted["partners_text"] = ""


def _taken_along(name: str) -> tuple[str, ...]:
    return (_own(name),) if name.startswith("cell_") else TOGETHER.get(name, ())


def as_posted(value: Any) -> list[Any]:
    return [] if value in (None, False) else [value]


def _own(cell: str) -> str:
    return f"own_{cell.removeprefix('cell_')}"


def _is_by_hand(form: EntryForm, cell: str) -> bool:
    return bool(form[_own(cell)].value())


def shown_value(preview: EntryPreview, name: str) -> str:
    if name == "named":
        left_out = preview.left_out
        return ", ".join(str(partner) for partner in preview.named_partners if partner.code in left_out)
    form = preview.form
    value = form[name].value()
    if value in (None, "", []):
        return ""
    field = form.fields[name]
    if isinstance(field, PartnersField):
        return ", ".join(str(partner) for partner in preview.chosen_partners)
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.to_python(value))
        except forms.ValidationError:
            return ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))
    return str(value).replace("\r\n", "\n").strip()
