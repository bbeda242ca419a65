"""Values of the row that tells the same event, offered to the row that is being written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from events.models import Entry

from .conflict import CELL_OF, TOGETHER, as_posted, shown_value
from .form import EntryForm
from .initial import initial_of
from .preview import EntryPreview
from .similar import SimilarEvent

_FIELDS = (
    *("title", "dates", "partners", "agreement", "place", "mode", "activity", "direction"),
    *("participants", "participants_count", "content", "signed", "agreed"),
)
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedValue:
    name: str
    label: str
    text: str  # as the reader sees it


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the row `source` says and the form does not."""

    source: Entry
    values: Sequence[OfferedValue]


def offer_of(preview: EntryPreview, similar: Collection[SimilarEvent]) -> Offer | None:
    """Of the event chosen as the same one."""
    chosen = str(preview.form["event"].value() or "")
    event = next((one for one in similar if str(one.event.pk) == chosen), None)
    if event is None or not event.entries:
        return None
    source = max(event.entries, key=lambda entry: (not entry.report.is_plan, entry.report.end, entry.pk))
    theirs = EntryPreview(_form_of(source, preview.form))
    values = []
    for name in (name for name in _FIELDS if name in preview.form.fields):
        text, own = shown_value(theirs, name), shown_value(preview, name)
        if text and text.split() != own.split():
            values.append(OfferedValue(name=name, label=str(preview.form.fields[name].label), text=text))
    return Offer(source=source, values=values) if values else None


def take_over(posted: QueryDict, form: EntryForm, offer: Offer) -> None:
    """Put offered values into the posted data: the one named `take`, or all."""
    theirs = _form_of(offer.source, form)
    wanted = posted.get("take")
    for name in (one.name for one in offer.values if wanted in (one.name, ALL)):
        for field in (name, *TOGETHER.get(name, ())):
            value = theirs[field].value()
            posted.setlist(field, value if isinstance(value, list) else as_posted(value))
        if name == "partners":
            posted["partners_text"] = ""
        posted.pop(
            f"own_{CELL_OF[name]}" if name in CELL_OF else "", None
        )  # the cell follows the field again


def _form_of(source: Entry, form: EntryForm) -> EntryForm:
    """The row as a form of the document that is being written."""
    return EntryForm(initial=initial_of(source), report=form.report, access=form.access)
