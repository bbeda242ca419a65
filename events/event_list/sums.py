"""What an event's page says beside its values: the plan's dates, what its rows contradict each other on."""

from collections.abc import Callable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.entries.summing import Difference
from events.models import Entry, Event
from events.phrases.inner_quotes import inner_quotes
from events.vocabulary import Role

from .detail import EntryColumn
from .rows import dates_in_words, participants_in_words

_TOLD: dict[Difference, tuple[Callable[[Entry], str], Promise]] = {
    Difference.DATES: (dates_in_words, _("The rows tell different dates: %(values)s. The first counts.")),
    Difference.PLACE: (
        lambda entry: " ".join(entry.cells.get(Role.PLACE, "").split()),
        _("The rows tell different places: %(values)s. The first counts."),
    ),
    Difference.PARTICIPANTS: (
        participants_in_words,
        _("The rows tell different numbers of participants: %(values)s. The first counts."),
    ),
    Difference.MODE: (
        lambda entry: str(entry.get_mode_display()),
        _("The rows tell different modes: %(values)s. The first counts."),
    ),
}


def planned_dates(event: Event, columns: Sequence[EntryColumn]) -> str:
    """In words, where a report has told others."""
    planned = [column.entry for column in columns if column.is_plan and column.entry.start]
    if not planned or not event.is_reported:
        return ""
    latest = max(planned, key=lambda entry: (entry.report.end, entry.pk))
    words = dates_in_words(latest)
    return "" if words == dates_in_words(event) else words


def told_differently(event: Event, columns: Sequence[EntryColumn]) -> list[str]:
    """In words, of the rows the reader may see; the governing one first."""
    entries = [column.entry for column in columns]
    standing = [entry for entry in entries if entry.report.is_plan != event.is_reported]
    standing.sort(key=lambda entry: (entry.report.end, entry.pk), reverse=True)
    remarks = []
    for difference in event.differences:
        tell, text = _TOLD[Difference(difference)]
        values = list(dict.fromkeys(filter(None, map(tell, standing))))
        if len(values) > 1:
            remarks.append(text % {"values": "; ".join(f"«{inner_quotes(value)}»" for value in values)})
    return remarks
