"""Cells of the event list as HTML; without a template for each of the 350 of a page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from events.exports.event_columns import EventRow, RankedName

from .forms import COLUMN_LABELS

_MOST_PARTNERS = 6
_LONGEST, _LONGEST_TITLE = 160, 220  # characters


def row_markup(row: EventRow, columns: Iterable[str]) -> SafeString:
    """One row; `columns`: their keys."""
    return SafeString(f"<tr>{''.join(_CELLS[column](row) for column in columns)}</tr>")


def _text(value: str) -> str:
    return f"<td>{escape(value)}</td>"


def _figure(row: EventRow) -> str:
    """Said by its heading alone, which a narrow screen does not show."""
    if not row.figure:
        return "<td></td>"
    return f'<td data-label="{escape(str(COLUMN_LABELS["figure"]))}">{escape(row.figure)}</td>'


def _russian(content: str) -> str:
    """`content` is written already."""
    return f'<td lang="ru">{content}</td>'


def _lines(texts: Iterable[str], look: str = "line") -> str:
    return "".join(f'<span class="{look}">{escape(text)}</span>' for text in texts)


def _names(headings: Sequence[RankedName]) -> str:
    return _lines(heading.name for heading in headings)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else Truncator(text).chars(longest)


def _title(row: EventRow) -> str:
    address = reverse("events:event", args=[row.pk])
    title = escape(_short(row.title, _LONGEST_TITLE))
    return f'<th scope="row" lang="ru"><a href="{address}">{title}</a></th>'


def _dates(row: EventRow) -> str:
    said = escape(row.dates) or f'<span class="none">{escape(_("not said"))}</span>'
    return _russian(said)


def _partners(row: EventRow) -> str:
    shown = _names(row.partners[:_MOST_PARTNERS])
    if len(row.partners) > _MOST_PARTNERS:
        number = _("%(count)s in all") % {"count": len(row.partners)}
        shown += f'<span class="none">{escape(number)}</span>'
    return _russian(shown)


def _outcome(row: EventRow) -> str:
    outcome = f'<span class="state outcome-{row.outcome_code}">{escape(row.outcome)}</span>'
    return f"<td>{outcome}{_lines(row.results, 'aside')}</td>"


_CELLS: Mapping[str, Callable[[EventRow], str]] = {
    "title": _title,
    "dates": _dates,
    "place": lambda row: _russian(escape(_short(row.place, _LONGEST))),
    "partners": _partners,
    "departments": lambda row: _russian(_names(row.departments)),
    "spheres": lambda row: _russian(_names(row.spheres)),
    "agreements": lambda row: _russian(_lines(_short(title, _LONGEST) for title in row.agreements)),
    "activity": lambda row: _text(row.activity),
    "direction": lambda row: _text(row.direction),
    "mode": lambda row: _text(row.mode),
    "figure": _figure,
    "outcome": _outcome,
    "results": lambda row: f"<td>{_lines(row.results)}</td>",
    "documents": lambda row: f"<td>{_lines(row.documents)}</td>",
}
